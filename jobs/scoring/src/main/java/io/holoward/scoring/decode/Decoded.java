package io.holoward.scoring.decode;

import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.TelemetryEvent;

/**
 * What became of one input record: exactly one component is set. A record with one field per kind,
 * rather than a class hierarchy, because that is what Flink serialises without a fallback.
 *
 * @param ignored the reason why a well-formed record is of no interest
 */
public record Decoded(
    ConnectionEvent connection,
    ProcessStartEvent processStart,
    ListenEvent listen,
    AlarmEvent alarm,
    FlowEvent flow,
    ControlCommand control,
    DeadLetter deadLetter,
    String ignored) {

  /** The timestamp of a record that has no event time: it never advances a watermark. */
  public static final long NO_TIMESTAMP = Long.MIN_VALUE;

  /** Wraps a decoded event. */
  public static Decoded of(TelemetryEvent event) {
    if (event instanceof ConnectionEvent connection) {
      return new Decoded(connection, null, null, null, null, null, null, null);
    }
    if (event instanceof ProcessStartEvent start) {
      return new Decoded(null, start, null, null, null, null, null, null);
    }
    if (event instanceof ListenEvent listen) {
      return new Decoded(null, null, listen, null, null, null, null, null);
    }
    if (event instanceof FlowEvent flow) {
      return new Decoded(null, null, null, null, flow, null, null, null);
    }
    return new Decoded(null, null, null, (AlarmEvent) event, null, null, null, null);
  }

  /** Wraps a command of an operator. */
  public static Decoded of(ControlCommand command) {
    return new Decoded(null, null, null, null, null, command, null, null);
  }

  /** Wraps a record that could not be used. */
  public static Decoded of(DeadLetter deadLetter) {
    return new Decoded(null, null, null, null, null, null, deadLetter, null);
  }

  /** Wraps a record that is of no interest. */
  public static Decoded ignored(String reason) {
    return new Decoded(null, null, null, null, null, null, null, reason);
  }

  /** The decoded event, or null for a command, a dead letter or an ignored record. */
  public TelemetryEvent event() {
    if (connection != null) {
      return connection;
    }
    if (processStart != null) {
      return processStart;
    }
    if (listen != null) {
      return listen;
    }
    return flow != null ? flow : alarm;
  }

  /** The event's time in milliseconds, or {@link #NO_TIMESTAMP}. */
  public long timestamp() {
    TelemetryEvent event = event();
    return event == null ? NO_TIMESTAMP : event.eventTime();
  }
}
