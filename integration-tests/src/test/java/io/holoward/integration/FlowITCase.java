package io.holoward.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.FlowEvent;
import io.holoward.schema.AnnotatedFlow;
import io.holoward.schema.Flow;
import io.holoward.schema.FlowAnomalyType;
import io.holoward.schema.Response;
import io.holoward.schema.ResponseAction;
import io.holoward.schema.RoundTripBaseline;
import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.Severity;
import io.holoward.schema.Verdict;
import io.holoward.scoring.codec.FlowMapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Flows through the job jar on a cluster: what of them stands on the topics at the end. */
@ExtendWith(SharedRuns.class)
final class FlowITCase {
  private final JobRun avro;
  private final JobRun zeek;
  private final FlowTelemetry flows;
  private final FlowEvent clock;

  FlowITCase(Runs runs) {
    avro = runs.undisturbed();
    zeek = runs.lines();
    flows = runs.flows();
    clock = FlowTelemetry.clock(runs.fleet());
  }

  @Test
  void everyFlowIsWrittenOnWithAllItsAttributes() {
    List<Flow> sent = new ArrayList<>();
    flows.all().forEach(flow -> sent.add(FlowMapping.toRecord(flow)));
    sent.add(FlowMapping.toRecord(clock));

    assertThat(avro.annotatedFlows().stream().map(AnnotatedFlow::getFlow).distinct())
        .containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void aFlowOnThePortOfAnotherApplicationIsFlaggedWithARuleToBlockIt() {
    AnnotatedFlow annotated = annotated(flows.foreign());

    assertThat(annotated.getAnomalous()).isTrue();
    assertThat(annotated.getAnomalyTypes()).containsExactly(FlowAnomalyType.PORT_FOREIGN_PROTOCOL);
    assertThat(annotated.getExpectedPorts()).isEqualTo("tcp 22");
    assertThat(annotated.getTechniques()).containsExactly("T1571");
    assertThat(annotated.getProcessName()).isEqualTo("lsass.exe");
    assertThat(annotated.getExplanation()).contains("SSH", "443");
    assertThat(annotated.getRecommendation().getAction()).isEqualTo(ResponseAction.BLOCK);
    assertThat(annotated.getRule().getService().getAddress()).isEqualTo("198.51.100.66");
    assertThat(annotated.getRule().getService().getPort()).isEqualTo(443);
    assertThat(annotated.getRule().getNftables()).contains("198.51.100.66", "443", "drop");
    assertThat(annotated.getRule().getWindowsCommand())
        .contains("New-NetFirewallRule", "198.51.100.66", "lsass.exe");
  }

  @Test
  void aSlowFlowIsFlaggedAgainstWhatItsGroupHasShownBefore() {
    AnnotatedFlow first = annotated(flows.usual().get(0));
    AnnotatedFlow last = annotated(flows.usual().get(FlowTelemetry.USUAL - 1));
    AnnotatedFlow slow = annotated(flows.slow());

    assertThat(first.getStatistics()).isNull();
    assertThat(first.getBaseline()).isNull();
    assertThat(last.getAnomalous()).isFalse();
    assertThat(last.getStatistics().getCount()).isEqualTo(5);
    assertThat(last.getStatistics().getMean()).isCloseTo(12, Offset.offset(3.0));
    RoundTripBaseline baseline = slow.getBaseline();
    assertThat(baseline.getValues()).isGreaterThanOrEqualTo(FlowTelemetry.USUAL - 1);
    assertThat(Math.exp(baseline.getLogMean())).isCloseTo(12, Offset.offset(1.0));
    assertThat(baseline.getZScore()).isGreaterThan(baseline.getDeviationLimit());
    assertThat(slow.getAnomalyTypes()).containsExactly(FlowAnomalyType.RTT_DEVIATION);
    assertThat(slow.getRecommendation().getAction()).isEqualTo(ResponseAction.INVESTIGATE);
    assertThat(slow.getRule()).isNull();
  }

  @Test
  void nothingElseIsFlaggedAndTheHeaderTellsWithoutDecoding() {
    Set<Instant> flagged = Set.of(time(flows.slow()), time(flows.foreign()));

    assertThat(avro.annotatedFlows())
        .allSatisfy(
            flow ->
                assertThat(flow.getAnomalous())
                    .isEqualTo(flagged.contains(flow.getFlow().getEventTime())));
    assertThat(avro.headers(avro.annotatedFlowTopic(), "anomalous"))
        .containsEntry("true", 2L)
        .containsEntry("false", flows.all().size() - 2 + (long) KafkaTopics.PARTITIONS);
  }

  @Test
  void eachAnomalyIsAScoredAlarmOfTheProcessThatOwnsTheFlow() {
    List<ScoredAlarm> alarms = alarms(avro);

    assertThat(alarms)
        .allSatisfy(
            alarm -> {
              assertThat(alarm.getProcessName()).isEqualTo("lsass.exe");
              assertThat(alarm.getHost()).isEqualTo(flows.slow().host());
              assertThat(alarm.getVerdict()).isEqualTo(Verdict.ABNORMAL);
              assertThat(alarm.getModelVersion()).isEqualTo(1);
            });
    assertThat(alarms)
        .extracting(ScoredAlarm::getFlowAnomalies)
        .contains(
            List.of(FlowAnomalyType.RTT_DEVIATION), List.of(FlowAnomalyType.PORT_FOREIGN_PROTOCOL));
    assertThat(alarms.stream().flatMap(alarm -> alarm.getFeatures().stream()))
        .contains("flowRttDeviation", "flowPortApplicationMismatch");
  }

  @Test
  void responsesSayWhatToDoAboutTheAlarms() {
    Map<String, ScoredAlarm> byUid =
        alarms(avro).stream()
            .filter(alarm -> !alarm.getUpdate())
            .collect(Collectors.toMap(ScoredAlarm::getUid, alarm -> alarm, (one, same) -> one));
    List<Response> responses =
        avro.responses().stream()
            .filter(response -> byUid.containsKey(response.getFindingUid()))
            .toList();

    assertThat(responses).extracting(Response::getFindingUid).containsAll(byUid.keySet());
    assertThat(responses)
        .extracting(Response::getAction)
        .contains(ResponseAction.NOTIFY, ResponseAction.OPEN_CASE);
    assertThat(responses)
        .filteredOn(response -> response.getAction() == ResponseAction.BLOCK)
        .singleElement()
        .satisfies(
            block -> {
              assertThat(block.getRule().getService().getAddress()).isEqualTo("198.51.100.66");
              assertThat(block.getSafeToAutomate()).isFalse();
            });
    assertThat(responses).extracting(Response::getId).allMatch(id -> id.matches("[0-9a-f]{32}"));
    assertThat(responses)
        .allSatisfy(
            response -> {
              ScoredAlarm alarm = byUid.get(response.getFindingUid());
              assertThat(response.getSeverity()).isEqualTo(alarm.getSeverity());
              assertThat(response.getDetector()).isEqualTo("flow");
            });
    assertThat(avro.headers(avro.responseTopic(), "action"))
        .containsKeys("NOTIFY", "OPEN_CASE", "BLOCK");
    assertThat(avro.headers(avro.responseTopic(), "severity").keySet())
        .isSubsetOf(Stream.of(Severity.values()).map(Severity::name).toList());
  }

  @Test
  void linesOfZeekAreFlowsOfHostsWhoseProcessesNobodyKnows() {
    List<AnnotatedFlow> annotated = zeek.annotatedFlows();

    assertThat(annotated.stream().map(flow -> flow.getFlow().getEventTime()).distinct())
        .hasSize(flows.all().size() + 1);
    assertThat(annotated)
        .filteredOn(AnnotatedFlow::getAnomalous)
        .singleElement()
        .satisfies(
            flow -> {
              assertThat(flow.getFlow().getHost()).isEqualTo("10.20.1.10");
              assertThat(flow.getFlow().getApplication()).isEqualTo("ssh");
              assertThat(flow.getAnomalyTypes())
                  .containsExactly(FlowAnomalyType.PORT_FOREIGN_PROTOCOL);
            });
    assertThat(alarms(zeek))
        .isNotEmpty()
        .allMatch(alarm -> alarm.getVerdict() == Verdict.UNMODELLED);
  }

  private AnnotatedFlow annotated(FlowEvent sent) {
    return avro.annotatedFlows().stream()
        .filter(annotated -> annotated.getFlow().getEventTime().equals(time(sent)))
        .findFirst()
        .orElseThrow();
  }

  private static Instant time(FlowEvent flow) {
    return Instant.ofEpochMilli(flow.eventTime());
  }

  private static List<ScoredAlarm> alarms(JobRun run) {
    return run.scoredAlarms().stream().filter(alarm -> alarm.getDetector().equals("flow")).toList();
  }
}
