package io.holoward.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The registry cannot be asked, or answers late. It matters to the job where it has to ask: for the
 * first record of a schema, and for the first it writes after each start.
 */
@Tag("faults")
@ExtendWith(SharedFaults.class)
final class RegistryITCase {
  private static final Duration SLOW = Duration.ofSeconds(3);

  private final Faults faults;
  private final FaultyPlatform platform;

  RegistryITCase(Faults faults) {
    this.faults = faults;
    platform = faults.platform();
  }

  @Test
  void aJobThatStartsWithoutTheRegistryWaitsForIt() {
    FaultRun run = faults.prepare("registry-down-at-start");
    run.strikeAtStart(platform.registryNetwork()::refuse);
    run.job().awaitRestarts(2);
    platform.registryNetwork().heal();
    run.awaitBack();
    run.finish();

    run.assertNothingChanged();
    assertThat(run.job().deadLetters()).isEmpty();
    run.tell(
        "registry down when the job starts",
        "the job is started again until the registry answers; no sound record becomes a dead letter");
  }

  @Test
  void aNewSchemaThatCannotBeFetchedIsWaitedFor() {
    FaultRun run = faults.begin("registry-down-midway");
    NewerProducer producer = new NewerProducer(platform, run.job());
    run.strike(
        () -> {
          platform.registryNetwork().refuse();
          producer.send(run.nextSlice());
        });
    run.job().awaitRestarts(2);
    platform.registryNetwork().heal();
    run.awaitBack();
    run.finish();

    run.assertNothingChanged();
    assertThat(run.job().deadLetters()).isEmpty();
    run.tell(
        "registry down when a producer comes with a new schema",
        "the job is started again until the registry answers; no sound record becomes a dead letter");
  }

  @Test
  void aSlowRegistryOnlyTakesTime() {
    FaultRun run = faults.prepare("registry-slow");
    run.strikeAtStart(() -> platform.registryNetwork().answerAfter(SLOW));
    new NewerProducer(platform, run.job()).send(run.nextSlice());
    run.awaitBack();
    run.sendRest();
    run.end();
    platform.registryNetwork().heal();

    run.assertNothingChanged();
    assertThat(run.restarts()).isZero();
    run.tell(
        "every answer of the registry 3 s late", "the first record of each topic waits for it");
  }
}
