package io.holoward.scoring.instance;

import io.holoward.detection.features.Novelty;

/**
 * An instance event whose process is identified.
 *
 * @param event the event, its process reference completed by the instance's context
 * @param processId the stable string form of the process identity
 * @param processName the process as a person calls it
 */
public record IdentifiedEvent(InstanceEvent event, String processId, String processName) {

  /** The same event, its novelty known. */
  public IdentifiedEvent with(Novelty novelty) {
    return new IdentifiedEvent(event.with(novelty), processId, processName);
  }
}
