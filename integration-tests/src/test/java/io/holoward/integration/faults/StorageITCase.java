package io.holoward.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.integration.cluster.Await;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** There is no room left where checkpoints go. */
@Tag("faults")
@ExtendWith(SharedFaults.class)
final class StorageITCase {
  private static final Duration BOUND = Duration.ofMinutes(2);
  private static final int MEBIBYTES = 64;

  private final Faults faults;

  StorageITCase(Faults faults) {
    this.faults = faults;
  }

  @Test
  void aFullDiskOfCheckpointsIsSurvivedAndNothingIsLost() {
    try (SmallDisk disk =
        SmallDisk.mount(faults.platform().directory().resolve("small-disk"), MEBIBYTES)) {
      FaultRun run = faults.prepare("disk-full");
      run.job().withFlink("execution.checkpointing.dir", disk.directory().toUri().toString());
      run.start();
      run.feedFirstHalf();
      int failedBefore = run.job().checkpoints().failed();
      run.strike(
          () -> {
            disk.fill();
            Await.until(
                "checkpoints fail",
                BOUND,
                () -> run.job().checkpoints().failed() > failedBefore || run.job().restarts() > 0);
            run.sendSlice();
            run.job().awaitRestarts(1);
            disk.free();
          });
      run.awaitBack();
      run.finish();

      run.assertNothingChanged();
      assertThat(run.restarts()).isPositive();
      run.tell(
          "disk of the checkpoints full",
          "after four failed checkpoints the job is restored from the last good one, again and again until there is room");
    }
  }
}
