package io.holoward.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.integration.FleetTelemetry;
import io.holoward.integration.JobRun;
import io.holoward.integration.cluster.Await;
import io.holoward.integration.cluster.FlinkRest.Checkpoints;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A run of the job, delivering exactly once, that something happens to in its middle. Its telemetry
 * is sent in slices: half of them before the fault, one while it lasts, the rest after it.
 */
final class FaultRun {
  private static final int SLICES = 8;
  private static final Duration COMMIT_BOUND = Duration.ofMinutes(1);
  private static final String ORGANISATION = "acme";

  private final Faults faults;
  private final JobRun job;
  private final long loggedBefore;
  private final long tracesBefore;
  private int slice;
  private long struck;
  private Duration outage = Duration.ZERO;
  private long restarts;
  private int failedCheckpoints;
  private boolean started;
  private boolean ended;

  FaultRun(Faults faults, String name) {
    this.faults = faults;
    this.job = JobRun.ofExactlyOnce(faults.platform(), name);
    loggedBefore = logged();
    tracesBefore = traces();
  }

  /** The run itself, for what is particular to a fault. */
  JobRun job() {
    return job;
  }

  /** Submits the job. */
  void start() {
    job.start();
    started = true;
  }

  /** Ends the job if it is still there, whatever has become of it. */
  void abandon() {
    if (started && !ended) {
      job.cancel();
      ended = true;
    }
  }

  /** Sends the first half and waits until it is read and kept in a checkpoint. */
  void feedFirstHalf() {
    sendFirstHalf();
    job.awaitRead(job.sent());
  }

  /** Sends the first half. */
  void sendFirstHalf() {
    FleetTelemetry fleet = faults.fleet();
    job.send(fleet.upstreamAlarm());
    job.sendQuietClocks(fleet);
    job.sendFlows(faults.flows().all());
    while (slice < SLICES / 2) {
      sendSlice();
    }
  }

  /** Sends the next slice of the fleet's events. */
  void sendSlice() {
    job.send(nextSlice());
  }

  /** The next slice of the fleet's events, to be sent by the caller. */
  List<TelemetryEvent> nextSlice() {
    return faults.fleet().part(slice++, SLICES);
  }

  /** True while there are slices to be sent. */
  boolean hasMore() {
    return slice < SLICES;
  }

  /** Has something happen to the job from its very start: submits it while that lasts. */
  void strikeAtStart(Runnable fault) {
    fault.run();
    struck = System.nanoTime();
    start();
    sendFirstHalf();
  }

  /** Has something happen, just after records were sent that are not yet in a checkpoint. */
  void strike(Runnable fault) {
    sendSlice();
    struck = System.nanoTime();
    fault.run();
  }

  /** Waits until the job completes checkpoints again, all its tasks running. */
  void awaitBack() {
    job.awaitRunning();
    job.awaitCheckpoint();
    outage = Duration.ofNanos(System.nanoTime() - struck);
  }

  /** Sends the rest, waits until all has been read and written, and ends the job. */
  void finish() {
    sendRest();
    end();
  }

  /** Sends the rest and what lets event time reach its end. */
  void sendRest() {
    sendEvents();
    job.sendClock(faults.fleet());
  }

  /** Sends the rest, but nothing that moves event time on after the last event. */
  void sendEvents() {
    while (hasMore()) {
      sendSlice();
    }
    job.sendQuietClocks(faults.fleet());
  }

  /** Waits until all has been read and written, and ends the job. */
  void end() {
    job.awaitEnd();
    restarts = job.restarts();
    Checkpoints checkpoints = job.checkpoints();
    failedCheckpoints = checkpoints.failed();
    Await.until("all that was read is committed", COMMIT_BOUND, () -> job.unread() == 0);
    assertTheSumsHold();
    abandon();
  }

  /** The counts begin anew with each start of the tasks; what they add up to does not. */
  private void assertTheSumsHold() {
    long decoded = job.accumulator("decoded");
    assertThat(decoded + job.accumulator("deadLettered")).isEqualTo(job.accumulator("read"));
    assertThat(
            job.accumulator("connections")
                + job.accumulator("twins")
                + job.accumulator("processStarts")
                + job.accumulator("listeners")
                + job.accumulator("alarmsReceived")
                + job.accumulator("flows"))
        .isEqualTo(decoded);
    if (restarts == 0 && job.restored() == 0) {
      assertThat(job.accumulator("read")).isEqualTo(job.sent());
    }
  }

  /** How often the job was started again, of a run that has ended. */
  long restarts() {
    return restarts;
  }

  /** What the run has written of the fleet. */
  Outcome outcome() {
    return Outcome.of(job, ORGANISATION);
  }

  /** Nothing is lost, nothing is there twice: the same is written as without a fault. */
  void assertNothingChanged() {
    Outcome expected = faults.undisturbed();
    Outcome outcome = outcome();
    assertThat(outcome.findings()).containsExactlyInAnyOrderElementsOf(expected.findings());
    assertThat(outcome.flows()).containsExactlyInAnyOrderElementsOf(expected.flows());
    assertThat(outcome.responses()).containsExactlyInAnyOrderElementsOf(expected.responses());
    assertThat(Set.copyOf(outcome.models())).isEqualTo(Set.copyOf(expected.models()));
  }

  /** Writes down what the fault did. */
  void tell(String fault, String happened) {
    faults
        .table()
        .add(
            new FaultTable.Row(
                fault,
                happened,
                outage,
                restarts,
                failedCheckpoints,
                job.sent(),
                job.deadLetters().size(),
                job.scoredAlarms().size(),
                logLines(),
                traces() - tracesBefore));
  }

  /** Lines that the cluster has logged since the run was prepared. */
  long logLines() {
    return logged() - loggedBefore;
  }

  private long logged() {
    return faults.platform().flink().log().size();
  }

  private long traces() {
    return faults.platform().flink().log().stream()
        .filter(line -> line.startsWith("\tat ") || line.startsWith("Caused by: "))
        .count();
  }
}
