package io.holoward.detection.front;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;

/** One report of a connection whose twin has not been seen yet. */
final class TwinHalf {

  final TwinEnds ends;
  final Sensor sensor;
  final Direction direction;

  /** The normalised image, or null. */
  final String image;

  final String guid;
  final long pid;
  final long eventTime;
  final SourcePosition source;

  /** The next younger half with the same ends, while this one has no twin. */
  TwinHalf next;

  /** True once it was paired or forgotten. */
  boolean done;

  private TwinHalf(
      TwinEnds ends,
      Sensor sensor,
      Direction direction,
      String image,
      String guid,
      long pid,
      long eventTime,
      SourcePosition source) {
    this.ends = ends;
    this.sensor = sensor;
    this.direction = direction;
    this.image = image;
    this.guid = guid;
    this.pid = pid;
    this.eventTime = eventTime;
    this.source = source;
  }

  static TwinHalf of(HostId host, ConnectionEvent event, String image) {
    return new TwinHalf(
        TwinEnds.of(host, event),
        event.sensor(),
        event.direction(),
        image,
        event.process().guid(),
        event.process().pid(),
        event.eventTime(),
        event.source());
  }

  /** Whether two reports with the same ends can be of one connection. */
  boolean isTwinOf(TwinHalf other, long maxGapMillis) {
    return sensor != other.sensor
        && (image == null || other.image == null || image.equals(other.image))
        && (direction == other.direction
            || direction == Direction.UNKNOWN
            || other.direction == Direction.UNKNOWN)
        && Math.abs(eventTime - other.eventTime) <= maxGapMillis;
  }

  /** Less is likelier: a known image before an unknown one, then what is nearer in time. */
  long likeness(TwinHalf other) {
    long gap = Math.abs(eventTime - other.eventTime);
    return image == null ? Long.MAX_VALUE / 2 + gap : gap;
  }

  void write(SnapshotWriter out) {
    ends.write(out);
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
        TwinEnds.read(in),
        in.constant(Sensor.class),
        in.constant(Direction.class),
        in.text(),
        in.text(),
        in.number(),
        in.number(),
        in.position());
  }
}
