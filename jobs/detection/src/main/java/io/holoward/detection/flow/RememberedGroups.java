package io.holoward.detection.flow;

import io.holoward.detection.memory.Remembered;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.Protocol;

/**
 * Remembers the last keys of flow groups: a key is a hash that nobody can make collide, so that it
 * takes as long as all else that is done with a flow before it is exchanged.
 */
public final class RememberedGroups {

  private static final int SLOTS = 1 << 14;

  /** Groups whose names are longer together are not remembered, which bounds the memory. */
  private static final int LONGEST = 512;

  private final Remembered<Name, FlowGroupKey> keys = new Remembered<>(SLOTS, Name::key);

  /** What a key is made of. */
  private record Name(
      String organisation,
      String host,
      String processId,
      Direction direction,
      Protocol protocol,
      Endpoint service) {

    FlowGroupKey key() {
      return FlowGroupKey.of(organisation, host, processId, direction, protocol, service);
    }

    boolean isShort() {
      return organisation.length() + host.length() + processId.length() <= LONGEST;
    }

    /** Of texts and numbers only: a symbol's own hash is another in each JVM. */
    @Override
    public int hashCode() {
      int hash = 31 * host.hashCode() + processId.hashCode();
      return (31 * hash + service.hashCode()) * 0x9E3779B1 + direction.ordinal();
    }
  }

  /**
   * The group of a flow.
   *
   * @param processId the process that owns the flow, as far as the flow tells
   */
  public FlowGroupKey of(FlowEvent flow, String processId) {
    Name name =
        new Name(
            flow.organisation(),
            flow.host(),
            processId,
            flow.connection().direction(),
            flow.connection().protocol(),
            flow.connection().service());
    return name.isShort() ? keys.of(name) : name.key();
  }
}
