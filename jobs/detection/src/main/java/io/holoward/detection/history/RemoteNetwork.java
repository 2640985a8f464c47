package io.holoward.detection.history;

import io.holoward.detection.features.AddressClass;
import io.holoward.detection.features.Addresses;

/**
 * A network that machines of an organisation connect to.
 *
 * @param network a /24 of IPv4 or a /48 of IPv6, such as {@code 10.1.2.0/24}; of a wide network a
 *     /16 or a /32
 */
public record RemoteNetwork(String organisation, String network) {

  /**
   * The network of an address: what one address history is about.
   *
   * @param address a literal address; an IPv4-mapped one counts as IPv4
   */
  public static RemoteNetwork of(String organisation, String address) {
    return new RemoteNetwork(organisation, Addresses.network(address));
  }

  /** Reads what {@link #key} wrote. */
  public static RemoteNetwork parse(String key) {
    int bar = key.lastIndexOf('|');
    return new RemoteNetwork(key.substring(0, bar), key.substring(bar + 1));
  }

  /** The stable text form {@code organisation|network}. */
  public String key() {
    return organisation + '|' + network;
  }

  /** The wide network around this one (/16 of IPv4, /32 of IPv6); null around a private one. */
  public RemoteNetwork wide() {
    String first = network.substring(0, network.indexOf('/'));
    return Addresses.classify(first) == AddressClass.PRIVATE
        ? null
        : new RemoteNetwork(organisation, Addresses.wideNetwork(first));
  }

  /** The key of all that is known of where this network lies: of the widest around it. */
  public String areaKey() {
    RemoteNetwork wide = wide();
    return (wide == null ? this : wide).key();
  }
}
