package io.holoward.scoring.process;

import io.holoward.detection.lifecycle.Phase;
import io.holoward.detection.lifecycle.ProcessProfile;
import io.holoward.detection.lifecycle.SealedModel;
import io.holoward.detection.lifecycle.SpokenFeatures;

/**
 * The intended states of a process at the moment they changed: enough to seed another job.
 *
 * @param phase where the process stands; without a model in {@link Phase#DISCOVERY}
 * @param modelVersion version of the sealed model; 0 when there is none
 * @param sealedAt event time of the sealing in milliseconds; null when there is none
 * @param records behaviour records behind the model
 * @param distinct distinct signatures among them
 * @param pooledRecords records beyond the bound of distinct signatures, only counted
 * @param hosts hosts seen, at least
 * @param firstSeen smallest event time of the process
 * @param lastSeen largest event time of the process
 * @param model the stored form of its {@link io.holoward.entropy.IntendedStates}; null when there
 *     is none
 * @param features those the model speaks of; null when there is none
 */
public record StateSnapshot(
    String organisation,
    String processId,
    String processName,
    Phase phase,
    int modelVersion,
    Long sealedAt,
    long records,
    long distinct,
    long pooledRecords,
    long hosts,
    long firstSeen,
    long lastSeen,
    byte[] model,
    SpokenFeatures features) {

  /** The snapshot of a profile as it is now. */
  static StateSnapshot of(ProcessProfile profile) {
    SealedModel model = profile.model().orElse(null);
    return new StateSnapshot(
        profile.identity().organisation(),
        profile.processId(),
        profile.identity().displayName(),
        profile.phase(),
        model == null ? 0 : model.version(),
        model == null ? null : model.sealedAt(),
        profile.records(),
        profile.distinct(),
        profile.pooledRecords(),
        profile.hosts(),
        profile.firstSeen(),
        profile.lastSeen(),
        model == null ? null : model.stored(),
        model == null ? null : model.features());
  }
}
