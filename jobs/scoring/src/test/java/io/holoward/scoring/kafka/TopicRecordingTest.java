package io.holoward.scoring.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.kafka.TopicRange.At;
import io.holoward.scoring.kafka.TopicRange.Offsets;
import io.holoward.scoring.kafka.TopicRange.Open;
import io.holoward.scoring.topology.SourceStream;
import io.holoward.telemetry.input.InputException;
import io.holoward.telemetry.simulator.SysmonJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicRecordingTest {

  private static final Configuration CONFIGURATION =
      Configuration.of(
          "sources.process-events.topic=events",
          "sources.process-events.format=sysmon",
          "sources.alarms.topic=alarms",
          "sources.flows.topic=flows",
          "sources.control.topic=control");

  private static final long T0 = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  private static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  private final FakeTopics topics =
      new FakeTopics().topic("events", 2).topic("alarms", 1).topic("flows", 1).topic("control", 1);
  private Properties asked;

  /** What was taken of one record. */
  private record Taken(SourceStream stream, int input, SourcePosition position, Decoded record) {}

  private static byte[] connection(long time) {
    return SysmonJson.write(
            new ConnectionEvent(
                "default",
                "ws-1",
                time,
                new ProcessReference("{g}", 7, "C:\\a.exe", "u", null, null),
                Sensor.SYSMON,
                Protocol.TCP,
                Direction.OUT,
                ConnectionEvent.Ends.SOURCE_DESTINATION,
                new Endpoint("10.0.0.1", 50_000),
                new Endpoint("10.0.0.2", 443),
                false,
                null))
        .getBytes(StandardCharsets.UTF_8);
  }

  private List<Taken> read(TopicRange range) throws IOException {
    return read(range, new ArrayList<>());
  }

  private List<Taken> read(TopicRange range, List<Long> progress) throws IOException {
    List<Taken> taken = new ArrayList<>();
    try (TopicRecording recording = open(range)) {
      recording.read(
          (stream, input, position, record) ->
              taken.add(new Taken(stream, input, position, record)),
          progress::add);
    }
    return taken;
  }

  private TopicRecording open(TopicRange range) {
    return TopicRecording.open(
        CONFIGURATION,
        range,
        MAX_AHEAD,
        properties -> {
          asked = properties;
          return topics;
        });
  }

  private static List<String> places(List<Taken> taken) {
    return taken.stream().map(t -> t.position().name() + ":" + t.position().position()).toList();
  }

  @Test
  void everyRecordOfEveryTopicIsTakenOnceWithItsPlace() throws IOException {
    topics
        .append("events", 0, T0, connection(T0))
        .append("events", 1, T0, connection(T0 + 1))
        .append("events", 0, T0, connection(T0 + 2))
        .append("flows", 0, T0, "no flow".getBytes(StandardCharsets.UTF_8));

    List<Taken> taken = read(TopicRange.ALL);

    assertThat(places(taken))
        .containsExactlyInAnyOrder("events-0:0", "events-0:1", "events-1:0", "flows-0:0");
    assertThat(taken.get(3).stream()).isEqualTo(SourceStream.FLOWS);
    assertThat(taken.get(3).record().deadLetter().errorClass()).isEqualTo("wrong-magic");
    assertThat(taken.get(3).input()).isEqualTo(3);
    assertThat(taken.subList(0, 3))
        .allSatisfy(
            t -> {
              assertThat(t.stream()).isEqualTo(SourceStream.PROCESS_EVENTS);
              assertThat(t.record().connection().source()).isEqualTo(t.position());
            });
  }

  @Test
  void noGroupIsJoinedAndNothingIsCommitted() {
    open(TopicRange.ALL).close();

    assertThat(asked)
        .doesNotContainKey("group.id")
        .containsEntry("enable.auto.commit", "false")
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("allow.auto.create.topics", "false");
  }

  @Test
  void whatArrivesAfterItWasOpenedIsNotRead() throws IOException {
    topics.append("events", 0, T0, connection(T0));
    List<Taken> taken = new ArrayList<>();
    try (TopicRecording recording = open(TopicRange.ALL)) {
      topics.append("events", 0, T0, connection(T0 + 1));
      recording.read((s, i, p, r) -> taken.add(new Taken(s, i, p, r)), done -> {});
    }

    assertThat(places(taken)).containsExactly("events-0:0");
  }

  @Test
  void aRangeOfTimeGoesByTheTimestampsOfTheRecords() throws IOException {
    for (int minute = 0; minute < 6; minute++) {
      // Their events are an hour older than the records.
      topics.append("events", 0, T0 + minute * 60_000, connection(T0 - 3_600_000));
    }

    List<Taken> taken =
        read(
            new TopicRange(
                new At(Instant.ofEpochMilli(T0 + 90_000)),
                new At(Instant.ofEpochMilli(T0 + 4 * 60_000))));

    assertThat(places(taken)).containsExactly("events-0:2", "events-0:3");
  }

  @Test
  void aTimeAfterTheLastRecordIsTheEnd() throws IOException {
    topics.append("events", 0, T0, connection(T0));

    assertThat(read(new TopicRange(new Open(), new At(Instant.ofEpochMilli(T0 + 1))))).hasSize(1);
    assertThat(read(new TopicRange(new At(Instant.ofEpochMilli(T0 + 1)), new Open()))).isEmpty();
  }

  @Test
  void aRangeOfOffsetsLeavesOtherPartitionsOpen() throws IOException {
    for (int i = 0; i < 4; i++) {
      topics.append("events", 0, T0, connection(T0 + i)).append("events", 1, T0, connection(T0));
    }
    TopicPartition first = new TopicPartition("events", 0);

    List<Taken> taken =
        read(new TopicRange(new Offsets(Map.of(first, 1L)), new Offsets(Map.of(first, 3L))));

    assertThat(places(taken))
        .containsExactlyInAnyOrder(
            "events-0:1", "events-0:2", "events-1:0", "events-1:1", "events-1:2", "events-1:3");
  }

  @Test
  void commandsAreReadFromTheirBeginning() throws IOException {
    topics
        .append("control", 0, T0, new byte[] {9})
        .append("events", 0, T0, connection(T0))
        .append("events", 0, T0 + 120_000, connection(T0));

    List<Taken> taken = read(new TopicRange(new At(Instant.ofEpochMilli(T0 + 60_000)), new Open()));

    assertThat(places(taken)).containsExactlyInAnyOrder("events-0:1", "control-0:0");
  }

  @Test
  void anEventFarAheadOfItsRecordIsADeadLetterWhateverTheClockOfNowSays() throws IOException {
    long ahead = MAX_AHEAD.toMillis();
    topics
        .append("events", 0, T0, connection(T0 + ahead))
        .append("events", 0, T0, connection(T0 + ahead + 1))
        .append("events", 0, T0 + 1, connection(T0 + ahead + 1));

    List<Taken> taken = read(TopicRange.ALL);

    assertThat(taken)
        .extracting(t -> t.record().deadLetter() == null)
        .containsExactly(true, false, true);
    assertThat(taken.get(1).record().deadLetter().errorClass()).isEqualTo("event-ahead");
  }

  @Test
  void aTombstoneIsIgnored() throws IOException {
    topics.append("events", 0, T0, null);

    assertThat(read(TopicRange.ALL))
        .singleElement()
        .satisfies(t -> assertThat(t.record().ignored()).isEqualTo("tombstone"));
  }

  @Test
  void progressEndsWithAllOffsets() throws IOException {
    for (int i = 0; i < 5; i++) {
      topics.append("events", i % 2, T0, connection(T0)).append("alarms", 0, T0, new byte[] {1});
    }
    List<Long> progress = new ArrayList<>();
    assertThat(open(TopicRange.ALL).offsets()).isEqualTo(10);

    read(TopicRange.ALL, progress);

    assertThat(progress).isSorted().endsWith(10L);
  }

  @Test
  void whatTheTopicsDoNotHoldIsRefusedWithWhatTheyHold() {
    topics.append("events", 0, T0, connection(T0)).append("events", 0, T0, connection(T0));
    TopicPartition first = new TopicPartition("events", 0);
    topics.deleteBefore(first, 1);

    assertRefused(Map.of(first, 0L), Map.of(), "events-0 begins at offset 1, not at 0");
    assertRefused(Map.of(), Map.of(first, 3L), "events-0 ends at offset 2, before 3");
    assertRefused(Map.of(first, 2L), Map.of(first, 1L), "exchange them");
    assertRefused(
        Map.of(new TopicPartition("events", 7), 0L), Map.of(), "no partition events-7", "events-1");
  }

  private void assertRefused(
      Map<TopicPartition, Long> from, Map<TopicPartition, Long> to, String... words) {
    assertThatThrownBy(() -> open(new TopicRange(new Offsets(from), new Offsets(to))))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void aTopicThatIsNotThereIsNamed() {
    Configuration other = CONFIGURATION.with(List.of("sources.alarms.topic=alarm"));

    assertThatThrownBy(
            () -> TopicRecording.open(other, TopicRange.ALL, MAX_AHEAD, properties -> topics))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("there is no topic alarm");
  }

  @Test
  void brokersThatDoNotAnswerAreNamed() {
    assertThatThrownBy(
            () ->
                TopicRecording.open(
                    CONFIGURATION,
                    TopicRange.ALL,
                    MAX_AHEAD,
                    properties -> {
                      throw new KafkaException("nobody there");
                    }))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(CONFIGURATION.kafka().bootstrapServers(), "nobody there");
  }
}
