package io.holoward.backtest.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/**
 * How well the findings of a backtest agree with labels. Numbers that are not defined are null:
 * without attacks there is no recall. What is counted is the unit: all that one process instance
 * did with one service in one scenario; an attack when any of its connections is, and told to a
 * person when any of them is UNMODELLED, or ABNORMAL and by {@code alarm.raise} an alarm, and its
 * process was not still being learned.
 *
 * @param labels what it was compared with
 * @param unit what is counted, in words
 * @param hosts hosts seen
 * @param days on how many days (UTC dates) a host was seen, on average
 * @param alarmsPerHostDay findings told (ABNORMAL or UNMODELLED), for each host and day it was seen
 * @param views all units, those with a model, those without
 * @param byLabel units and how many of them were told, attacks first
 * @param processes each process by itself, those with most attacks first
 * @param delays how long the first finding of an attack took, by process instance
 * @param medianDelaySeconds of the attacks that were found
 * @param falsePositives background that was told, by cause, the most frequent first
 * @param misses attacks that were not
 */
public record Evaluation(
    LabelCounts labels,
    String unit,
    long hosts,
    double days,
    Double alarmsPerHostDay,
    List<View> views,
    List<ByLabel> byLabel,
    List<ProcessFigures> processes,
    List<Delay> delays,
    Double medianDelaySeconds,
    List<Cause> falsePositives,
    List<Cause> misses) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * What the labels cover.
   *
   * @param file where they came from
   * @param background the labels that are no attacks, beside those of updates
   * @param labelled assessed connections that a row labels
   * @param unlabelled those that none does
   * @param unmatched rows that speak of a source (or host) that was not read
   */
  public record LabelCounts(
      String file, List<String> background, long labelled, long unlabelled, long unmatched) {}

  /**
   * The figures of some units.
   *
   * @param name {@code all}, where units without a model rank between those that are not told and
   *     abnormal ones; {@code modelled}; {@code unmodelled}
   * @param positives the attacks among the units
   * @param auc area under the ROC curve
   * @param aucInterval its 95 % interval, scenarios resampled; null where it cannot be told
   * @param roc false positive rate, true positive rate and score of at most 500 points
   * @param pr recall, precision and score of at most 500 points
   */
  public record View(
      String name,
      long units,
      long positives,
      Double auc,
      List<Double> aucInterval,
      Double averagePrecision,
      Confusion confusion,
      Double precision,
      Double recall,
      Double falsePositiveRate,
      List<List<Double>> roc,
      List<List<Double>> pr) {}

  /**
   * The units of one label.
   *
   * @param found those a person was told of
   */
  public record ByLabel(String label, long units, long found) {}

  /**
   * The figures of one process, over all of its units.
   *
   * @param modelled whether any of them was compared with a model
   */
  public record ProcessFigures(
      String processId,
      String processName,
      boolean modelled,
      long units,
      long positives,
      Double auc,
      Double averagePrecision,
      long truePositives,
      long falsePositives,
      long falseNegatives,
      long trueNegatives) {}

  /**
   * How long an attack by one process instance went unnoticed.
   *
   * @param firstEvent time of its first connection, ISO-8601
   * @param firstAlarm event time of the instance's first finding that is not NORMAL and counts
   *     connections from then on; null for none
   * @param delaySeconds between them; 0 where the finding stood already
   */
  public record Delay(
      String source,
      String host,
      String processName,
      String label,
      String firstEvent,
      String firstAlarm,
      Double delaySeconds) {}

  /**
   * Units that were judged wrongly on the same ground.
   *
   * @param cause a sentence
   * @param features what it names
   * @param hosts on how many hosts
   */
  public record Cause(
      String cause,
      String processName,
      List<String> features,
      long units,
      long hosts,
      Example example) {}

  /**
   * One of them.
   *
   * @param score null without a model
   */
  public record Example(Place source, String host, Service service, Double score) {}

  /** Where a record stands. */
  public record Place(String name, long position) {}

  /** The remote side of an outbound connection, the local side of an inbound one. */
  public record Service(String address, int port) {}

  /** Reads what {@link #write} wrote. */
  public static Evaluation read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Evaluation.class);
  }

  /** Writes it as one JSON object. */
  public void write(Path file) throws IOException {
    try (Writer out = ForgivingText.writer(file)) {
      JSON.writeValue(out, this);
    }
  }
}
