package io.holoward.detection.flow;

import io.holoward.detection.identity.NameHash;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import java.nio.ByteBuffer;

/**
 * The flow group a flow belongs to: organisation, host, process, direction, protocol and service. A
 * 5-tuple is too short-lived to have a past, so the client's port is no part of it.
 */
public record FlowGroupKey(long high, long low) {

  /**
   * The group of a flow.
   *
   * @param processId the process that owns the flow, as far as the flow tells
   */
  public static FlowGroupKey of(FlowEvent flow, String processId) {
    OrientedConnection connection = flow.connection();
    return of(
        flow.organisation(),
        flow.host(),
        processId,
        connection.direction(),
        connection.protocol(),
        connection.service());
  }

  static FlowGroupKey of(
      String organisation,
      String host,
      String processId,
      Direction direction,
      Protocol protocol,
      Endpoint service) {
    ByteBuffer name =
        new NameHash()
            .add(organisation)
            .add(host)
            .add(processId)
            .add(direction.name())
            .add(protocol.name())
            .add(service.address())
            .add(service.port())
            .name();
    return new FlowGroupKey(name.getLong(), name.getLong());
  }

  /** The bits of the hash themselves: already evenly spread, and the same in every JVM. */
  @Override
  public int hashCode() {
    return (int) (high ^ high >>> 32);
  }
}
