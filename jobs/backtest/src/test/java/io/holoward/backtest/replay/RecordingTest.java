package io.holoward.backtest.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.topology.SourceStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which order a recording is replayed. */
class RecordingTest {

  @TempDir private Path directory;

  /** Hands out what it holds, one input after the other. */
  private record Inputs(boolean isInOrderOfArrival, List<List<Decoded>> inputs)
      implements TelemetrySource {
    @Override
    public void read(Duration maxAhead, Taker taker, Progress progress) throws IOException {
      for (int input = 0; input < inputs.size(); input++) {
        for (int i = 0; i < inputs.get(input).size(); i++) {
          taker.take(
              SourceStream.PROCESS_EVENTS,
              input,
              new SourcePosition("input-" + input, i),
              inputs.get(input).get(i));
        }
      }
    }

    @Override
    public List<String> names() {
      return List.of();
    }
  }

  private static Decoded event(int input, int position, long time) {
    return event("host-" + input, input, position, time);
  }

  private static Decoded event(String host, int input, int position, long time) {
    return Decoded.of(
        new ListenEvent(
            "acme",
            host,
            time,
            new ProcessReference(null, 4, "System", null, null, null),
            Protocol.TCP,
            new Endpoint("10.0.0.1", 80),
            new SourcePosition("input-" + input, position)));
  }

  private static List<Decoded> input(int input, long... times) {
    List<Decoded> events = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      events.add(event(input, i, times[i]));
    }
    return events;
  }

  private Recording prepare(boolean isInOrderOfArrival, List<List<Decoded>> inputs)
      throws IOException {
    return Recording.prepare(
        new Inputs(isInOrderOfArrival, inputs), directory, 1, Duration.ZERO, (done, total) -> {});
  }

  private static List<Long> times(Recording recording) {
    List<Long> times = new ArrayList<>();
    recording.inOrder().forEachRemaining(event -> times.add(event.eventTime()));
    return times;
  }

  @Test
  void filesAreSortedByEventTime() throws IOException {
    Recording recording = prepare(false, List.of(input(0, 50, 10, 40), input(1, 30, 20)));

    assertThat(times(recording)).containsExactly(10L, 20L, 30L, 40L, 50L);
    assertThat(recording.disorder()).isZero();
  }

  @Test
  void partitionsAreMergedAndEachKeepsItsOrder() throws IOException {
    Recording recording = prepare(true, List.of(input(0, 50, 10, 60), input(1, 30, 20, 55)));

    assertThat(times(recording)).containsExactly(30L, 20L, 50L, 10L, 55L, 60L);
    assertThat(recording.disorder()).isEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noEventComesLaterThanTheDisorderSays(long seed) throws IOException {
    Random random = new Random(seed);
    List<List<Decoded>> inputs = new ArrayList<>();
    for (int input = 0; input < 4; input++) {
      long[] times = new long[200];
      for (int i = 0; i < times.length; i++) {
        times[i] = i * 10 + random.nextInt(300);
      }
      inputs.add(input(input, times));
    }

    Recording recording = prepare(true, inputs);

    long latest = Long.MIN_VALUE;
    long worst = 0;
    Map<String, Long> positions = new HashMap<>();
    for (Iterator<TelemetryEvent> events = recording.inOrder(); events.hasNext(); ) {
      TelemetryEvent event = events.next();
      latest = Math.max(latest, event.eventTime());
      worst = Math.max(worst, latest - event.eventTime());
      long position = event.source().position();
      Long before = positions.put(event.source().name(), position);
      assertThat(position).isEqualTo(before == null ? 0 : before + 1);
    }
    assertThat(worst).isPositive().isLessThanOrEqualTo(recording.disorder());
    assertThat(recording.events()).isEqualTo(800);
  }

  @Test
  void anAddressIsAHostOfItsOwnAndAFullNameIsNot() throws IOException {
    List<Decoded> events =
        List.of(
            event("192.168.1.5", 0, 0, 1),
            event("192.168.1.6", 0, 1, 2),
            event("::ffff:192.168.1.6", 0, 2, 3),
            event("ws1.corp.example", 0, 3, 4),
            event("WS1", 0, 4, 5));

    assertThat(prepare(false, List.of(events)).coverage().hosts()).isEqualTo(4);
  }

  @Test
  void whatIsNoEventIsReplayedAndItsCommandsAreKnown() throws IOException {
    ControlCommand command =
        new ControlCommand("c", "acme", ControlCommand.Action.LOCK, "*", 5, "ada");

    Recording recording =
        prepare(
            true, List.of(input(0, 10), List.of(Decoded.of(command), Decoded.ignored("header"))));

    assertThat(recording.records()).isEqualTo(3);
    assertThat(recording.events()).isEqualTo(1);
    assertThat(recording.commands()).containsExactly(command);
    assertThat(recording.earliest()).isEqualTo(10);
  }
}
