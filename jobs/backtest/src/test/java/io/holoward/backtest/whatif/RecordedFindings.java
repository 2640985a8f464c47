package io.holoward.backtest.whatif;

import io.holoward.backtest.ResultFiles;
import io.holoward.detection.configuration.Configuration;
import io.holoward.schema.Direction;
import io.holoward.schema.Endpoint;
import io.holoward.schema.FlowAnomalyType;
import io.holoward.schema.OrientedConnection;
import io.holoward.schema.ProcessInstance;
import io.holoward.schema.Protocol;
import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.Severity;
import io.holoward.schema.Verdict;
import io.holoward.scoring.codec.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Findings made up for a test, and the results of a run that found them. */
final class RecordedFindings {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final List<List<String>> SIGNATURES =
      List.of(List.of("a"), List.of("b", "a"), List.of("b"));

  private RecordedFindings() {}

  /** Findings about few subjects, so that many of them meet. */
  static List<ScoredAlarm> random(Random random, int count) {
    List<ScoredAlarm> findings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      findings.add(random(random));
    }
    return findings;
  }

  private static ScoredAlarm random(Random random) {
    ScoredAlarm alarm =
        alarm(random.nextInt(2), random.nextInt(3), START.plusSeconds(random.nextInt(5 * 3600)));
    alarm.setUid("%016x%016x".formatted(random.nextLong(), random.nextLong()));
    alarm.setBlocked(random.nextInt(4) == 0);
    switch (random.nextInt(4)) {
      case 0 -> {
        alarm.setDetector("external-alarm");
        alarm.setAlarmId("alarm " + random.nextInt(2));
      }
      case 1 -> {
        alarm.setDetector("flow");
        alarm.setFlowAnomalies(
            List.of(
                random.nextBoolean()
                    ? FlowAnomalyType.RTT_DRIFT
                    : FlowAnomalyType.PORT_NONSTANDARD));
        alarm.getConnections().get(0).getRemote().setPort(440 + random.nextInt(2));
      }
      default -> alarm.setDetector("connection");
    }
    alarm.setVerdict(
        List.of(Verdict.NORMAL, Verdict.ABNORMAL, Verdict.UNMODELLED).get(random.nextInt(3)));
    alarm.setScore(alarm.getVerdict() == Verdict.UNMODELLED ? null : 10 + random.nextInt(4) * 0.03);
    return alarm;
  }

  /** A finding of a connection, NORMAL with a score of 20. */
  static ScoredAlarm alarm(int host, int signature, Instant eventTime) {
    ScoredAlarm alarm = new ScoredAlarm();
    alarm.setUid("%d-%d-%s".formatted(host, signature, eventTime));
    alarm.setOrganisation("acme");
    alarm.setHost("host-" + host);
    alarm.setProcessId("acme|p.exe|");
    alarm.setProcessName("p.exe");
    alarm.setProcessInstance(new ProcessInstance("instance-" + host, null, null));
    alarm.setDetector("connection");
    alarm.setVerdict(Verdict.NORMAL);
    alarm.setScore(20.0);
    alarm.setSeverity(Severity.LOW);
    alarm.setFeatures(SIGNATURES.get(signature));
    alarm.setContributions(List.of());
    alarm.setConnections(
        List.of(
            new OrientedConnection(
                Direction.OUT,
                Protocol.TCP,
                new Endpoint("10.0.0.1", 50000),
                new Endpoint("10.0.0.2", 443))));
    alarm.setEventTime(eventTime);
    alarm.setDetectionTime(eventTime);
    alarm.setFirstSeen(eventTime);
    alarm.setLastSeen(eventTime);
    alarm.setTechniques(List.of());
    alarm.setFlowAnomalies(List.of());
    alarm.setExplanation("p.exe did it");
    return alarm;
  }

  /** The results of a run by these rules with these findings. */
  static FinishedRun run(Path directory, List<ScoredAlarm> findings, String... set)
      throws IOException {
    Files.createDirectories(directory);
    Files.write(
        directory.resolve(ResultFiles.SCORED_ALARMS),
        findings.stream().map(RecordJson::write).toList());
    Files.writeString(directory.resolve(ResultFiles.CONFIGURATION), Configuration.of(set).render());
    return FinishedRun.open(directory.getFileName().toString(), directory);
  }
}
