package io.holoward.detection.sighting;

import io.holoward.detection.flow.FlowAlarm;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.rhythm.Rhythm;
import io.holoward.entropy.Signature;
import java.util.List;

/**
 * What the behaviour window tells the intended states of a process: one instance showed one
 * signature. It crosses the network between operators, so it holds plain values only.
 *
 * @param instanceKey 32 hex digits that name the process instance
 * @param processId the stable string form of the process identity
 * @param processName the process as a person calls it, such as {@code svchost.exe -k netsvcs}
 * @param process what telemetry says of the instance, completed from its start and from twins
 * @param windowEnd end (exclusive) of the observation window the sighting belongs to, milliseconds
 *     since the epoch
 * @param eventTime time of the event that raised the sighting, milliseconds since the epoch
 * @param signature the TRUE features, in the text form of {@link io.holoward.entropy.Signature}
 * @param connections examples of what showed the signature, the first one first; bounded by the
 *     sender, never empty for a connection
 * @param count number of connections told of, at least 1
 * @param firstSeen smallest event time behind the sighting
 * @param lastSeen largest event time behind the sighting
 * @param alarmId id that the upstream product gave the alarm; null for a connection
 * @param alarmType the upstream product's name for the kind of alarm; null for a connection
 * @param flow what is anomalous about a flow of the process; null unless that raised it
 * @param source where the event that raised the sighting stands in its input
 * @param rhythm how regular the connections are; null unless that raised it
 */
public record Sighting(
    String organisation,
    String host,
    String instanceKey,
    String processId,
    String processName,
    ProcessReference process,
    Kind kind,
    long windowEnd,
    long eventTime,
    String signature,
    List<OrientedConnection> connections,
    long count,
    long firstSeen,
    long lastSeen,
    String alarmId,
    String alarmType,
    FlowAlarm flow,
    SourcePosition source,
    Rhythm rhythm) {

  /** The feature that a sighting of {@link Kind#BEACON} is about. */
  public static final String BEACON = "beacon";

  /**
   * Whether anything is left of what raised the sighting where only a part of its signature is
   * spoken of: a beacon is nothing to a model that knows no beacons.
   */
  public boolean isToldBy(Signature spoken) {
    return kind != Kind.BEACON || spoken.contains(BEACON);
  }

  /** The same sighting with another signature. */
  Sighting showing(String other) {
    return as(kind, other, count, firstSeen, lastSeen);
  }

  /** The connections of a count as if they had been seen first. */
  public Sighting asFirst() {
    return as(Kind.FIRST, signature, count, firstSeen, lastSeen);
  }

  /** The same sighting, told of the connections of another one as well. */
  Sighting with(Sighting more) {
    return as(
        kind,
        signature,
        count + more.count,
        Math.min(firstSeen, more.firstSeen),
        Math.max(lastSeen, more.lastSeen));
  }

  private Sighting as(Kind other, String shown, long connected, long first, long last) {
    return new Sighting(
        organisation,
        host,
        instanceKey,
        processId,
        processName,
        process,
        other,
        windowEnd,
        eventTime,
        shown,
        connections,
        connected,
        first,
        last,
        alarmId,
        alarmType,
        flow,
        source,
        rhythm);
  }

  /** Why the sighting was sent, which decides what may be done with it. */
  public enum Kind {
    /** The instance showed the signature for the first time in this window: scored and learned. */
    FIRST,
    /** Further connections, counted beyond those told already. Neither scored nor learned. */
    REPETITION,
    /** The same for connections that the host's firewall refused. */
    BLOCKED_REPETITION,
    /** The host's firewall refused the connection: scored, never learned. */
    BLOCKED,
    /** An upstream product raised an alarm: always scored, never learned. */
    EXTERNAL_ALARM,
    /** It came after its window was closed for good: scored on its own, learned by nobody. */
    LATE,
    /** A flow of the process is anomalous: always scored, and learned while in discovery. */
    FLOW,
    /** Further flows with the same anomalies, counted. Neither scored nor learned. */
    FLOW_REPETITION,
    /**
     * A connection whose signature the window had shown before, told for an evaluation: assessed,
     * and otherwise as if it had not been sent.
     */
    ASSESSMENT,
    /**
     * The connections of the instance to a service come at regular intervals, seen at the end of a
     * window: scored and learned.
     */
    BEACON;

    /** True for a mere count: it adds to a finding and never raises one. */
    public boolean isRepetition() {
      return this == REPETITION || this == BLOCKED_REPETITION || this == FLOW_REPETITION;
    }

    /** True for what tells of a connection that can be assessed on its own. */
    public boolean isConnection() {
      return this == FIRST || this == BLOCKED || this == LATE || this == ASSESSMENT;
    }

    /** True for what anomalous flows show. */
    public boolean isFlow() {
      return this == FLOW || this == FLOW_REPETITION;
    }
  }
}
