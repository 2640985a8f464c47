package io.holoward.scoring.instance;

import io.holoward.detection.history.Service;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.rhythm.Rhythm;
import io.holoward.detection.sighting.Sighting;
import java.util.List;

/**
 * An observation window of one process instance that has not closed yet.
 *
 * @param process what was known of the instance when it was first seen in this window
 * @param entries one a signature, in the order they were first shown
 * @param services the services used, as {@link io.holoward.detection.rhythm.WindowServices} stores
 *     them; null in a window that an earlier release opened
 * @param newServices the new services at public addresses that were told, see {@link
 *     io.holoward.detection.history.NoveltyBurst}
 */
@SuppressWarnings("ArrayRecordComponent") // a stored form; windows are never compared
public record OpenWindow(
    String organisation,
    String host,
    String processId,
    String processName,
    ProcessReference process,
    List<WindowEntry> entries,
    long[] services,
    List<Service> newServices) {

  /** A window that an earlier release opened has none. */
  public OpenWindow {
    newServices = newServices == null ? List.of() : newServices;
  }

  static OpenWindow of(IdentifiedEvent identified) {
    InstanceEvent event = identified.event();
    return new OpenWindow(
        event.organisation(),
        event.host(),
        identified.processId(),
        identified.processName(),
        event.process(),
        List.of(),
        null,
        List.of());
  }

  /** The same window after more was seen of it. */
  OpenWindow with(List<WindowEntry> shown, long[] used, List<Service> told) {
    return new OpenWindow(organisation, host, processId, processName, process, shown, used, told);
  }

  /** What is told when the window closes. */
  Sighting sighting(
      InstanceKey key,
      Sighting.Kind kind,
      long windowEnd,
      WindowEntry entry,
      List<OrientedConnection> connections,
      Rhythm rhythm) {
    return new Sighting(
        organisation,
        host,
        key.toString(),
        processId,
        processName,
        process,
        kind,
        windowEnd,
        entry.firstSeen(),
        entry.signature(),
        connections,
        entry.count(),
        entry.firstSeen(),
        entry.lastSeen(),
        null,
        null,
        null,
        entry.source(),
        rhythm);
  }
}
