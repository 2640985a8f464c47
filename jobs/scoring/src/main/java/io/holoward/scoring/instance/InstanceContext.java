package io.holoward.scoring.instance;

import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.detection.observation.ProcessReference;
import java.util.Objects;

/**
 * What is remembered of one process instance: everything telemetry told of it so far, and the
 * identity it goes by.
 *
 * @param organisation the tenant
 * @param host the host it runs on
 * @param known the union of all references to the instance, the latest word last
 * @param processId the identity in force, or null before the first sighting
 * @param processName the identity in force as a person calls it, or null before the first sighting
 * @param precision how precise that identity is; a higher one replaces it at the next window
 * @param windowEnd the window the identity was fixed in
 * @param lastSeen the latest event time of the instance
 */
public record InstanceContext(
    String organisation,
    String host,
    ProcessReference known,
    String processId,
    String processName,
    int precision,
    long windowEnd,
    long lastSeen) {

  /** What is known of an instance never seen before. */
  static final InstanceContext NOTHING =
      new InstanceContext(
          null, null, null, null, null, Integer.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);

  /** With an event; this very one where that tells nothing new. */
  InstanceContext seen(InstanceEvent event, long time) {
    ProcessReference merged = merge(known, event.process());
    boolean isNew =
        time > lastSeen
            || merged != known
            || !Objects.equals(organisation, event.organisation())
            || !Objects.equals(host, event.host());
    return isNew ? with(event, merged, time) : this;
  }

  private InstanceContext with(InstanceEvent event, ProcessReference merged, long time) {
    return new InstanceContext(
        event.organisation(),
        event.host(),
        merged,
        processId,
        processName,
        precision,
        windowEnd,
        Math.max(lastSeen, time));
  }

  InstanceContext identified(ProcessIdentity identity, long window) {
    return new InstanceContext(
        organisation,
        host,
        known,
        identity.processId(),
        identity.displayName(),
        identity.precision(),
        window,
        lastSeen);
  }

  /** The reference that has all that either of two has; the second wins where both speak. */
  private static ProcessReference merge(ProcessReference old, ProcessReference latest) {
    if (old == null) {
      return latest;
    }
    if (old.equals(latest)) {
      return old;
    }
    ProcessReference merged = union(old, latest);
    return old.equals(merged) ? old : merged;
  }

  private static ProcessReference union(ProcessReference old, ProcessReference latest) {
    return new ProcessReference(
        firstKnown(latest.guid(), old.guid()),
        latest.pid() != ProcessReference.UNKNOWN_PID ? latest.pid() : old.pid(),
        firstKnown(latest.image(), old.image()),
        firstKnown(latest.user(), old.user()),
        firstKnown(latest.commandLine(), old.commandLine()),
        firstKnown(latest.container(), old.container()));
  }

  private static String firstKnown(String preferred, String otherwise) {
    return preferred != null ? preferred : otherwise;
  }
}
