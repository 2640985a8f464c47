package io.holoward.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.schema.ScoredAlarm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The clock of a machine is set back. */
@Tag("faults")
@ExtendWith(SharedFaults.class)
final class ClockITCase {
  private static final Duration BACK = Duration.ofHours(1);

  private final Faults faults;
  private final FaultyPlatform platform;

  ClockITCase(Faults faults) {
    this.faults = faults;
    platform = faults.platform();
  }

  @Test
  void aTaskManagerWhoseClockIsSetBackFindsWhatItAlwaysFound() {
    FakeClock clock = FakeClock.in(platform.directory());
    platform.flink().replaceTaskManager(clock.environment());
    platform.flink().awaitComplete();
    try {
      Instant begin = Instant.now();
      FaultRun run = faults.begin("clock-set-back");
      run.strike(() -> clock.setBack(BACK));
      run.awaitBack();
      run.finish();

      run.assertNothingChanged();
      List<ScoredAlarm> alarms = run.job().scoredAlarms();
      assertThat(alarms)
          .as("findings that were made before the job began")
          .anyMatch(alarm -> alarm.getDetectionTime().isBefore(begin.minus(BACK.dividedBy(2))));
      run.tell(
          "clock of a task manager set back by an hour",
          "the findings say so in `detectionTime`, else nothing: event time comes from the events");
    } finally {
      platform.flink().replaceTaskManager();
      platform.flink().awaitComplete();
    }
  }
}
