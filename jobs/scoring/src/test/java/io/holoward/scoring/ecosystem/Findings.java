package io.holoward.scoring.ecosystem;

import io.holoward.detection.finding.Activity;
import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.Baseline;
import io.holoward.detection.finding.Deviation;
import io.holoward.detection.finding.ExternalAlarm;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Recommendation;
import io.holoward.detection.finding.Severity;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.flow.FlowAlarm;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.entropy.FeatureContribution;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Findings of every kind, each as unlike the others as it can be. */
final class Findings {

  static final long TIME = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

  private static final Actor SERVICE_HOST =
      new Actor(
          "acme",
          "ws-17.corp.example",
          "acme|\\windows\\system32\\svchost.exe|netsvcs",
          "svchost.exe -k netsvcs",
          "7d1f0c5be2a94ad0b1f53c3b6b7f4d20",
          612L,
          "{b3c0e6a2-12d4-6657-0000-0010a1b20000}",
          "C:\\Windows\\System32\\svchost.exe",
          "NT AUTHORITY\\SYSTEM",
          null,
          "C:\\Windows\\System32\\svchost.exe -k netsvcs -p");

  private static final Actor NOBODY =
      new Actor(
          "acme",
          "ws-1",
          "acme|?",
          "an unknown process",
          "00ff00ff00ff00ff00ff00ff00ff00ff",
          null,
          null,
          null,
          null,
          null,
          null);

  private static final Actor CONTAINED =
      new Actor(
          "acme",
          "node-3",
          "acme|/usr/sbin/nginx",
          "nginx",
          "1a2b3c4d5e6f708192a3b4c5d6e7f809",
          4_021L,
          null,
          "/usr/sbin/nginx",
          "www-data",
          "registry.example/nginx:1.27",
          null);

  private static final OrientedConnection TO_FILE_SHARE =
      new OrientedConnection(
          Direction.OUT,
          Protocol.TCP,
          new Endpoint("10.0.0.7", 50_123),
          new Endpoint("10.1.2.3", 445));

  private static final OrientedConnection INBOUND =
      new OrientedConnection(
          Direction.IN,
          Protocol.UDP,
          new Endpoint("2001:db8::7", 53),
          new Endpoint("2001:db8::1", 40_000));

  private static final OrientedConnection HALF_KNOWN =
      new OrientedConnection(
          Direction.UNKNOWN, Protocol.ICMP, Endpoint.ANY, new Endpoint("fe80::1", -1));

  private static final OrientedConnection UNKNOWN =
      new OrientedConnection(Direction.IN, Protocol.OTHER, Endpoint.ANY, Endpoint.ANY);

  private Findings() {}

  /** A service host that connects to a file share, which none of its kind did before. */
  static Finding abnormal() {
    return with(
        SERVICE_HOST,
        Finding.CONNECTION,
        null,
        null,
        Verdict.ABNORMAL,
        Severity.HIGH,
        null,
        deviation(
            new FeatureContribution("outgoingWellKnownTCPPort_445", true, 9.1, 0.01, 0.02, 0, 412),
            new FeatureContribution("outgoingIPv4hasPrivate", true, 5.1, 0.01, 0.02, 37, 412)),
        new Baseline(2, 412, 86_400_000, 0, 1),
        activity(
            false,
            List.of(TO_FILE_SHARE),
            "outgoingIPv4hasPrivate",
            "outgoingWellKnownTCPPort_445"),
        List.of(),
        new Recommendation(
            Recommendation.Action.INVESTIGATE, "Find out what made the process do this."),
        "svchost.exe -k netsvcs on ws-17.corp.example made an outbound TCP connection to"
            + " 10.1.2.3:445; none of 412 records show outbound TCP to port 445 (microsoft-ds).",
        new SourcePosition("process-events-3", 42));
  }

  /** The closing update of {@link #abnormal}. */
  static Finding update() {
    Activity first = abnormal().activity();
    return abnormal()
        .updatedWith(
            new Activity(
                first.features(), first.connections(), 7, 2, false, TIME - 1_000, TIME + 60_000));
  }

  /** SSH on a port of another protocol; the host's firewall refused the connection. */
  static Finding blockedFlow() {
    return with(
        CONTAINED,
        Finding.FLOW,
        null,
        new FlowAlarm(
            List.of(FlowAnomaly.RTT_DEVIATION, FlowAnomaly.PORT_FOREIGN_PROTOCOL),
            "SSH on port 443, which belongs to TLS"),
        Verdict.ABNORMAL,
        Severity.CRITICAL,
        null,
        deviation(new FeatureContribution("flowPortApplicationMismatch", false, 2, 0.1, 0, 30, 40)),
        new Baseline(1, 40, 0, 1, 2),
        activity(true, List.of(INBOUND, HALF_KNOWN, UNKNOWN), "flowPortApplicationMismatch"),
        List.of("T1571", "T1021.002"),
        new Recommendation(Recommendation.Action.BLOCK, "Refuse it."),
        "nginx on node-3, TCP flow: SSH on port 443.",
        new SourcePosition("flows.jsonl", 9));
  }

  /** An upstream alarm about something usual. */
  static Finding normal() {
    return with(
        SERVICE_HOST,
        Finding.EXTERNAL_ALARM,
        new ExternalAlarm("A-17", "lateral movement"),
        null,
        Verdict.NORMAL,
        Severity.INFORMATIONAL,
        null,
        deviation(),
        new Baseline(2, 412, 86_400_000, 0, 1),
        activity(false, List.of(TO_FILE_SHARE), "outgoingIPv4hasPrivate"),
        List.of(),
        new Recommendation(Recommendation.Action.ALLOW_LIST, "No action is needed."),
        "Alarm A-17 (lateral movement) is about svchost.exe.",
        new SourcePosition("alarms-0", 3));
  }

  /** An upstream alarm about nothing that is known. */
  static Finding bare() {
    return with(
        NOBODY,
        Finding.EXTERNAL_ALARM,
        new ExternalAlarm(null, null),
        null,
        Verdict.UNMODELLED,
        Severity.LOW,
        null,
        null,
        null,
        new Activity(List.of(), List.of(), 0, 0, false, TIME, TIME),
        List.of(),
        null,
        "Alarm is about an unknown process.",
        null);
  }

  /** A process without an intended state, unlike the population of its organisation. */
  static Finding newcomer() {
    return bareConnection().comparedWithPopulation(88.4, Severity.MEDIUM, "unlike its population");
  }

  /** What a hostile host can put into every text. */
  static Finding hostile() {
    String text = "\u001b[31m\"}\n<script>\\\ud800\u202e" + "\u0000".repeat(2_000_000);
    Actor actor =
        new Actor(text, text, text, text, "ff", 1L, text, text + "\\" + text, text, text, text);
    Finding like = abnormal();
    return with(
        actor,
        like.detector(),
        new ExternalAlarm(text, text),
        null,
        like.verdict(),
        like.severity(),
        null,
        like.deviation(),
        like.baseline(),
        like.activity(),
        List.of(),
        like.recommendation(),
        like.explanation(),
        like.source());
  }

  /** More columns than a document has room for, and figures that no JSON has. */
  static Finding wide() {
    FeatureContribution[] columns =
        IntStream.range(0, 100)
            .mapToObj(
                i -> new FeatureContribution("outgoingWellKnownTCPPort_" + i, true, 1, 0, 0, 0, 9))
            .toArray(FeatureContribution[]::new);
    Finding like = abnormal();
    Deviation deviation =
        new Deviation(
            Double.NaN, 1, -1, Double.POSITIVE_INFINITY, 1, 0, 1, 0, false, 0, 0, List.of(columns));
    return with(
        like.actor(),
        like.detector(),
        null,
        null,
        like.verdict(),
        like.severity(),
        null,
        deviation,
        new Baseline(1, 9, 0, 0, 1),
        like.activity(),
        List.of(),
        like.recommendation(),
        like.explanation(),
        like.source());
  }

  static Stream<Finding> all() {
    return Stream.of(
        abnormal(), update(), blockedFlow(), normal(), bare(), newcomer(), hostile(), wide());
  }

  private static Finding bareConnection() {
    return with(
        CONTAINED,
        Finding.CONNECTION,
        null,
        null,
        Verdict.UNMODELLED,
        Severity.LOW,
        null,
        null,
        null,
        activity(false, List.of(INBOUND), "inboundHasOtherUDPPort"),
        List.of(),
        null,
        "nginx has no intended state.",
        null);
  }

  private static Deviation deviation(FeatureContribution... contributions) {
    return new Deviation(
        93.1, 14.2, -3.5, 4.5, 9.8, 0.1, 14.3, 2.36, true, 0.01, 0.02, List.of(contributions));
  }

  private static Activity activity(
      boolean blocked, List<OrientedConnection> connections, String... features) {
    return new Activity(List.of(features), connections, 1, 1, blocked, TIME, TIME);
  }

  private static Finding with(
      Actor actor,
      String detector,
      ExternalAlarm alarm,
      FlowAlarm flow,
      Verdict verdict,
      Severity severity,
      Double populationScore,
      Deviation deviation,
      Baseline baseline,
      Activity activity,
      List<String> techniques,
      Recommendation recommendation,
      String explanation,
      SourcePosition source) {
    return new Finding(
        "0123456789abcdef0123456789abcdef",
        actor,
        detector,
        alarm,
        flow,
        verdict,
        severity,
        populationScore,
        deviation,
        baseline,
        activity,
        TIME,
        TIME + 1_250,
        techniques,
        recommendation,
        explanation,
        source,
        false,
        false);
  }
}
