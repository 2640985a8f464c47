package io.holoward.backtest.whatif;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holoward.backtest.WorkFiles;
import io.holoward.backtest.spool.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What changes from one finished run over a recording to another: which findings are gained, lost,
 * moved in verdict or score, or the same.
 *
 * <p>Findings are matched by what they are about ({@link FindingKey}), not by their uid: a uid
 * depends on model and rules. Findings about one subject in one slot count once, as the gravest of
 * them. Memory depends on the number of processes and their signatures, not of findings.
 *
 * @param a the first run
 * @param b the second run
 * @param byProcess the counts of each process by name, most changes first
 * @param largest the largest changes, at most {@link #LARGEST}, each one for all of its kind; every
 *     single one is in the file
 */
public record Comparison(
    Side a,
    Side b,
    ChangeCounts counts,
    List<ProcessChanges> byProcess,
    List<LargestChange> largest) {

  /** One JSON object: both runs, every change, and the counts. */
  public static final String FILE = "comparison.json";

  /** How many of the largest changes are told. */
  public static final int LARGEST = 10;

  /**
   * One of the two runs.
   *
   * @param configurationDifferences the effective values of the keys that differ from the other's
   */
  public record Side(String name, Map<String, String> configurationDifferences) {}

  /** What changed about the findings of one process. */
  public record ProcessChanges(String processName, @JsonUnwrapped ChangeCounts counts) {}

  /**
   * The largest change of its kind: of one process, one signature, and one {@link Change}.
   *
   * @param alike how many there are of the kind, itself included
   */
  public record LargestChange(ChangedFinding finding, long alike) {

    private LargestChange plus(LargestChange other) {
      boolean larger = ChangedFinding.LARGEST_FIRST.compare(other.finding, finding) < 0;
      return new LargestChange(larger ? other.finding : finding, alike + other.alike);
    }
  }

  /**
   * Compares two runs and writes every change to {@link #FILE}.
   *
   * @param out the directory for it; made if absent
   */
  public static Comparison of(FinishedRun a, FinishedRun b, Path out) throws IOException {
    Side sideA = new Side(a.name(), differences(a, b));
    Side sideB = new Side(b.name(), differences(b, a));
    Duration slot =
        FindingKey.slotLength(
            a.configuration().alarm().repeatInterval(), b.configuration().alarm().repeatInterval());
    Tally tally = new Tally();
    try (WorkFiles work = WorkFiles.within(out);
        SortedFindings findingsA = SortedFindings.sort(a, slot, work.directory(), "a");
        SortedFindings findingsB = SortedFindings.sort(b, slot, work.directory(), "b");
        ComparisonWriter writer = new ComparisonWriter(out.resolve(FILE), sideA, sideB)) {
      while (findingsA.hasNext() || findingsB.hasNext()) {
        int order = order(findingsA, findingsB);
        ComparedFinding inA = order <= 0 ? findingsA.next() : null;
        ComparedFinding inB = order >= 0 ? findingsB.next() : null;
        Change change = Change.of(inA, inB);
        ChangedFinding changed = ChangedFinding.of(change, inA, inB);
        tally.add(changed);
        if (change != Change.SAME) {
          writer.add(changed);
        }
      }
      writer.finish(tally.counts, tally.processes());
    }
    return new Comparison(sideA, sideB, tally.counts, tally.processes(), tally.largestFirst());
  }

  /** Which of the two comes next; 0 when both are about the same. */
  private static int order(SortedFindings a, SortedFindings b) {
    if (!a.hasNext()) {
      return 1;
    }
    return b.hasNext() ? Frame.ORDER.compare(a.peek(), b.peek()) : -1;
  }

  private static Map<String, String> differences(FinishedRun of, FinishedRun from) {
    Map<String, String> values = new LinkedHashMap<>(of.configuration().values());
    values.entrySet().removeAll(from.configuration().values().entrySet());
    return values;
  }

  /** Adds up the changes. */
  private static final class Tally {
    private final Map<String, ChangeCounts> byProcess = new TreeMap<>();
    private final Map<List<Object>, LargestChange> byKind = new HashMap<>();
    private ChangeCounts counts = ChangeCounts.NONE;

    void add(ChangedFinding finding) {
      Change change = finding.change();
      counts = counts.plus(change);
      byProcess.merge(
          finding.processName(), ChangeCounts.NONE.plus(change), (sum, one) -> sum.plus(change));
      if (change != Change.SAME) {
        byKind.merge(
            List.of(change, finding.processName(), finding.features()),
            new LargestChange(finding, 1),
            LargestChange::plus);
      }
    }

    List<ProcessChanges> processes() {
      List<ProcessChanges> processes = new ArrayList<>();
      byProcess.forEach((name, sum) -> processes.add(new ProcessChanges(name, sum)));
      processes.sort((p, q) -> Long.compare(q.counts().changed(), p.counts().changed()));
      return processes;
    }

    List<LargestChange> largestFirst() {
      return byKind.values().stream()
          .sorted(Comparator.comparing(LargestChange::finding, ChangedFinding.LARGEST_FIRST))
          .limit(LARGEST)
          .toList();
    }
  }
}
