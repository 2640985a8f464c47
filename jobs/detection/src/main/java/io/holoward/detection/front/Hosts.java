package io.holoward.detection.front;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The hosts that were heard of last. Those of the last spellings are found without asking the map,
 * whose order of use costs more than all else that is done with a host: it is told of a host again
 * when enough others were looked up since that the host could be the next to be forgotten.
 */
final class Hosts {

  private static final int SPELLINGS = 1 << 14;

  private final HostNames names;
  private final RecentMap<HostId, Host> hosts;
  private final long maxSilence;
  private final Spelling[] spellings = new Spelling[SPELLINGS];
  private long lookUps;
  private long forgotten;

  /** A host as an event names it; direct-mapped, so that a collision only costs a look-up. */
  private record Spelling(String organisation, String name, Host host) {}

  /** What is known of a host at a time. */
  private record Known(HostId id, boolean current, long lastSysmon, List<String> addresses) {

    static Known of(Host host) {
      return new Known(
          host.id(), host.isCurrent(), host.lastSysmon(), List.copyOf(host.addresses()));
    }
  }

  Hosts(HostNames names, int maxHosts) {
    this.names = names;
    this.hosts = new RecentMap<>(maxHosts, this::forget);
    this.maxSilence = maxHosts / 4;
  }

  private void forget(Host host) {
    host.forget();
    forgotten += host.addresses().isEmpty() ? 0 : 1;
  }

  /** The host that an event names. */
  Host of(String organisation, String name) {
    int slot = (name.hashCode() * 31 + organisation.hashCode()) & (SPELLINGS - 1);
    Spelling known = spellings[slot];
    if (known != null
        && known.name.equals(name)
        && known.organisation.equals(organisation)
        && !known.host.isForgotten()
        && lookUps - known.host.lookedUp() <= maxSilence) {
      return known.host;
    }
    Host host = of(new HostId(organisation, names.normalise(name)));
    spellings[slot] = new Spelling(organisation, name, host);
    return host;
  }

  Host of(HostId id) {
    Host host = hosts.computeIfAbsent(id, Host::new);
    host.lookedUp(++lookUps);
    return host;
  }

  /** How many hosts were forgotten, whose addresses were known. */
  long forgotten() {
    return forgotten;
  }

  /** What is known now, to be written later, by any thread. */
  Consumer<SnapshotWriter> snapshot() {
    List<Known> known = hosts.values().stream().map(Known::of).toList();
    return out -> {
      writeCurrent(known.stream().filter(Known::current).toList(), out);
      writeLastSysmon(known.stream().filter(host -> host.lastSysmon() != Host.NEVER).toList(), out);
      writeAddresses(known.stream().filter(host -> !host.addresses().isEmpty()).toList(), out);
    };
  }

  private static void writeCurrent(List<Known> current, SnapshotWriter out) {
    out.number(current.size());
    current.forEach(host -> out.host(host.id()));
  }

  private static void writeLastSysmon(List<Known> heard, SnapshotWriter out) {
    out.number(heard.size());
    for (Known host : heard) {
      out.host(host.id());
      out.number(host.lastSysmon());
    }
  }

  private static void writeAddresses(List<Known> owners, SnapshotWriter out) {
    out.number(owners.size());
    for (Known host : owners) {
      out.host(host.id());
      out.number(host.addresses().size());
      host.addresses().forEach(out::text);
    }
  }

  void readLastSysmon(SnapshotReader in, Predicate<HostId> wanted) {
    for (int n = in.count(); n > 0; n--) {
      HostId id = in.host();
      long time = in.number();
      if (wanted.test(id)) {
        of(id).heardSysmon(time);
      }
    }
  }

  void readAddresses(SnapshotReader in, Predicate<HostId> wanted) {
    for (int n = in.count(); n > 0; n--) {
      HostId id = in.host();
      boolean keep = wanted.test(id);
      for (int addresses = in.count(); addresses > 0; addresses--) {
        String address = in.text();
        if (keep) {
          of(id).learn(address);
        }
      }
    }
  }
}
