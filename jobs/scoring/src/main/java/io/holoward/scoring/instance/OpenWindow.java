package io.holoward.scoring.instance;

import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.sighting.Sighting;
import java.util.ArrayList;
import java.util.List;

/**
 * An observation window of one process instance that has not closed yet.
 *
 * @param process what was known of the instance when it was first seen in this window
 * @param entries one a signature, in the order they were first shown
 */
public record OpenWindow(
    String organisation,
    String host,
    String processId,
    String processName,
    ProcessReference process,
    List<WindowEntry> entries) {

  static OpenWindow of(IdentifiedEvent identified) {
    InstanceEvent event = identified.event();
    return new OpenWindow(
            event.organisation(),
            event.host(),
            identified.processId(),
            identified.processName(),
            event.process(),
            List.of())
        .with(event);
  }

  int indexOf(String signature) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).signature().equals(signature)) {
        return i;
      }
    }
    return -1;
  }

  OpenWindow with(InstanceEvent event) {
    List<WindowEntry> more = new ArrayList<>(entries);
    more.add(
        new WindowEntry(
            event.signature(),
            event.connections().get(0),
            event.count(),
            event.firstSeen(),
            event.lastSeen(),
            event.source()));
    return new OpenWindow(organisation, host, processId, processName, process, more);
  }

  OpenWindow repeated(int index, InstanceEvent event) {
    List<WindowEntry> updated = new ArrayList<>(entries);
    updated.set(index, entries.get(index).plus(event));
    return new OpenWindow(organisation, host, processId, processName, process, updated);
  }

  Sighting sighting(
      InstanceKey key,
      Sighting.Kind kind,
      long windowEnd,
      WindowEntry entry,
      List<OrientedConnection> connections) {
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
        entry.source());
  }
}
