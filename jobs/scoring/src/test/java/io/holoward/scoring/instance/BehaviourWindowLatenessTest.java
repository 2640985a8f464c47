package io.holoward.scoring.instance;

import static io.holoward.scoring.instance.InstanceEvents.WEB;
import static io.holoward.scoring.instance.InstanceEvents.connection;
import static io.holoward.scoring.instance.InstanceEvents.connectionTo;
import static io.holoward.scoring.instance.InstanceEvents.minute;
import static io.holoward.scoring.instance.InstanceEvents.repetition;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.sighting.Sighting;
import io.holoward.detection.sighting.Sighting.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A window that was open when {@code time.allowed-lateness} was a minute, in a job that has another
 * one; it ends at minute 5.
 */
class BehaviourWindowLatenessTest {

  private static OperatorSubtaskState savepoint() throws Exception {
    try (WindowHarness window = new WindowHarness()) {
      return window.send(connection(1, WEB), repetition(2, WEB, 4)).snapshot();
    }
  }

  private static WindowHarness restored(OperatorSubtaskState state, int lateness) throws Exception {
    return new WindowHarness(
        state,
        "beacon.min-connections=5",
        "time.allowed-lateness=" + lateness + " min",
        "time.max-out-of-orderness=0 s",
        "front.hold=0 s");
  }

  /**
   * @param after the lateness, in minutes
   * @param closed when the window is closed
   */
  @ParameterizedTest
  @CsvSource({"0, 5", "1, 6", "2, 7", "5, 10", "9, 14", "600, 605"})
  void anOpenWindowOfASavepointClosesByTheLatenessOfNow(int after, int closed) throws Exception {
    try (WindowHarness window = restored(savepoint(), after)) {
      window.watermark(minute(closed) - 1);
      assertThat(window.sightings()).isEmpty();
      window.watermark(minute(closed));
      assertThat(window.sightings()).extracting(Sighting::kind).containsExactly(Kind.REPETITION);
      assertThat(window.sightings()).extracting(Sighting::count).containsExactly(4L);
      window.watermark(minute(2 * 24 * 60));
      assertThat(window.stateEntries()).isZero();
      assertThat(window.timers()).isZero();
    }
  }

  /** The rhythm of a service needs its windows in order, those of the savepoint first. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 30, 60})
  void laterWindowsCloseAfterThoseOfTheSavepoint(int after) throws Exception {
    List<Sighting> expected;
    try (WindowHarness window = restored(null, after)) {
      expected =
          window.send(calls(0, 20)).send(calls(20, 40)).watermark(minute(40 + after)).sightings();
    }
    OperatorSubtaskState state;
    List<Sighting> told;
    try (WindowHarness window = restored(null, 30)) {
      told = new ArrayList<>(window.send(calls(0, 20)).sightings());
      state = window.snapshot();
    }
    try (WindowHarness window = restored(state, after)) {
      window.send(calls(20, 40)).watermark(minute(40 + after));
      told.addAll(window.sightings());
      window.watermark(minute(3 * 24 * 60));
      assertThat(window.stateEntries()).isZero();
      assertThat(window.timers()).isZero();
    }
    assertThat(told).isEqualTo(expected);
    assertThat(told).extracting(Sighting::kind).contains(Kind.BEACON);
  }

  /** One connection a minute to the same service. */
  private static List<InstanceEvent> calls(int from, int until) {
    return IntStream.range(from, until).mapToObj(m -> connectionTo("203.0.113.9", m)).toList();
  }

  @ParameterizedTest
  @CsvSource({"0, 9", "9, 0", "3, 1"})
  void theLatenessMayChangeAgainBeforeTheWindowCloses(int first, int second) throws Exception {
    OperatorSubtaskState state;
    try (WindowHarness window = restored(savepoint(), first)) {
      state = window.snapshot();
    }
    try (WindowHarness window = restored(state, second)) {
      window.watermark(minute(14));
      assertThat(window.sightings()).extracting(Sighting::count).containsExactly(4L);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "9"})
  void whatComesBeforeTheWindowClosesIsCountedInIt(int after) throws Exception {
    try (WindowHarness window = restored(savepoint(), after)) {
      window.send(repetition(3, WEB, 2), connection(7, WEB)).watermark(minute(30));
      assertThat(window.sightings())
          .extracting(Sighting::kind)
          .containsExactly(Kind.FIRST, Kind.REPETITION);
      assertThat(window.sightings(Kind.REPETITION)).extracting(Sighting::count).containsExactly(6L);
    }
  }
}
