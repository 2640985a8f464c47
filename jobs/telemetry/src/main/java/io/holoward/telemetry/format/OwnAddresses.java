package io.holoward.telemetry.format;

import io.holoward.detection.observation.Direction;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Learns each host's address from flows that name the host but not its end: it is the address that
 * all of them have in common, is no group's and not known to be another host's. A host whose next
 * flow has neither of its candidates has moved and is learned anew. For one thread.
 */
final class OwnAddresses {

  private static final int MAX_HOSTS = 4_096;

  /** Both ends, or the one that is left; the hosts not seen for longest are forgotten. */
  private final Map<String, Candidates> candidates =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Candidates> eldest) {
          return size() > MAX_HOSTS;
        }
      };

  private final Map<String, String> owners = new HashMap<>();

  /** One or two addresses; the second is null once it is ruled out. */
  private record Candidates(String first, String second) {
    boolean has(String address) {
      return address.equals(first) || address.equals(second);
    }
  }

  /**
   * Takes one more flow of a host and tells which way it goes.
   *
   * @param known the direction where the record does tell it, else null
   * @return null as long as both ends may be the host's
   */
  Direction learn(String host, String originator, String responder, Direction known) {
    Candidates before = candidates.get(host);
    boolean moved = before != null && !before.has(originator) && !before.has(responder);
    boolean originates = may(host, originator, moved ? null : before);
    boolean responds = may(host, responder, moved ? null : before);
    if (known != null || originates != responds) {
      boolean out = known == null ? originates : known == Direction.OUT;
      String own = out ? originator : responder;
      candidates.put(host, new Candidates(own, null));
      owners.put(own, host);
      trimOwners();
      return out ? Direction.OUT : Direction.IN;
    }
    if (before == null || moved) {
      candidates.put(host, new Candidates(originator, responder));
    }
    return null;
  }

  private boolean may(String host, String address, Candidates before) {
    return (before == null || before.has(address))
        && !HostSide.isGroup(address)
        && owners.getOrDefault(address, host).equals(host);
  }

  /** Owners are a shortcut: losing them costs only that directions stay open for longer. */
  private void trimOwners() {
    if (owners.size() > 2 * MAX_HOSTS) {
      owners.clear();
    }
  }
}
