package io.holoward.scoring.flow;

import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.port.PortUseKey;

/**
 * An application was seen on a port that is not its own.
 *
 * @param eventTime when, milliseconds since the epoch
 */
public record PortSighting(PortUseKey use, String host, long eventTime) {

  /**
   * A flow as such a sighting.
   *
   * @param application the application, as the catalogue calls it
   */
  static PortSighting of(FlowEvent flow, String application) {
    return new PortSighting(
        new PortUseKey(
            flow.organisation(),
            application,
            flow.connection().protocol(),
            flow.connection().service().port()),
        flow.host(),
        flow.eventTime());
  }
}
