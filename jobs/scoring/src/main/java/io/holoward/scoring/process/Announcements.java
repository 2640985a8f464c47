package io.holoward.scoring.process;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.lifecycle.Lifecycle;
import io.holoward.detection.lifecycle.ProcessProfile;
import io.holoward.detection.sighting.Sighting;
import java.time.Duration;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * What is told of processes beside their findings, each by a side output of {@link
 * IntendedStatesOperator}: their intended states, how their discovery comes on, and how connections
 * compare that raise nothing.
 */
final class Announcements {

  private static final long PROGRESS_INTERVAL = Duration.ofHours(1).toMillis();

  private final Lifecycle lifecycle;
  private final Judgement judgement;
  private final Output<StreamRecord<Finding>> output;
  private final boolean assesses;
  private final boolean unionOfWindow;

  Announcements(
      Configuration configuration,
      Lifecycle lifecycle,
      Judgement judgement,
      Output<StreamRecord<Finding>> output) {
    this.lifecycle = lifecycle;
    this.judgement = judgement;
    this.output = output;
    this.assesses = configuration.evaluation().assess();
    this.unionOfWindow = configuration.record() == Configuration.RecordKind.WINDOW;
  }

  /** The intended states of a process that have changed. */
  void snapshot(ProcessProfile profile) {
    output.collect(IntendedStatesOperator.SNAPSHOTS, new StreamRecord<>(StateSnapshot.of(profile)));
  }

  /** How far a process is that begins with states learned elsewhere. */
  void seeded(CachedProfile process) {
    collectProgress(process, process.profile.lastSeen());
  }

  /** How far a process is at a tick. */
  void progress(CachedProfile process, long tick) {
    process.progressTold = tick;
    collectProgress(process, tick);
  }

  /** The same, unless that was told within the hour. */
  void progressIfDue(CachedProfile process, long tick) {
    if (process.progressTold == null || tick - process.progressTold >= PROGRESS_INTERVAL) {
      progress(process, tick);
    }
  }

  private void collectProgress(CachedProfile process, long tick) {
    output.collect(
        IntendedStatesOperator.PROGRESS,
        new StreamRecord<>(lifecycle.progress(process.profile, tick)));
  }

  /**
   * How a connection compares, where that is asked for. The record of a whole window is no one
   * connection.
   *
   * @param judged whether the job judges the process by now
   */
  void assess(Sighting sighting, ProcessProfile profile, boolean judged) {
    boolean isUnion = unionOfWindow && sighting.kind() == Sighting.Kind.FIRST;
    if (assesses && sighting.kind().isConnection() && !isUnion) {
      output.collect(
          IntendedStatesOperator.ASSESSMENTS,
          new StreamRecord<>(judgement.assess(sighting, profile, judged), sighting.eventTime()));
    }
  }
}
