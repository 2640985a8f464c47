package io.holoward.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.integration.JobRun;
import io.holoward.integration.Told;
import io.holoward.schema.AnnotatedFlow;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.schema.Response;
import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run has written, read committed, each list with its repetitions: without what differs from
 * run to run (offsets, the time of writing) and sorted by nothing.
 *
 * @param findings what was found in time, and the closing updates of it
 * @param flows all that is said of flows
 * @param responses ids of responses to these findings
 * @param models which models were sealed, by process and content
 */
record Outcome(
    List<Told> findings, List<AnnotatedFlow> flows, List<String> responses, List<String> models) {

  /** Fails when so little was found that nothing could be lost. */
  void requireTelling() {
    assertThat(findings).extracting(Told::verdict).contains(Verdict.ABNORMAL, Verdict.UNMODELLED);
    assertThat(findings).hasSizeGreaterThan(20);
    assertThat(flows).isNotEmpty();
    assertThat(responses).isNotEmpty();
    assertThat(models).hasSizeGreaterThan(5);
  }

  /** What a run has written for one organisation. */
  static Outcome of(JobRun run, String organisation) {
    List<ScoredAlarm> alarms = run.scoredAlarms();
    Set<String> late =
        alarms.stream()
            .filter(ScoredAlarm::getLate)
            .map(ScoredAlarm::getUid)
            .collect(Collectors.toSet());
    return new Outcome(
        alarms.stream()
            .filter(alarm -> alarm.getOrganisation().equals(organisation) && !alarm.getLate())
            .map(Told::by)
            .toList(),
        run.annotatedFlows().stream()
            .filter(flow -> flow.getFlow().getOrganisation().equals(organisation))
            .map(flow -> AnnotatedFlow.newBuilder(flow).setSource(null).build())
            .toList(),
        run.responses().stream()
            .filter(response -> response.getOrganisation().equals(organisation))
            .filter(response -> !late.contains(response.getFindingUid()))
            .map(Response::getId)
            .toList(),
        run.intendedStates().stream()
            .filter(state -> state.getOrganisation().equals(organisation))
            .map(Outcome::model)
            .distinct()
            .toList());
  }

  private static String model(IntendedStateSnapshot state) {
    return state.getProcessId()
        + " "
        + state.getPhase()
        + " "
        + state.getModelVersion()
        + " "
        + state.getContentHash();
  }
}
