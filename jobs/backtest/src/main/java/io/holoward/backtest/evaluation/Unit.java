package io.holoward.backtest.evaluation;

import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import java.util.List;

/**
 * What is counted: all that one process instance did with one service in one scenario. It is worth
 * as much as the connection that stands out most, the first of them where several do.
 */
public final class Unit {

  /**
   * What makes connections one unit.
   *
   * @param scenario the name of their source
   */
  public record Key(
      String scenario,
      String instanceKey,
      Direction direction,
      Protocol protocol,
      Endpoint service) {
    /** The unit that a connection belongs to. */
    public static Key of(AssessedConnection assessed) {
      return new Key(
          assessed.source().name(),
          assessed.actor().instanceKey(),
          assessed.connection().direction(),
          assessed.connection().protocol(),
          assessed.connection().service());
    }
  }

  /** What a unit knows of the connection that stands out most. */
  private record Best(
      double suspicion,
      boolean told,
      boolean judged,
      Verdict verdict,
      Double score,
      boolean known,
      List<String> reasons,
      SourcePosition source) {}

  private final Key key;
  private final String host;
  private final String processId;
  private final String processName;
  private Best best;
  private String label;
  private boolean attack;

  /**
   * @param first one of its connections, which says whose unit it is; still to be added
   */
  public Unit(Key key, AssessedConnection first) {
    this.key = key;
    this.host = first.actor().host();
    this.processId = first.actor().processId();
    this.processName = first.actor().processName();
  }

  /**
   * Adds a connection.
   *
   * @param suspicion how far it stands out, farther when a person is told of it
   * @param isTold whether a person is told of it
   * @param itsLabel its label
   * @param isAttack whether that is an attack; one makes the whole unit one
   */
  public void add(
      AssessedConnection assessed,
      double suspicion,
      boolean isTold,
      String itsLabel,
      boolean isAttack) {
    if (label == null
        || (isAttack && !attack)
        || (isAttack == attack && label.equals(Labels.BACKGROUND))) {
      label = itsLabel;
      attack = isAttack;
    }
    if (best == null || suspicion > best.suspicion()) {
      best =
          new Best(
              suspicion,
              isTold,
              assessed.judged(),
              assessed.verdict(),
              assessed.deviation() == null ? null : assessed.deviation().score(),
              assessed.known(),
              assessed.reasons(),
              assessed.source());
    }
  }

  /** What makes its connections one unit. */
  public Key key() {
    return key;
  }

  String host() {
    return host;
  }

  /** Whose it is. */
  public String processId() {
    return processId;
  }

  /** The process as a person calls it. */
  public String processName() {
    return processName;
  }

  /** The label that counts for it. */
  public String label() {
    return label;
  }

  /** True when its label is an attack. */
  public boolean isAttack() {
    return attack;
  }

  /** Orders units: what is higher stands out more. */
  public double suspicion() {
    return best.suspicion();
  }

  Verdict verdict() {
    return best.verdict();
  }

  /** True when there was a model to compare it with. */
  public boolean isModelled() {
    return best.verdict() != Verdict.UNMODELLED;
  }

  /** True when a person is told of any of its connections. */
  public boolean isTold() {
    return best.told();
  }

  /** False when all of its connections were of a process that was still being learned. */
  boolean isJudged() {
    return best.judged();
  }

  /** Null without a model. */
  Double score() {
    return best.score();
  }

  /** True when the model holds just these features. */
  boolean isKnown() {
    return best.known();
  }

  /** The features that say most of how it deviates. */
  List<String> reasons() {
    return best.reasons();
  }

  /** Where the connection that stands out most stands. */
  SourcePosition source() {
    return best.source();
  }
}
