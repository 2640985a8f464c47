package io.holoward.scoring.process;

import io.holoward.scoring.metrics.Counted;
import io.holoward.scoring.metrics.JobMetrics;
import io.holoward.scoring.metrics.Stock;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.runtime.state.ManagedInitializationContext;

/**
 * How many processes are known, by phase, and what waits for them: as metrics, and the processes in
 * the result of a job as well.
 */
final class ProcessCounts {

  private final Stock inDiscovery;
  private final Stock inProtection;
  private final Stock pendingAlarms;
  private final Stock waitingSightings;
  private Counted known;
  private Counted sealed;

  ProcessCounts(ManagedInitializationContext context) throws Exception {
    inDiscovery = Stock.restore(context, "processes-in-discovery");
    inProtection = Stock.restore(context, "processes-protected");
    pendingAlarms = Stock.restore(context, "pending-alarm-count");
    waitingSightings = Stock.restore(context, "waiting-sighting-count");
  }

  void show(RuntimeContext context) {
    known = Counted.ofResult(context, "processes");
    sealed = Counted.ofResult(context, "protectedProcesses");
    inDiscovery.show(JobMetrics.of(context, "phase", "discovery"), "processes");
    inProtection.show(JobMetrics.of(context, "phase", "protected"), "processes");
    pendingAlarms.show(JobMetrics.of(context, "queue", "pending-alarms"), "waiting");
    waitingSightings.show(JobMetrics.of(context, "queue", "window"), "waiting");
  }

  /** A process was seen for the first time. */
  void begun() {
    known.inc();
    inDiscovery.add(1);
  }

  /** A process in discovery was forgotten. */
  void forgotten() {
    known.dec();
    inDiscovery.add(-1);
  }

  /** A process in discovery is protected from now on. */
  void promoted() {
    sealed.inc();
    inDiscovery.add(-1);
    inProtection.add(1);
  }

  /** A protected process is discovered anew. */
  void relearned() {
    sealed.dec();
    inDiscovery.add(1);
    inProtection.add(-1);
  }

  /** So many alarms more wait for a model, or fewer. */
  void pending(int change) {
    pendingAlarms.add(change);
  }

  /** So many sightings more wait for the end of their window, or fewer. */
  void waiting(int change) {
    waitingSightings.add(change);
  }

  void snapshot() throws Exception {
    inDiscovery.snapshot();
    inProtection.snapshot();
    pendingAlarms.snapshot();
    waitingSightings.snapshot();
  }
}
