package io.holoward.detection.history;

import io.holoward.detection.features.AddressClass;
import io.holoward.detection.features.Addresses;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.OrientedConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A roamer in the act: of the new services at public addresses that an instance shows in one window
 * the first few are told, any further one is ordinary for who goes to so many, such as a browser,
 * or a name server that asks the roots.
 *
 * <p>Services are to be shown in the order of event time, those of one time in their own order.
 * Private addresses do not count: who scans them must stay visible. For use by one thread.
 */
public final class NoveltyBurst {

  /** The limit that silences nothing. */
  public static final int UNLIMITED = 0;

  private final int limit;
  private final List<Service> told;

  /**
   * @param limit how many services are told, or {@link #UNLIMITED}
   * @param told those of the window so far, as {@link #told} gave them
   */
  public NoveltyBurst(int limit, Collection<Service> told) {
    this.limit = limit;
    this.told = new ArrayList<>(told);
  }

  /** Whether a connection is counted: something is new about it, and it leads to the public. */
  public static boolean concerns(OrientedConnection connection, Novelty novelty) {
    return connection.direction() == Direction.OUT
        && novelty.isAny()
        && Addresses.classify(connection.remote().address()) == AddressClass.PUBLIC;
  }

  /** Whether what is new about a connection to a service is told, which then takes a place. */
  public boolean tells(Service service) {
    if (limit == UNLIMITED || told.contains(service)) {
      return true;
    }
    if (told.size() >= limit) {
      return false;
    }
    told.add(service);
    return true;
  }

  /** The services that were told, at most as many as the limit. */
  public List<Service> told() {
    return List.copyOf(told);
  }
}
