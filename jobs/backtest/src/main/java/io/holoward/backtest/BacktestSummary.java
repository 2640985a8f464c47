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
 * + twins + processStarts + listeners + alarmsReceived + ignored}, always.
 *
 * @param read records read
 * @param decoded records that could be used
 * @param deadLettered records that could not
 * @param connections connections, each counted once
 * @param twins second reports of a connection
 * @param processStarts starts of process instances
 * @param listeners binds and listens
 * @param alarmsReceived alarms of upstream products among the input
 * @param ignored records of no interest, by reason
 * @param withoutSignature connections that show no feature; counted, never learned or scored
 * @param late connections that came after their window had closed
 * @param records behaviour records
 * @param processes processes seen
 * @param protectedProcesses processes with sealed intended states at the end
 * @param alarms scored alarms, each counted once
 * @param byVerdict scored alarms by verdict
 * @param durationSeconds how long everything took
 * @param eventsPerSecond records read a second, all passes together
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
    Map<String, Long> ignored,
    long withoutSignature,
    long late,
    long records,
    long processes,
    long protectedProcesses,
    long alarms,
    Map<String, Long> byVerdict,
    double durationSeconds,
    double eventsPerSecond,
    LearningSummary learning) {

  private static final String IGNORED = "ignored.";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static BacktestSummary of(
      Backtest.Pass pass, ResultFiles.Alarms alarms, double seconds, LearningSummary learning) {
    Map<String, Long> counts = pass.counts();
    Map<String, Long> ignored = new TreeMap<>();
    counts.forEach(
        (name, count) -> {
          if (name.startsWith(IGNORED)) {
            ignored.put(name.substring(IGNORED.length()), count);
          }
        });
    long read = count(counts, "read");
    long inAll = read + (learning == null ? 0 : learning.read());
    return new BacktestSummary(
        read,
        count(counts, "decoded"),
        count(counts, "deadLettered"),
        count(counts, "connections"),
        count(counts, "twins"),
        count(counts, "processStarts"),
        count(counts, "listeners"),
        count(counts, "alarmsReceived"),
        ignored,
        count(counts, "withoutSignature"),
        count(counts, "late"),
        count(counts, "records"),
        pass.processes(),
        pass.protectedProcesses(),
        alarms.count(),
        alarms.byVerdict(),
        seconds,
        inAll / seconds,
        learning);
  }

  private static long count(Map<String, Long> counts, String name) {
    return counts.getOrDefault(name, 0L);
  }

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }
}
