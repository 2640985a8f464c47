package io.holoward.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.backtest.replay.RecordedTelemetry;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.registry.SchemaRegistry;
import io.holoward.schema.ProcessEvent;
import io.holoward.scoring.codec.AvroRecordDecoder;
import io.holoward.scoring.codec.EventMapping;
import io.holoward.telemetry.format.ReadContext;
import io.holoward.telemetry.input.TelemetryReader;
import io.holoward.telemetry.simulator.SysmonJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded lines on their way to a topic, in Avro and as they are. */
class FeedTest {

  private static final long T0 = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  private static final Configuration CONFIGURATION = Configuration.of();
  private static final SourcePosition NOWHERE = new SourcePosition("x", 1);

  private final List<Schema> schemas = new ArrayList<>();
  private final SchemaRegistry registry =
      new SchemaRegistry() {
        @Override
        public Schema byId(int id) {
          return schemas.get(id);
        }

        @Override
        public int register(String subject, Schema schema) {
          schemas.add(schema);
          return schemas.size() - 1;
        }

        @Override
        public void close() {}
      };

  @TempDir private Path directory;
  private Path file;
  private Path spool;
  private List<String> lines;

  @BeforeEach
  void write() throws Exception {
    // The last event first, and a line that is none.
    lines = List.of(line("ws-2", T0 + 9_000), "{\"broken\":", line("ws-1", T0));
    file = Files.write(directory.resolve("sysmon.jsonl"), lines);
    spool = Files.createDirectory(directory.resolve("spool"));
  }

  private static ConnectionEvent event(String host, long time) {
    return new ConnectionEvent(
        "default",
        host,
        time,
        new ProcessReference("{g}", 7, "C:\\a.exe", "u", null, null),
        Sensor.SYSMON,
        Protocol.TCP,
        Direction.OUT,
        ConnectionEvent.Ends.SOURCE_DESTINATION,
        new Endpoint("10.0.0.1", 50_000),
        new Endpoint("10.0.0.2", 443),
        false,
        NOWHERE);
  }

  private static String line(String host, long time) {
    return SysmonJson.write(event(host, time));
  }

  private AvroFeed avro() throws Exception {
    return AvroFeed.read(
        new RecordedTelemetry(List.of(file), "sysmon", "default", null),
        spool,
        CONFIGURATION,
        "events",
        registry,
        (done, total) -> {});
  }

  private RawFeed raw() throws Exception {
    return RawFeed.read(
        TelemetryReader.open(List.of(file), "sysmon", ReadContext.of("default")),
        spool,
        "lines",
        (done, total) -> {});
  }

  private static List<FeedRecord> all(Iterator<FeedRecord> records) {
    List<FeedRecord> all = new ArrayList<>();
    records.forEachRemaining(all::add);
    return all;
  }

  @Test
  void linesBecomeAvroInOrderOfEventTime() throws Exception {
    try (AvroFeed feed = avro()) {
      List<FeedRecord> records = all(feed.records(Duration.ZERO));

      assertThat(records).extracting(FeedRecord::key).containsExactly("ws-1", "ws-2");
      assertThat(records).extracting(FeedRecord::topic).containsOnly("events");
      assertThat(decoded(records)).containsExactly(event("ws-1", T0), event("ws-2", T0 + 9_000));
      assertCounts(feed);
    }
  }

  @Test
  void movedEveryTimeIsMoved() throws Exception {
    Duration day = Duration.ofDays(1);
    try (AvroFeed feed = avro()) {
      List<FeedRecord> records = all(feed.records(day));

      long moved = T0 + day.toMillis();
      assertThat(records).extracting(FeedRecord::eventTime).containsExactly(moved, moved + 9_000);
      assertThat(decoded(records))
          .extracting(TelemetryEvent::eventTime)
          .containsExactly(moved, moved + 9_000);
    }
  }

  private List<TelemetryEvent> decoded(List<FeedRecord> records) throws Exception {
    AvroRecordDecoder<ProcessEvent> decoder = new AvroRecordDecoder<>(ProcessEvent.class, registry);
    List<TelemetryEvent> events = new ArrayList<>();
    for (FeedRecord record : records) {
      events.add(new EventMapping("default").toEvent(decoder.decode(record.value()), NOWHERE));
    }
    return events;
  }

  @Test
  void rawLinesStayAsTheyAre() throws Exception {
    try (RawFeed feed = raw()) {
      List<FeedRecord> records = all(feed.records(Duration.ZERO));

      assertThat(records)
          .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
          .containsExactly(lines.get(2), lines.get(0));
      assertThat(records).extracting(FeedRecord::key).containsExactly("ws-1", "ws-2");
      assertThat(records).extracting(FeedRecord::topic).containsOnly("lines");
      assertCounts(feed);
    }
  }

  @Test
  void theTimesInRawLinesCannotBeMoved() throws Exception {
    try (RawFeed feed = raw()) {
      assertThatThrownBy(() -> feed.records(Duration.ofDays(1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void assertCounts(Feed feed) {
    assertThat(feed.size()).isEqualTo(2);
    assertThat(feed.leftOut()).isEqualTo(1);
    assertThat(feed.begin()).isEqualTo(Instant.ofEpochMilli(T0));
    assertThat(feed.end()).isEqualTo(Instant.ofEpochMilli(T0 + 9_000));
  }
}
