package io.holoward.backtest.whatif;

import io.holoward.backtest.spool.Frame;
import io.holoward.backtest.spool.SpoolReader;
import io.holoward.backtest.spool.SpoolWriter;
import io.holoward.schema.ScoredAlarm;
import io.holoward.scoring.codec.RecordJson;
import io.holoward.telemetry.input.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The findings of one run by what they are about, each subject once: of several findings about one
 * subject in one slot (the model was sealed in its midst, or slots are longer than the run's own)
 * the gravest stands for all. Sorted on disk, so that their number does not matter.
 */
final class SortedFindings implements AutoCloseable {

  private final SpoolReader frames;
  private Frame next;

  private SortedFindings(SpoolReader frames) {
    this.frames = frames;
    this.next = frames.hasNext() ? frames.next() : null;
  }

  /**
   * Reads and sorts the findings of a run.
   *
   * @param slotLength see {@link FindingKey#slotLength}
   * @param directory an existing directory for the sorted runs
   * @param name what the names of these begin with
   */
  static SortedFindings sort(FinishedRun run, Duration slotLength, Path directory, String name)
      throws IOException {
    SpoolWriter writer = new SpoolWriter(directory, name, SpoolWriter.DEFAULT_RUN_BYTES);
    try (writer;
        BufferedReader lines = Files.newBufferedReader(run.alarms());
        SourceLabels labels = SourceLabels.open(run.assessments())) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        ScoredAlarm alarm = parse(line, run.alarms(), ++number);
        FindingKey key = FindingKey.of(alarm, slotLength);
        ComparedFinding finding = ComparedFinding.of(alarm, labels.of(alarm));
        writer.add(new Frame(key.slot(), key.major(), key.minor(), finding.toBytes()));
      }
    }
    return new SortedFindings(new SpoolReader(writer.runs()));
  }

  private static ScoredAlarm parse(String line, Path file, long number) throws IOException {
    try {
      return RecordJson.read(ScoredAlarm.class, line);
    } catch (IOException e) {
      throw new InputException(
          "%s:%d holds no scored alarm (%s); run the backtest again"
              .formatted(file, number, e.getMessage().lines().findFirst().orElse("")));
    }
  }

  /** Whether there is another subject. */
  boolean hasNext() {
    return next != null;
  }

  /** What the next subject is about: a frame of its key; {@link Frame#ORDER} compares it. */
  Frame peek() {
    return next;
  }

  /** The gravest finding about the next subject. */
  ComparedFinding next() throws IOException {
    Frame first = next;
    ComparedFinding gravest = null;
    while (next != null && Frame.ORDER.compare(first, next) == 0) {
      ComparedFinding finding = ComparedFinding.fromBytes(next.payload());
      if (gravest == null || ComparedFinding.BY_GRAVITY.compare(finding, gravest) > 0) {
        gravest = finding;
      }
      next = frames.hasNext() ? frames.next() : null;
    }
    return gravest;
  }

  @Override
  public void close() throws IOException {
    frames.close();
  }
}
