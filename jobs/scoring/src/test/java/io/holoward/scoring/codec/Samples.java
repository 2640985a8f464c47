package io.holoward.scoring.codec;

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
import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.Volume;
import io.holoward.entropy.FeatureContribution;
import io.holoward.schema.IntendedState;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.schema.Phase;
import io.holoward.schema.SignatureCount;
import io.holoward.schema.StateColumn;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One of each thing that is encoded. */
public final class Samples {

  static final long TIME = Instant.parse("2026-03-01T12:00:00.123Z").toEpochMilli();
  static final SourcePosition SOURCE = new SourcePosition("process-events-3", 42);
  static final ProcessReference PROCESS =
      new ProcessReference(
          "{b3c0}",
          612,
          "C:\\Windows\\System32\\svchost.exe",
          "SYSTEM",
          "svchost -k netsvcs",
          null);
  static final ProcessReference NOBODY =
      new ProcessReference(null, ProcessReference.UNKNOWN_PID, null, null, null, null);

  private Samples() {}

  public static ConnectionEvent connection() {
    return new ConnectionEvent(
        "acme",
        "ws-1",
        TIME,
        PROCESS,
        Sensor.SYSMON,
        Protocol.TCP,
        Direction.OUT,
        ConnectionEvent.Ends.SOURCE_DESTINATION,
        new Endpoint("10.0.0.7", 50_123),
        new Endpoint("2001:db8::1", 443),
        true,
        SOURCE);
  }

  static ConnectionEvent connectionOfNobody() {
    return new ConnectionEvent(
        "acme",
        "ws-1",
        TIME,
        NOBODY,
        Sensor.OTHER,
        Protocol.OTHER,
        Direction.UNKNOWN,
        ConnectionEvent.Ends.LOCAL_REMOTE,
        Endpoint.ANY,
        new Endpoint("10.0.0.7", Endpoint.ANY_PORT),
        false,
        SOURCE);
  }

  public static ProcessStartEvent processStart() {
    return new ProcessStartEvent(
        "acme", "ws-1", TIME, PROCESS, "services.exe", "SHA256=00ff", SOURCE);
  }

  public static ListenEvent listen() {
    return new ListenEvent(
        "acme", "ws-1", TIME, PROCESS, Protocol.UDP, new Endpoint("0.0.0.0", 53), SOURCE);
  }

  static OrientedConnection oriented() {
    return new OrientedConnection(
        Direction.OUT,
        Protocol.TCP,
        new Endpoint("10.0.0.7", 50_123),
        new Endpoint("10.1.2.3", 445));
  }

  public static AlarmEvent alarm() {
    return new AlarmEvent(
        "acme", "ws-1", TIME, PROCESS, "A-17", "lateral", List.of(oriented()), SOURCE);
  }

  public static Finding abnormal() {
    var contribution =
        new FeatureContribution("outgoingWellKnownTCPPort_445", true, 14.2, 0.01, 0.02, 0, 412);
    return new Finding(
        "0123456789abcdef0123456789abcdef",
        new Actor(
            "acme",
            "ws-1",
            "acme|svchost",
            "svchost.exe -k netsvcs",
            "ff00",
            612L,
            "{b3c0}",
            "svchost.exe",
            "SYSTEM",
            null,
            null),
        Finding.EXTERNAL_ALARM,
        new ExternalAlarm("A-17", "lateral"),
        null,
        Verdict.ABNORMAL,
        Severity.HIGH,
        null,
        new Deviation(
            93.1, 14.2, -3.5, 4.5, 9.8, 0.1, 14.3, 2.36, true, 0.01, 0.02, List.of(contribution)),
        new Baseline(2, 412, 86_400_000, 0, 1),
        new Activity(
            List.of("outgoingWellKnownTCPPort_445"),
            List.of(oriented()),
            7,
            2,
            true,
            TIME - 1_000,
            TIME),
        TIME,
        TIME + 5,
        List.of("T1021.002"),
        new Recommendation(Recommendation.Action.INVESTIGATE, "Look at ws-1."),
        "svchost.exe made a connection \"never\" seen.",
        SOURCE,
        true,
        true);
  }

  /** The same finding, raised by a flow. */
  static Finding ofAFlow(FlowAnomaly... anomalies) {
    Finding like = abnormal();
    return new Finding(
        like.uid(),
        like.actor(),
        Finding.FLOW,
        null,
        new FlowAlarm(List.of(anomalies), "SSH on port 443"),
        like.verdict(),
        like.severity(),
        null,
        like.deviation(),
        like.baseline(),
        like.activity(),
        like.eventTime(),
        like.detectionTime(),
        FlowAnomaly.techniques(List.of(anomalies)),
        like.recommendation(),
        like.explanation(),
        like.source(),
        false,
        false);
  }

  /** A flow with everything a record can tell. */
  public static FlowEvent flow() {
    return new FlowEvent(
        "acme",
        "ws-1",
        TIME,
        TIME - 5_000,
        PROCESS,
        oriented(),
        "TLS.Google",
        Map.of("tls.sni", "a.example"),
        Map.of("process.signer", "Example Ltd", "file.sha256", "00ff"),
        RoundTrip.samples(List.of(12.5, 11.25, 40.0)),
        new Volume(1L, 2L, 3L, 4L),
        SOURCE);
  }

  public static Finding unmodelled() {
    return new Finding(
        "ffffffffffffffffffffffffffffffff",
        new Actor("acme", "ws-1", "acme|a", "a.exe", "ff01", null, null, null, null, null, null),
        Finding.CONNECTION,
        null,
        null,
        Verdict.UNMODELLED,
        Severity.LOW,
        null,
        null,
        null,
        new Activity(List.of(), List.of(), 1, 1, false, TIME, TIME),
        TIME,
        TIME,
        List.of(),
        null,
        "a.exe has no intended state yet.",
        null,
        false,
        false);
  }

  static IntendedStateSnapshot snapshot() {
    var state =
        new IntendedState(
            412L,
            1.5,
            0.25,
            2.25,
            0.0,
            9.75,
            List.of(new StateColumn("outgoingIPv4hasPrivate", 400L, 0.1, 0.95)),
            List.of(
                new SignatureCount(List.of("outgoingIPv4hasPrivate"), 400L),
                new SignatureCount(List.of("inboundHasEphemeral"), 12L)));
    return IntendedStateSnapshot.newBuilder()
        .setProcessId("acme|svchost")
        .setOrganisation("acme")
        .setProcessName("svchost.exe -k netsvcs")
        .setPhase(Phase.PROTECTED)
        .setModelVersion(3)
        .setSealedAt(Instant.ofEpochMilli(TIME))
        .setRecords(412)
        .setDistinct(2)
        .setHosts(17)
        .setFirstSeen(Instant.ofEpochMilli(TIME - 1_000))
        .setStates(List.of(state))
        .build();
  }
}
