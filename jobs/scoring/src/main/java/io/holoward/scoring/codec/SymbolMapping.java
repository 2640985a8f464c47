package io.holoward.scoring.codec;

import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.schema.ConnectionEnds;

/**
 * Between the symbols of the domain and those of Avro enumerations. They are written out, rather
 * than matched by name, so that a new symbol on either side is a decision and not an accident.
 */
final class SymbolMapping {

  private SymbolMapping() {}

  static io.holoward.schema.Protocol toSymbol(Protocol protocol) {
    return switch (protocol) {
      case TCP -> io.holoward.schema.Protocol.TCP;
      case UDP -> io.holoward.schema.Protocol.UDP;
      case ICMP -> io.holoward.schema.Protocol.ICMP;
      case OTHER -> io.holoward.schema.Protocol.OTHER;
    };
  }

  /** A symbol that this reader does not have is a protocol without its own. */
  static Protocol protocol(io.holoward.schema.Protocol symbol) {
    return switch (symbol) {
      case TCP -> Protocol.TCP;
      case UDP -> Protocol.UDP;
      case ICMP -> Protocol.ICMP;
      case OTHER, UNKNOWN -> Protocol.OTHER;
    };
  }

  static io.holoward.schema.Direction toSymbol(Direction direction) {
    return switch (direction) {
      case OUT -> io.holoward.schema.Direction.OUT;
      case IN -> io.holoward.schema.Direction.IN;
      case UNKNOWN -> io.holoward.schema.Direction.UNKNOWN;
    };
  }

  static Direction direction(io.holoward.schema.Direction symbol) {
    return switch (symbol) {
      case OUT -> Direction.OUT;
      case IN -> Direction.IN;
      case UNKNOWN -> Direction.UNKNOWN;
    };
  }

  static io.holoward.schema.Sensor toSymbol(Sensor sensor) {
    return switch (sensor) {
      case SYSMON -> io.holoward.schema.Sensor.SYSMON;
      case WINDOWS_FILTERING -> io.holoward.schema.Sensor.WINDOWS_FILTERING;
      case OTHER -> io.holoward.schema.Sensor.OTHER;
    };
  }

  static ConnectionEnds toSymbol(Ends ends) {
    return switch (ends) {
      case LOCAL_REMOTE -> ConnectionEnds.LOCAL_REMOTE;
      case SOURCE_DESTINATION -> ConnectionEnds.SOURCE_DESTINATION;
    };
  }
}
