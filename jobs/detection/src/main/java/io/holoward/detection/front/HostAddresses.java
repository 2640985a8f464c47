package io.holoward.detection.front;

import io.holoward.detection.features.Addresses;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.ListenEvent;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The addresses each host was seen to own: the source of its outbound connections and what its
 * processes bind to. Loopback is every host's own and is not stored.
 */
final class HostAddresses {

  /** Container hosts own many; beyond, the address not used for longest is forgotten. */
  private static final int MAX_ADDRESSES = 256;

  private final RecentMap<HostId, RecentMap<String, Boolean>> addresses;

  HostAddresses(int maxHosts) {
    this.addresses = new RecentMap<>(maxHosts);
  }

  /** Learns from a connection whose local end is beyond doubt. */
  void learn(HostId host, ConnectionEvent event) {
    boolean firstIsLocal =
        event.ends() == ConnectionEvent.Ends.LOCAL_REMOTE || event.direction() == Direction.OUT;
    if (firstIsLocal) {
      learn(host, event.first().address());
    }
  }

  void learn(HostId host, ListenEvent event) {
    learn(host, event.local().address());
  }

  HostView view(HostId host) {
    RecentMap<String, Boolean> own = addresses.get(host);
    return address ->
        address != null
            && ((own != null && own.containsKey(address)) || Addresses.isLoopback(address));
  }

  long evicted() {
    return addresses.evicted();
  }

  private void learn(HostId host, String address) {
    if (address == null) {
      return;
    }
    RecentMap<String, Boolean> own = addresses.get(host);
    if (own != null && own.get(address) != null) {
      return;
    }
    if (Addresses.isLoopback(address)
        || Addresses.isMulticast(address)
        || Addresses.isUnspecified(address)) {
      return;
    }
    addresses.computeIfAbsent(host, h -> new RecentMap<>(MAX_ADDRESSES)).put(address, Boolean.TRUE);
  }

  void write(SnapshotWriter out) {
    out.number(addresses.size());
    for (Map.Entry<HostId, RecentMap<String, Boolean>> entry : addresses.entrySet()) {
      out.host(entry.getKey());
      out.number(entry.getValue().size());
      entry.getValue().keySet().forEach(out::text);
    }
  }

  void read(SnapshotReader in, Predicate<HostId> wanted) {
    for (int hosts = in.count(); hosts > 0; hosts--) {
      HostId host = in.host();
      boolean keep = wanted.test(host);
      for (int n = in.count(); n > 0; n--) {
        String address = in.text();
        if (keep) {
          learn(host, address);
        }
      }
    }
  }
}
