package io.holoward.scoring.history;

import io.holoward.detection.history.RemoteNetwork;
import io.holoward.detection.memory.Remembered;

/**
 * Where a connection leads to.
 *
 * @param network the network of its remote address
 * @param wide the wide network around it; null around a private one
 * @param areaKey see {@link RemoteNetwork#areaKey}
 */
record Place(RemoteNetwork network, RemoteNetwork wide, String areaKey) {

  private static final int REMEMBERED = 1 << 13;

  /**
   * By whom each is asked for is all the same, and the key of a stream is asked for without any.
   */
  private static final Remembered<Remote, Place> PLACES =
      new Remembered<>(REMEMBERED, remote -> of(remote.network()));

  private record Remote(String organisation, String address) {
    RemoteNetwork network() {
      return RemoteNetwork.of(organisation, address);
    }
  }

  /** The place of a literal address. */
  static Place of(String organisation, String address) {
    return PLACES.of(new Remote(organisation, address));
  }

  private static Place of(RemoteNetwork network) {
    RemoteNetwork wide = network.wide();
    return new Place(network, wide, (wide == null ? network : wide).key());
  }
}
