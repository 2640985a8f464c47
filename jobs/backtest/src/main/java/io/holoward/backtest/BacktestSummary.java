package io.holoward.backtest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counts of a backtest: {@code read = decoded + deadLettered}, and {@code decoded = connections
 * + twins + processStarts + listeners + alarmsReceived + flows + commands + ignored}, always.
 *
 * @param read records read
 * @param decoded records that could be used
 * @param deadLettered records that could not
 * @param connections connections, each counted once
 * @param twins second reports of a connection
 * @param processStarts starts of process instances
 * @param listeners binds and listens
 * @param alarmsReceived alarms of upstream products among the input
 * @param flows network flows
 * @param commands commands of operators, which only topics hold
 * @param flowsAnomalous flows that show an anomaly
 * @param byAnomalyType anomalous flows by the type of the anomaly; a flow may show several
 * @param flowsLate flows that came after their window had closed: annotated, not learned
 * @param flowsUnknownApplication flows of an application the port catalogue does not know
 * @param ignored records of no interest, by reason
 * @param withoutSignature connections that show no feature; counted, never learned or scored
 * @param late connections that came after their window had closed
 * @param notAssessed connections that had no place to wait for their assessment: no figure of an
 *     evaluation counts them
 * @param records behaviour records
 * @param processes processes seen
 * @param protectedProcesses processes with sealed intended states at the end
 * @param alarms scored alarms, each counted once
 * @param byVerdict scored alarms by verdict
 * @param responses what was recommended because of them
 * @param portExceptionProposals proposed exceptions for applications on ports not their own
 * @param durationSeconds how long everything took, without a learning pass of an earlier run
 * @param eventsPerSecond records read a second in that time, all passes together
 * @param learning the learning pass, or null where there was none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BacktestSummary(
    long read,
    long decoded,
    long deadLettered,
    long connections,
    long twins,
    long processStarts,
    long listeners,
    long alarmsReceived,
    long flows,
    long commands,
    long flowsAnomalous,
    Map<String, Long> byAnomalyType,
    long flowsLate,
    long flowsUnknownApplication,
    Map<String, Long> ignored,
    long withoutSignature,
    long late,
    long notAssessed,
    long records,
    long processes,
    long protectedProcesses,
    long alarms,
    Map<String, Long> byVerdict,
    long responses,
    long portExceptionProposals,
    double durationSeconds,
    double eventsPerSecond,
    LearningSummary learning) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static BacktestSummary of(
      BacktestSession.Pass pass,
      ResultFiles.Alarms alarms,
      double seconds,
      double eventsPerSecond,
      LearningSummary learning) {
    Map<String, Long> counts = pass.counts();
    return new BacktestSummary(
        pass.read(),
        count(counts, "decoded"),
        count(counts, "deadLettered"),
        count(counts, "connections"),
        count(counts, "twins"),
        count(counts, "processStarts"),
        count(counts, "listeners"),
        count(counts, "alarmsReceived"),
        count(counts, "flows"),
        count(counts, "commands"),
        count(counts, "flowsAnomalous"),
        group(counts, "flowAnomaly."),
        count(counts, "flowsLate"),
        count(counts, "flowsUnknownApplication"),
        group(counts, "ignored."),
        count(counts, "withoutSignature"),
        count(counts, "late"),
        count(counts, "assessmentOverflow"),
        count(counts, "records"),
        pass.processes(),
        pass.protectedProcesses(),
        alarms.count(),
        alarms.byVerdict(),
        count(counts, "responses"),
        count(counts, "portExceptionProposals"),
        seconds,
        eventsPerSecond,
        learning);
  }

  /** The counts of a group that are not zero, by what follows its name. */
  private static Map<String, Long> group(Map<String, Long> counts, String group) {
    Map<String, Long> members = new TreeMap<>();
    counts.forEach(
        (name, count) -> {
          if (name.startsWith(group) && count > 0) {
            members.put(name.substring(group.length()), count);
          }
        });
    return members;
  }

  private static long count(Map<String, Long> counts, String name) {
    return counts.getOrDefault(name, 0L);
  }

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }
}
