package io.holoward.scoring.instance;

import io.holoward.detection.features.Novelty;
import io.holoward.detection.flow.FlowAlarm;
import io.holoward.detection.history.Clients;
import io.holoward.detection.history.Places;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.rhythm.Gaps;
import java.util.List;

/**
 * What the front sends on about one process instance. It is what crosses the first exchange, so it
 * stays flat.
 *
 * @param organisation the tenant; null for a repetition
 * @param host the host; null for a repetition
 * @param process all that the front knows of the process instance; null for a repetition
 * @param signature the TRUE features of the connections, as {@link
 *     io.holoward.entropy.Signature#text()}; empty for a start
 * @param connections the connections seen: one for a sighting, those of the alarm for an alarm
 * @param windowEnd the exclusive end of the observation window, milliseconds since the epoch
 * @param count the connections this event stands for
 * @param firstSeen event time of the first of them; of a repetition, of the one that was sent on
 * @param lastSeen event time of the last of them
 * @param alarmId the upstream product's id of the alarm, for an alarm
 * @param alarmType the upstream product's type of the alarm, for an alarm
 * @param flow what is anomalous about a flow, for a flow
 * @param source where the record stands; null for a repetition
 * @param loopback whether the peer is the host itself
 * @param novelty what is new about a connection, once its history was asked
 * @param gaps the time between the connections of a repetition, from the one that was sent on
 */
public record InstanceEvent(
    InstanceKey instance,
    Kind kind,
    String organisation,
    String host,
    ProcessReference process,
    String signature,
    List<OrientedConnection> connections,
    long windowEnd,
    long count,
    long firstSeen,
    long lastSeen,
    String alarmId,
    String alarmType,
    FlowAlarm flow,
    SourcePosition source,
    boolean loopback,
    Novelty novelty,
    Gaps gaps) {

  /** The same event with what is known of its instance. */
  InstanceEvent of(String tenant, String name, ProcessReference known) {
    return new InstanceEvent(
        instance,
        kind,
        tenant,
        name,
        known,
        signature,
        connections,
        windowEnd,
        count,
        firstSeen,
        lastSeen,
        alarmId,
        alarmType,
        flow,
        source,
        loopback,
        novelty,
        gaps);
  }

  /** The same event, its novelty known. */
  InstanceEvent with(Novelty known) {
    return new InstanceEvent(
        instance,
        kind,
        organisation,
        host,
        process,
        signature,
        connections,
        windowEnd,
        count,
        firstSeen,
        lastSeen,
        alarmId,
        alarmType,
        flow,
        source,
        loopback,
        known,
        gaps);
  }

  /**
   * Whether a history tells what is new about it: an outbound connection to a place, or one of a
   * client that is told apart, made or refused.
   */
  boolean isOfHistory(Clients clients) {
    return (kind == Kind.CONNECTION || kind == Kind.BLOCKED)
        && (Places.isPlace(connections.get(0), loopback)
            || clients.isOne(connections.get(0), loopback));
  }

  /** What happened. */
  public enum Kind {
    /** The process instance started: context, not behaviour. */
    START,
    /** A connection to a service the instance had not used in this window. */
    CONNECTION,
    /** Further connections to services already sent on, counted. */
    REPETITION,
    /** A connection the host's firewall refused. */
    BLOCKED,
    /** Further refused connections to services already sent on, counted. */
    BLOCKED_REPETITION,
    /** An alarm of an upstream product. */
    ALARM,
    /** An anomalous flow. */
    FLOW,
    /** Further flows with the same anomalies, counted. */
    FLOW_REPETITION;

    /**
     * True for counts of the front, which name neither the host nor the process: the instance knows
     * them.
     */
    boolean isRepetition() {
      return this == REPETITION || this == BLOCKED_REPETITION;
    }

    /** True for what anomalous flows show. */
    boolean isFlow() {
      return this == FLOW || this == FLOW_REPETITION;
    }
  }
}
