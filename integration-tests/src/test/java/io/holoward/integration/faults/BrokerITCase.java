package io.holoward.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.integration.cluster.Await;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broker goes away, or the network to it. */
@Tag("faults")
@ExtendWith(SharedFaults.class)
final class BrokerITCase {
  private static final Duration ABSENCE = Duration.ofSeconds(5);

  /** Long enough for checkpoints under way to end before it counts. */
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private static final Duration CUT = Duration.ofSeconds(15);

  private final Faults faults;
  private final FaultyPlatform platform;

  BrokerITCase(Faults faults) {
    this.faults = faults;
    platform = faults.platform();
  }

  @Test
  void aBrokerThatIsRestartedChangesNothing() {
    FaultRun run = absence("broker-restarted", platform.broker()::stop);
    run.tell("broker restarted (5 s away)", "reading and committing wait for it");
  }

  @Test
  void aBrokerThatIsKilledChangesNothing() {
    FaultRun run = absence("broker-killed", platform.broker()::kill);
    run.tell("kill -9 of the broker (5 s away)", "reading and committing wait for it");
  }

  private FaultRun absence(String name, Runnable end) {
    FaultRun run = faults.begin(name);
    run.strike(
        () -> {
          end.run();
          assertThat(platform.broker().answers()).isFalse();
          Await.pass(ABSENCE);
          platform.broker().start();
        });
    run.awaitBack();
    run.finish();

    run.assertNothingChanged();
    return run;
  }

  @Test
  void aCutNetworkBetweenTheJobAndTheBrokerChangesNothing() {
    FaultRun run = faults.begin("network-cut");
    run.strike(
        () -> {
          platform.brokerNetwork().cut();
          Await.pass(SETTLING);
          int completed = run.job().checkpoints().completed();
          run.sendSlice();
          Await.pass(CUT);
          assertThat(run.job().checkpoints().completed())
              .as("without the broker no checkpoint completes")
              .isEqualTo(completed);
          platform.brokerNetwork().heal();
        });
    run.awaitBack();
    run.finish();

    run.assertNothingChanged();
    run.tell("network to the broker cut for 18 s", "checkpoints wait, then go on");
  }
}
