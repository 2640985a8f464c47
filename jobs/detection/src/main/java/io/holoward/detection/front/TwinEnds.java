package io.holoward.detection.front;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.Protocol;
import java.util.Comparator;

/**
 * Both ends of a connection of a host, the lesser first, so that either order of reporting is the
 * same. Comparable, so that a hash table stays fast in which an attacker, who chooses ports and
 * addresses, makes keys collide.
 */
final class TwinEnds implements Comparable<TwinEnds> {

  private static final Comparator<Endpoint> BY_END =
      Comparator.comparing(Endpoint::address).thenComparingInt(Endpoint::port);

  private static final Comparator<TwinEnds> ORDER =
      Comparator.comparing((TwinEnds ends) -> ends.lesser, BY_END)
          .thenComparing(ends -> ends.greater, BY_END)
          .thenComparing(ends -> ends.protocol)
          .thenComparing(ends -> ends.host.host())
          .thenComparing(ends -> ends.host.organisation());

  private final HostId host;
  private final Protocol protocol;
  private final Endpoint lesser;
  private final Endpoint greater;
  private final int hash;

  private TwinEnds(HostId host, Protocol protocol, Endpoint lesser, Endpoint greater) {
    this.host = host;
    this.protocol = protocol;
    this.lesser = lesser;
    this.greater = greater;
    this.hash =
        ((host.hashCode() * 31 + lesser.hashCode()) * 31 + greater.hashCode()) * 31
            + (protocol == Protocol.TCP ? 1 : 0);
  }

  static TwinEnds of(HostId host, ConnectionEvent event) {
    Endpoint first = event.first();
    Endpoint second = event.second();
    int order = first.address().compareTo(second.address());
    boolean ordered = order == 0 ? first.port() <= second.port() : order < 0;
    return ordered
        ? new TwinEnds(host, event.protocol(), first, second)
        : new TwinEnds(host, event.protocol(), second, first);
  }

  HostId host() {
    return host;
  }

  @Override
  public int compareTo(TwinEnds other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof TwinEnds other
        && hash == other.hash
        && protocol == other.protocol
        && lesser.equals(other.lesser)
        && greater.equals(other.greater)
        && host.equals(other.host);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  void write(SnapshotWriter out) {
    out.host(host);
    out.constant(protocol);
    out.endpoint(lesser);
    out.endpoint(greater);
  }

  static TwinEnds read(SnapshotReader in) {
    return new TwinEnds(in.host(), in.constant(Protocol.class), in.endpoint(), in.endpoint());
  }
}
