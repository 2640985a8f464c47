package io.holoward.scoring.instance;

import io.holoward.detection.features.Novelty;
import io.holoward.detection.sighting.Sighting;

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

  /** What it tells by itself. */
  Sighting sighting(Sighting.Kind kind) {
    return sighting(event.signature(), kind);
  }

  /**
   * What it tells.
   *
   * @param signature of its behaviour
   */
  Sighting sighting(String signature, Sighting.Kind kind) {
    return new Sighting(
        event.organisation(),
        event.host(),
        event.instance().toString(),
        processId,
        processName,
        event.process(),
        kind,
        event.windowEnd(),
        event.firstSeen(),
        signature,
        event.connections(),
        event.count(),
        event.firstSeen(),
        event.lastSeen(),
        event.alarmId(),
        event.alarmType(),
        event.flow(),
        event.source(),
        null);
  }
}
