package io.holoward.detection.observation;

import java.util.Map;

/**
 * One network flow with the attributes that were collected beside it.
 *
 * @param eventTime end of the interval the record reports: what it says was known then
 * @param startTime begin of the flow, milliseconds since the epoch; null where unknown
 * @param process the process instance that owns it; all of it null for a sensor on the network
 * @param connection protocol and ends, the local one first; the direction is never unknown
 * @param application the application or layer-7 protocol that packet inspection recognised, as the
 *     engine spells it; null for none
 * @param layer7 values of layer-7 headers by name, such as {@code http.host} or {@code tls.sni}
 * @param context attributes that are no header by name, such as {@code process.signer}
 * @param roundTrip round-trip times of the interval; null where none was measured
 */
public record FlowEvent(
    String organisation,
    String host,
    long eventTime,
    Long startTime,
    ProcessReference process,
    OrientedConnection connection,
    String application,
    Map<String, String> layer7,
    Map<String, String> context,
    RoundTrip roundTrip,
    Volume volume,
    SourcePosition source)
    implements TelemetryEvent {

  @Override
  public FlowEvent withHost(String name) {
    return new FlowEvent(
        organisation,
        name,
        eventTime,
        startTime,
        process,
        connection,
        application,
        layer7,
        context,
        roundTrip,
        volume,
        source);
  }
}
