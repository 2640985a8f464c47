package io.holoward.scoring.codec;

import io.holoward.detection.lifecycle.Progress;
import io.holoward.entropy.ColumnSummary;
import io.holoward.entropy.RecordCounts;
import io.holoward.entropy.Signature;
import io.holoward.entropy.StateSummary;
import io.holoward.schema.DiscoveryProgress;
import io.holoward.schema.IntendedState;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.schema.Phase;
import io.holoward.schema.SignatureCount;
import io.holoward.schema.StateColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Between what is known of a process and the records of the topics that tell of it. */
public final class StateMapping {

  private StateMapping() {}

  /** One intended state of a snapshot. */
  public static IntendedState toRecord(StateSummary summary) {
    List<SignatureCount> signatures = new ArrayList<>(summary.signatures().size());
    summary
        .signatures()
        .forEach(
            (signature, count) -> signatures.add(new SignatureCount(signature.features(), count)));
    return new IntendedState(
        summary.records(),
        summary.mean(),
        summary.standardDeviation(),
        summary.threshold(),
        summary.min(),
        summary.max(),
        summary.columns().stream().map(StateMapping::column).toList(),
        signatures);
  }

  /** The record of a progress report. */
  public static DiscoveryProgress toRecord(Progress progress) {
    return new DiscoveryProgress(
        progress.processId(),
        progress.organisation(),
        progress.processName(),
        phase(progress.phase()),
        Instant.ofEpochMilli(progress.eventTime()),
        progress.records(),
        progress.distinct(),
        progress.hosts(),
        progress.age(),
        progress.shareNew(),
        progress.locked(),
        progress.blocking(),
        progress.modelVersion(),
        progress.sealedAt() == null ? null : Instant.ofEpochMilli(progress.sealedAt()),
        progress.noveltyShare(),
        progress.roaming());
  }

  /** The phase as a symbol. */
  public static Phase phase(io.holoward.detection.lifecycle.Phase phase) {
    return switch (phase) {
      case DISCOVERY -> Phase.DISCOVERY;
      case PROTECTED -> Phase.PROTECTED;
    };
  }

  /** The behaviour records of a snapshot, one data set for each of its intended states. */
  public static List<RecordCounts> records(IntendedStateSnapshot snapshot) {
    return snapshot.getStates().stream().map(StateMapping::records).toList();
  }

  static RecordCounts records(IntendedState state) {
    RecordCounts counts = new RecordCounts(Math.max(1, state.getSignatures().size()));
    for (SignatureCount signature : state.getSignatures()) {
      counts.add(Signature.of(signature.getFeatures()), signature.getCount());
    }
    return counts;
  }

  private static StateColumn column(ColumnSummary column) {
    return new StateColumn(column.feature(), column.trueCount(), column.entropy(), column.weight());
  }
}
