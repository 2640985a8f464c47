package io.holoward.detection.front;

import io.holoward.detection.features.Addresses;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.ListenEvent;
import java.util.Set;

/**
 * What is known of one host of a tenant: the addresses it was seen to own (the source of its
 * outbound connections, what its processes bind to), and when its Sysmon was last heard. Loopback
 * is every host's own and is not stored.
 */
final class Host implements HostView {

  static final long NEVER = Long.MIN_VALUE;

  /** Container hosts own many; beyond, the address not used for longest is forgotten. */
  private static final int MAX_ADDRESSES = 256;

  private final HostId id;
  private RecentMap<String, Boolean> addresses;

  /** The address that was learned last; it is the most recent of all. */
  private String latestAddress;

  private long lastSysmon = NEVER;
  private boolean current;
  private boolean forgotten;
  private long lookedUp;
  private int changesOfNames;

  Host(HostId id) {
    this.id = id;
  }

  HostId id() {
    return id;
  }

  @Override
  public boolean isOwn(String address) {
    return address != null
        && (address.equals(latestAddress)
            // Most hosts have one address.
            || (addresses != null && addresses.size() > 1 && addresses.containsKey(address))
            || Addresses.isLoopback(address));
  }

  /** Learns from a connection whose local end is beyond doubt. */
  void learn(ConnectionEvent event) {
    boolean firstIsLocal =
        event.ends() == ConnectionEvent.Ends.LOCAL_REMOTE || event.direction() == Direction.OUT;
    if (firstIsLocal) {
      learn(event.first().address());
    }
  }

  void learn(ListenEvent event) {
    learn(event.local().address());
  }

  void learn(String address) {
    if (address == null || address.equals(latestAddress)) {
      return;
    }
    if (addresses != null && addresses.get(address) != null) {
      latestAddress = address;
      return;
    }
    if (Addresses.isLoopback(address)
        || Addresses.isMulticast(address)
        || Addresses.isUnspecified(address)) {
      return;
    }
    if (addresses == null) {
      addresses = new RecentMap<>(MAX_ADDRESSES);
    }
    addresses.put(address, Boolean.TRUE);
    latestAddress = address;
  }

  /** The addresses it owns, the one not used for longest first. */
  Set<String> addresses() {
    return addresses == null ? Set.of() : addresses.keySet();
  }

  /** The event time of its last Sysmon event, or {@link #NEVER}. */
  long lastSysmon() {
    return lastSysmon;
  }

  void heardSysmon(long time) {
    lastSysmon = Math.max(lastSysmon, time);
  }

  /** Whether it sent something since this front was created: what is known of it is current. */
  boolean isCurrent() {
    return current;
  }

  void makeCurrent() {
    current = true;
  }

  /** Whether the bound of hosts has cost it. */
  boolean isForgotten() {
    return forgotten;
  }

  void forget() {
    forgotten = true;
  }

  /** The number of the look-up that was its last. */
  long lookedUp() {
    return lookedUp;
  }

  void lookedUp(long number) {
    lookedUp = number;
  }

  /** How often a name of a process instance on it came to mean another one. */
  int changesOfNames() {
    return changesOfNames;
  }

  void nameChanged() {
    changesOfNames++;
  }
}
