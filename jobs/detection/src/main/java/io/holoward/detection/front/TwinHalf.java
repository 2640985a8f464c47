package io.holoward.detection.front;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;

/**
 * One report of a connection whose twin has not been seen yet.
 *
 * @param lesser of both ends the lesser one, so that either order of reporting is the same
 * @param image the normalised image, or null
 */
record TwinHalf(
    HostId host,
    Protocol protocol,
    Endpoint lesser,
    Endpoint greater,
    Sensor sensor,
    Direction direction,
    String image,
    String guid,
    long pid,
    long eventTime,
    SourcePosition source) {

  static TwinHalf of(HostId host, ConnectionEvent event, String image) {
    Endpoint first = event.first();
    Endpoint second = event.second();
    int order = first.address().compareTo(second.address());
    boolean ordered = order == 0 ? first.port() <= second.port() : order < 0;
    return new TwinHalf(
        host,
        event.protocol(),
        ordered ? first : second,
        ordered ? second : first,
        event.sensor(),
        event.direction(),
        image,
        event.process().guid(),
        event.process().pid(),
        event.eventTime(),
        event.source());
  }

  /** Of the host and both ends; equal for twins. */
  @SuppressWarnings("EnumOrdinal") // never stored
  long endsHash(long seed) {
    long ports = ((long) lesser.port() << 32) | (greater.port() & 0xffff_ffffL);
    long ends = SeededHash.mix(seed ^ host.hashCode(), (ports << 2) ^ protocol.ordinal());
    return SeededHash.mix(SeededHash.mix(ends, lesser.address()), greater.address());
  }

  void write(SnapshotWriter out) {
    out.host(host);
    out.constant(protocol);
    out.endpoint(lesser);
    out.endpoint(greater);
    out.constant(sensor);
    out.constant(direction);
    out.text(image);
    out.text(guid);
    out.number(pid);
    out.number(eventTime);
    out.position(source);
  }

  static TwinHalf read(SnapshotReader in) {
    return new TwinHalf(
        in.host(),
        in.constant(Protocol.class),
        in.endpoint(),
        in.endpoint(),
        in.constant(Sensor.class),
        in.constant(Direction.class),
        in.text(),
        in.text(),
        in.number(),
        in.number(),
        in.position());
  }
}
