package io.holoward.detection.observation;

/**
 * One decoded record of host telemetry, before orientation and before its process is identified.
 */
public sealed interface TelemetryEvent
    permits ConnectionEvent, ProcessStartEvent, ListenEvent, AlarmEvent, FlowEvent {

  /** The tenant the record belongs to. */
  String organisation();

  /** The host's name in lower case. */
  String host();

  /** When it happened, milliseconds since the epoch (UTC). */
  long eventTime();

  /** The process instance it is about. */
  ProcessReference process();

  /** Where the record stands in its input. */
  SourcePosition source();

  /** The same event with its host spelled otherwise. */
  TelemetryEvent withHost(String host);
}
