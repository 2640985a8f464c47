package io.holoward.detection.response;

import io.holoward.detection.finding.Activity;
import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.Deviation;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Recommendation;
import io.holoward.detection.finding.Severity;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.flow.FlowAlarm;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import java.util.List;

/** Findings for tests. */
final class Findings {

  static final OrientedConnection TO_INTERNET = out("203.0.113.5", 4444);
  static final ProcessIdentity BEACON =
      new ProcessIdentity("acme", "\\users\\*\\downloads\\beacon.exe", "");
  static final String BEACON_PATH = "C:\\Users\\ada\\Downloads\\beacon.exe";

  private Findings() {}

  static OrientedConnection out(String address, int port) {
    return new OrientedConnection(
        Direction.OUT, Protocol.TCP, new Endpoint("10.0.0.7", 50_123), new Endpoint(address, port));
  }

  static OrientedConnection in(String address, int port) {
    return new OrientedConnection(
        Direction.IN, Protocol.TCP, new Endpoint("10.0.0.7", port), new Endpoint(address, 50_123));
  }

  /**
   * A finding of the beacon.
   *
   * @param score null for one without an intended state
   */
  static Finding of(Verdict verdict, Severity severity, Double score) {
    return of(verdict, severity, score, Finding.CONNECTION, BEACON, false, TO_INTERNET);
  }

  static Finding of(
      Verdict verdict,
      Severity severity,
      Double score,
      String detector,
      ProcessIdentity process,
      boolean blocked,
      OrientedConnection... connections) {
    return of(verdict, severity, score, detector, process, null, blocked, List.of(connections));
  }

  /** The worst finding of the beacon, raised by a flow. */
  static Finding ofAFlow(FlowAnomaly... anomalies) {
    return ofAFlow(Verdict.ABNORMAL, 100.0, BEACON, anomalies);
  }

  /**
   * A finding raised by a flow to the internet.
   *
   * @param score null for one without an intended state
   */
  static Finding ofAFlow(
      Verdict verdict, Double score, ProcessIdentity process, FlowAnomaly... anomalies) {
    return of(
        verdict,
        verdict == Verdict.ABNORMAL ? Severity.CRITICAL : Severity.LOW,
        score,
        Finding.FLOW,
        process,
        new FlowAlarm(List.of(anomalies), "unlike before"),
        false,
        List.of(TO_INTERNET));
  }

  private static Finding of(
      Verdict verdict,
      Severity severity,
      Double score,
      String detector,
      ProcessIdentity process,
      FlowAlarm flow,
      boolean blocked,
      List<OrientedConnection> connections) {
    Actor actor =
        new Actor(
            process.organisation(),
            "ws-1",
            process.processId(),
            process.displayName(),
            "00ff",
            612L,
            null,
            BEACON_PATH,
            null,
            null,
            null);
    return new Finding(
        "0123456789abcdef0123456789abcdef",
        actor,
        detector,
        null,
        flow,
        verdict,
        severity,
        null,
        score == null ? null : deviation(score),
        null,
        new Activity(List.of(), connections, 1, 1, blocked, 500, 500),
        500,
        600,
        List.of(),
        new Recommendation(Recommendation.Action.INVESTIGATE, "Look."),
        "beacon.exe on ws-1 did what it never does.",
        new SourcePosition("x.jsonl", 1),
        false,
        false);
  }

  private static Deviation deviation(double score) {
    return new Deviation(score, 1, -1, 1, 1, 0, 1, 1, true, 0, 0, List.of());
  }
}
