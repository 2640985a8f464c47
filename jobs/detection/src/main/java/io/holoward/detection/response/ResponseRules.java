package io.holoward.detection.response;

import io.holoward.detection.catalogue.Catalogue;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.detection.observation.OrientedConnection;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Turns findings into responses. Every rule that matches counts, and each action is asked for once:
 * so a rule adds actions to those of the rules before it and never hides them.
 *
 * <p>A flow that only its round-trip time gives away is answered with {@link
 * ResponseAction#OPEN_CASE} where rules ask for {@link ResponseAction#RECOMMEND_BLOCK}: its service
 * is not what is wrong, but somebody should find out what is.
 */
public final class ResponseRules {

  private final List<Compiled> rules;
  private final Duration blockExpiry;

  /**
   * @param blockExpiry how long a firewall rule is to stand, from the event time of the finding on
   * @throws IllegalArgumentException if the pattern of a rule is malformed
   */
  public ResponseRules(List<ResponseRule> rules, Duration blockExpiry) {
    this.rules = rules.stream().map(rule -> new Compiled(rule, rule.processes())).toList();
    this.blockExpiry = blockExpiry;
  }

  /**
   * The responses to a finding, the least critical first. The update that closes a repeat slot has
   * none: its finding was answered when it was first emitted.
   *
   * @param now when they are issued, milliseconds since the epoch
   */
  public List<Response> responses(Finding finding, long now) {
    if (finding.update()) {
      return List.of();
    }
    ProcessIdentity process = ProcessIdentity.parse(finding.actor().processId());
    Set<ResponseAction> actions = EnumSet.noneOf(ResponseAction.class);
    for (Compiled compiled : rules) {
      if (compiled.rule.fits(finding) && compiled.processes.models(process)) {
        actions.addAll(compiled.rule.actions());
      }
    }
    if (isOnlyRoundTrip(finding) && actions.remove(ResponseAction.RECOMMEND_BLOCK)) {
      actions.add(ResponseAction.OPEN_CASE);
    }
    return actions.stream().map(action -> response(finding, action, now)).toList();
  }

  private static boolean isOnlyRoundTrip(Finding finding) {
    return finding.flow() != null && !FlowAdvice.isMismatch(finding.flow().anomalies());
  }

  private Response response(Finding finding, ResponseAction action, long now) {
    boolean block = action == ResponseAction.RECOMMEND_BLOCK;
    // By event time: a replay is to repeat the rule, not to let it stand for longer.
    long expiryTime = finding.eventTime() + blockExpiry.toMillis();
    FirewallRule rule = block ? rule(finding, expiryTime) : null;
    return new Response(
        Response.id(finding.uid(), action),
        finding.uid(),
        finding.actor(),
        finding.detector(),
        finding.verdict(),
        finding.severity(),
        finding.score(),
        action,
        rule,
        finding.explanation(),
        block ? expiryTime : null,
        Automation.of(finding, action, rule),
        finding.eventTime(),
        now);
  }

  /** Blocks the service of the connection that raised the finding; null if none did or none can. */
  private static FirewallRule rule(Finding finding, long expiryTime) {
    List<OrientedConnection> connections = finding.activity().connections();
    return connections.isEmpty()
        ? null
        : FirewallRules.block(
                connections.get(0), finding.actor().image(), finding.explanation(), expiryTime)
            .orElse(null);
  }

  /** A rule and the processes it is for, their pattern read. */
  private record Compiled(ResponseRule rule, Catalogue processes) {}
}
