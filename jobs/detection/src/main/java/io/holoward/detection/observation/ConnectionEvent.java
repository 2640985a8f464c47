package io.holoward.detection.observation;

/**
 * A network connection as one sensor reported it.
 *
 * <p>Which end is local cannot be read off the field names of most sensors. {@code ends} says what
 * is known: with {@link Ends#LOCAL_REMOTE} {@code first} is the local end and {@code second} the
 * remote one; with {@link Ends#SOURCE_DESTINATION} they are the source and the destination as
 * reported, and orientation finds the local end.
 *
 * @param direction as reported; {@link Direction#UNKNOWN} is legal
 * @param blocked true when the host's firewall refused it: scored, never learned
 */
public record ConnectionEvent(
    String organisation,
    String host,
    long eventTime,
    ProcessReference process,
    Sensor sensor,
    Protocol protocol,
    Direction direction,
    Ends ends,
    Endpoint first,
    Endpoint second,
    boolean blocked,
    SourcePosition source)
    implements TelemetryEvent {

  @Override
  public ConnectionEvent withHost(String name) {
    return new ConnectionEvent(
        organisation,
        name,
        eventTime,
        process,
        sensor,
        protocol,
        direction,
        ends,
        first,
        second,
        blocked,
        source);
  }

  /** What {@code first} and {@code second} mean. */
  public enum Ends {
    LOCAL_REMOTE,
    SOURCE_DESTINATION
  }
}
