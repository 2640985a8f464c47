package io.holoward.scoring.process;

import io.holoward.detection.finding.Activity;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.sighting.Sighting;
import org.apache.flink.api.common.state.MapState;

/**
 * The findings of one process in one repeat slot: the same thing is raised once a slot, and what
 * came after is told by one closing update that carries the same uid.
 */
final class RaisedFindings {

  private RaisedFindings() {}

  /**
   * Remembers a finding.
   *
   * @param slot the findings of the process in the finding's repeat slot
   * @return true when it is the first of its uid and has to be emitted
   */
  static boolean raise(MapState<String, Finding> slot, Finding finding) throws Exception {
    Finding raised = slot.get(finding.uid());
    if (raised != null) {
      Activity more = finding.activity();
      slot.put(
          finding.uid(),
          updated(raised, more.connectionCount(), 1, more.firstSeen(), more.lastSeen()));
      return false;
    }
    slot.put(finding.uid(), finding);
    return true;
  }

  /**
   * Adds the connections a window counted beyond its first one to a finding.
   *
   * @return false when it was not raised
   */
  static boolean repeat(MapState<String, Finding> slot, String uid, Sighting repetition)
      throws Exception {
    Finding raised = slot.get(uid);
    if (raised == null) {
      return false;
    }
    slot.put(
        uid, updated(raised, repetition.count(), 0, repetition.firstSeen(), repetition.lastSeen()));
    return true;
  }

  private static Finding updated(
      Finding raised, long connections, long windows, long firstSeen, long lastSeen) {
    Activity old = raised.activity();
    return raised.updatedWith(
        new Activity(
            old.features(),
            old.connections(),
            old.connectionCount() + connections,
            old.windowCount() + windows,
            old.blocked(),
            Math.min(old.firstSeen(), firstSeen),
            Math.max(old.lastSeen(), lastSeen)));
  }
}
