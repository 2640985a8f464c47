package io.holoward.telemetry.format;

import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.Protocol;

/** What the formats of flows have in common. */
abstract class FlowFormat extends CheckedFormat {

  final FieldValues values = new FieldValues();

  FlowFormat(String name) {
    super(name);
  }

  /**
   * An end of a flow: an address there has to be, a port only TCP and UDP have.
   *
   * @throws InvalidRecordException if the address is absent or stands for any
   */
  final Endpoint end(NamedTexts fields, Protocol protocol, String addressField, String portField) {
    return end(
        protocol, addressField, fields.require(addressField), portField, fields.get(portField));
  }

  final Endpoint end(
      Protocol protocol, String addressField, String address, String portField, String port) {
    boolean hasPort = protocol == Protocol.TCP || protocol == Protocol.UDP;
    Endpoint end = values.endpoint(addressField, address, portField, hasPort ? port : null);
    if (end.address() == null) {
      throw InvalidRecordException.missing(addressField);
    }
    return end;
  }
}
