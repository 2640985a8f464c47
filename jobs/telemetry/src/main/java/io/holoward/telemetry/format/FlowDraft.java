package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.InvalidRecordException.invalidField;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.Volume;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A flow event in the making: what a record does not tell stays unknown, and what all formats have
 * to check (a plausible time, bounded attributes) is checked here.
 */
final class FlowDraft {

  /** More attributes of one kind than any sensor collects make a record invalid. */
  static final int MAX_ATTRIBUTES = 64;

  /** A longer name, or value of an attribute, makes a record invalid. */
  static final int MAX_TEXT = 1_024;

  /** The longest path of Linux; those of Windows are shorter but for rare exceptions. */
  private static final int MAX_IMAGE = 4_096;

  /** The longest command line of Windows. */
  private static final int MAX_COMMAND_LINE = 32_768;

  /** The process of a flow that a sensor on the network saw. */
  private static final ProcessReference NOBODY =
      new ProcessReference(null, ProcessReference.UNKNOWN_PID, null, null, null, null);

  private static final Map<String, String> NONE = Collections.unmodifiableMap(new TreeMap<>());

  private final ReadContext context;

  /** Made with the first of each. */
  private Map<String, String> layer7 = NONE;

  private Map<String, String> attributes = NONE;
  private String organisation;
  private String host;
  private ProcessReference process = NOBODY;
  private OrientedConnection connection;
  private Volume volume = Volume.UNKNOWN;
  private String application;
  private RoundTrip roundTrip;
  private Long startTime;
  private long eventTime;

  FlowDraft(ReadContext context) {
    this.context = context;
    this.organisation = context.organisation();
  }

  /** The tenant that the record itself names; null leaves it to the context. */
  void organisation(String name) {
    if (name != null) {
      organisation = bounded("organisation", name);
    }
  }

  /**
   * The host's name in its one spelling, and the process on it.
   *
   * @throws InvalidRecordException if a text of the process is longer than any is
   */
  void owner(String hostName, ProcessReference owner) {
    bounded("process.guid", owner.guid());
    bounded("process.image", owner.image(), MAX_IMAGE);
    bounded("process.user", owner.user());
    bounded("process.commandLine", owner.commandLine(), MAX_COMMAND_LINE);
    bounded("process.container", owner.container());
    host = hostName;
    process = owner;
  }

  void connection(OrientedConnection oriented, Volume carried) {
    connection = oriented;
    volume = carried;
  }

  /** A flow with a named host at one of its ends. */
  void seenFrom(Direction direction, NetworkFlow flow) {
    connection(flow.connection(direction), flow.volume(direction));
  }

  /** A flow that a sensor on the network saw: the host has no name but its address. */
  void seenOnTheNetwork(NetworkFlow flow) {
    seenFrom(HostSide.ofNetworkSensor(flow), flow);
    host = connection.local().address();
  }

  /**
   * When it was.
   *
   * @param start milliseconds since the epoch, null where unknown
   * @param end the same, where the record's interval ends
   * @throws InvalidRecordException if it ends before it starts, or the year 2000
   */
  void interval(Long start, long end) {
    if (start != null && start > end) {
      throw new InvalidRecordException(
          Reading.Invalid.INVALID_TIME, "the flow ends before it starts");
    }
    if (end < Timestamps.EARLIEST) {
      throw new InvalidRecordException(
          Reading.Invalid.INVALID_TIME, "the flow's time is before the year 2000");
    }
    startTime = start;
    eventTime = end;
  }

  /**
   * When it was, by its duration.
   *
   * @param millis null where the record does not tell: the flow is then of one moment
   */
  void interval(long start, Double millis) {
    interval(start, start + (millis == null ? 0 : Math.round(millis)));
  }

  /** What packet inspection recognised, null for nothing. */
  void application(String name) {
    application = bounded("application", name);
  }

  /** A value of a layer-7 header; null is none. */
  void layer7(String name, String value) {
    layer7 = with("layer7", layer7, name, value);
  }

  /** All values of layer-7 headers: a map that {@link #layer7Headers} has checked. */
  void layer7(Map<String, String> checked) {
    layer7 = checked;
  }

  /** Checks values of layer-7 headers; nobody can change what it gives. */
  static Map<String, String> layer7Headers(Map<String, String> told) {
    return checked("layer7", told);
  }

  /** An attribute that is no header; null is none. */
  void attribute(String name, String value) {
    attributes = with("context", attributes, name, value);
  }

  /** All attributes that are no headers: a map that {@link #attributes} has checked. */
  void context(Map<String, String> checked) {
    attributes = checked;
  }

  /** Checks attributes that are no headers; nobody can change what it gives. */
  static Map<String, String> attributes(Map<String, String> told) {
    return checked("context", told);
  }

  private static Map<String, String> checked(String kind, Map<String, String> told) {
    Map<String, String> map = NONE;
    for (Map.Entry<String, String> attribute : told.entrySet()) {
      map = with(kind, map, attribute.getKey(), attribute.getValue());
    }
    return Collections.unmodifiableMap(map);
  }

  /** Null where none was measured. */
  void roundTrip(RoundTrip measured) {
    roundTrip = measured;
  }

  Reading.Event event() {
    return new Reading.Event(
        new FlowEvent(
            organisation,
            host,
            eventTime,
            startTime,
            process,
            connection,
            application,
            Collections.unmodifiableMap(layer7),
            Collections.unmodifiableMap(attributes),
            roundTrip,
            volume,
            context.position()));
  }

  private static Map<String, String> with(
      String kind, Map<String, String> map, String name, String value) {
    if (value == null) {
      return map;
    }
    Map<String, String> own = map == NONE ? new TreeMap<>() : map;
    own.put(bounded(kind, name), bounded(name, value));
    if (own.size() > MAX_ATTRIBUTES) {
      throw new InvalidRecordException(
          Reading.Invalid.INVALID_FIELD,
          "%s: more than %d attributes".formatted(kind, MAX_ATTRIBUTES));
    }
    return own;
  }

  private static String bounded(String field, String text) {
    return bounded(field, text, MAX_TEXT);
  }

  /** The text itself; null, where there is none, is never too long. */
  private static String bounded(String field, String text, int limit) {
    if (text != null && text.length() > limit) {
      throw invalidField(field, "a text of at most %,d characters".formatted(limit), text);
    }
    return text;
  }
}
