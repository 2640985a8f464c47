package io.holoward.backtest.study;

import io.holoward.detection.features.ConnectionFacts;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.sighting.Sighting;
import io.holoward.entropy.Signature;
import java.util.List;

/**
 * A connection that a replay told of: the first of a process instance to a service in a window.
 *
 * @param told what the replay said of it; its verdict and deviation mean nothing here
 * @param scenario the name of its source without extensions
 * @param label null where nobody labelled it: then it counts for no figure
 * @param attack whether the label is an attack
 * @param learnable whether its label is among those to learn from
 * @param table2 its features of Table 2
 * @param loopback whether the peer is the host itself
 * @param windowEnd end (exclusive) of its observation window, milliseconds since the epoch
 */
public record Observation(
    AssessedConnection told,
    String scenario,
    String label,
    boolean attack,
    boolean learnable,
    Signature table2,
    boolean loopback,
    long windowEnd) {

  /** Who did it. */
  public Actor actor() {
    return told.actor();
  }

  /** Whether it leads to an address. */
  boolean isOutbound() {
    return told.connection().direction() == Direction.OUT
        && told.connection().remote().address() != null;
  }

  /** Whether behaviour is learned from it. */
  boolean isLesson() {
    return learnable && !told.blocked();
  }

  /** The same connection as if another process instance had made it. */
  Observation by(Actor other) {
    return with(other, told.connection(), table2);
  }

  /** The same to another service, whose features of Table 2 are these. */
  Observation to(OrientedConnection other, Signature features) {
    return with(told.actor(), other, features);
  }

  private Observation with(Actor actor, OrientedConnection connection, Signature features) {
    AssessedConnection moved =
        new AssessedConnection(
            actor,
            connection,
            told.blocked(),
            features.features(),
            told.eventTime(),
            told.verdict(),
            null,
            null,
            null,
            false,
            told.judged(),
            told.source());
    return new Observation(
        moved, scenario, label, attack, learnable, features, loopback, windowEnd);
  }

  /** What features look at. No single connection is a beacon. */
  ConnectionFacts facts(Novelty novelty) {
    return new ConnectionFacts(told.connection(), loopback, novelty, false);
  }

  /** What the behaviour window would tell of it. */
  Sighting sighting(Signature signature) {
    Actor actor = told.actor();
    return new Sighting(
        actor.organisation(),
        actor.host(),
        actor.instanceKey(),
        actor.processId(),
        actor.processName(),
        new ProcessReference(
            actor.guid(),
            actor.pid() == null ? ProcessReference.UNKNOWN_PID : actor.pid(),
            actor.image(),
            actor.user(),
            actor.commandLine(),
            actor.container()),
        told.blocked() ? Sighting.Kind.BLOCKED : Sighting.Kind.FIRST,
        windowEnd,
        told.eventTime(),
        signature.text(),
        List.of(told.connection()),
        1,
        told.eventTime(),
        told.eventTime(),
        null,
        null,
        null,
        told.source(),
        null);
  }
}
