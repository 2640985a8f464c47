package io.holoward.detection.observation;

/** A bind or listen of a process on a local port: not a connection, it only teaches orientation. */
public record ListenEvent(
    String organisation,
    String host,
    long eventTime,
    ProcessReference process,
    Protocol protocol,
    Endpoint local,
    SourcePosition source)
    implements TelemetryEvent {

  @Override
  public ListenEvent withHost(String name) {
    return new ListenEvent(organisation, name, eventTime, process, protocol, local, source);
  }
}
