package io.holoward.detection.response;

import io.holoward.detection.finding.Recommendation;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import java.time.Duration;
import java.util.Collection;

/**
 * What to do about an anomalous flow.
 *
 * @param rule the firewall rule that would block such flows in future; null where none is
 *     recommended or none can be made
 */
public record FlowAdvice(Recommendation recommendation, FirewallRule rule) {

  /**
   * The advice for these anomalies; the gravest one decides.
   *
   * @param anomalies what is anomalous about the flow, at least one
   * @param text what is anomalous in one sentence: the rationale of the rule
   * @param eventTime when the flow was seen, milliseconds since the epoch
   * @param expiry how long a rule is to stand from then on
   * @throws IllegalArgumentException if there is no anomaly
   */
  public static FlowAdvice of(
      Collection<FlowAnomaly> anomalies,
      OrientedConnection connection,
      ProcessReference process,
      String text,
      long eventTime,
      Duration expiry) {
    FirewallRule rule =
        isMismatch(anomalies)
            ? FirewallRules.block(connection, process.image(), text, eventTime + expiry.toMillis())
                .orElse(null)
            : null;
    return new FlowAdvice(recommendation(anomalies, connection), rule);
  }

  /**
   * What to do about an anomalous flow, in words.
   *
   * @param anomalies what is anomalous about the flow, at least one
   * @throws IllegalArgumentException if there is no anomaly
   */
  public static Recommendation recommendation(
      Collection<FlowAnomaly> anomalies, OrientedConnection connection) {
    if (anomalies.isEmpty()) {
      throw new IllegalArgumentException("a flow without an anomaly needs no advice");
    }
    if (!isMismatch(anomalies)) {
      return roundTrip(anomalies);
    }
    boolean blockable = FirewallRules.canBlock(connection);
    return anomalies.contains(FlowAnomaly.PORT_FOREIGN_PROTOCOL)
        ? foreign(blockable)
        : nonstandard(blockable);
  }

  /** Whether the port is among what is anomalous. */
  static boolean isMismatch(Collection<FlowAnomaly> anomalies) {
    return anomalies.contains(FlowAnomaly.PORT_FOREIGN_PROTOCOL)
        || anomalies.contains(FlowAnomaly.PORT_NONSTANDARD);
  }

  private static Recommendation foreign(boolean blockable) {
    return !blockable
        ? new Recommendation(
            Recommendation.Action.INVESTIGATE,
            "Find out why the process hides one protocol behind the port of another; the flow has"
                + " no literal service that a firewall rule could block.")
        : new Recommendation(
            Recommendation.Action.BLOCK,
            "Block the service with the firewall rule unless this use of another protocol's port is"
                + " known, and find out what made the process do it.");
  }

  private static Recommendation nonstandard(boolean blockable) {
    return new Recommendation(
        Recommendation.Action.ALLOW_LIST,
        "If it is meant, allow the application on this port"
            + (!blockable
                ? "; otherwise find out what made the process use it."
                : "; otherwise block the service with the firewall rule."));
  }

  private static Recommendation roundTrip(Collection<FlowAnomaly> anomalies) {
    boolean lasting =
        anomalies.contains(FlowAnomaly.RTT_LEVEL_SHIFT)
            || anomalies.contains(FlowAnomaly.RTT_DRIFT);
    return new Recommendation(
        Recommendation.Action.INVESTIGATE,
        lasting
            ? "Find out what changed on the way to the service for good: its route, its place, a"
                + " relay in between, or its load."
            : "Find out whether the service, its load or the route to it changed at that time, and"
                + " whether other hosts saw the same.");
  }
}
