package io.holoward.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processes of the cluster are killed. */
@Tag("faults")
@ExtendWith(SharedFaults.class)
final class ProcessLossITCase {
  private final Faults faults;

  ProcessLossITCase(Faults faults) {
    this.faults = faults;
  }

  @Test
  void aKilledTaskManagerChangesNothing() {
    FaultRun run = faults.begin("task-manager-killed");
    run.strike(faults.platform().flink()::replaceTaskManager);
    run.job().awaitRestored(1);
    run.awaitBack();
    run.finish();

    run.assertNothingChanged();
    assertThat(run.job().restored()).isPositive();
    run.tell("kill -9 of a task manager", "the job is restored from its last checkpoint");
  }

  @Test
  void aKilledJobManagerIsSucceededByAnotherThatGoesOnFromTheCheckpoint() {
    FaultRun run = faults.begin("job-manager-killed");
    int before = run.job().checkpoints().completed();
    run.strike(faults.platform().flink()::replaceJobManager);
    run.job().awaitRestored(1);
    run.awaitBack();
    run.finish();

    run.assertNothingChanged();
    assertThat(before).isPositive();
    run.tell(
        "kill -9 of the job manager",
        "another one becomes leader when the session of the first has ended in ZooKeeper (15 s), and restores the job");
  }
}
