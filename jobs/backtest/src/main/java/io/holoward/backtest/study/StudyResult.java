package io.holoward.backtest.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.holoward.backtest.evaluation.Evaluation.Cause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What an evaluation by folds found. Numbers that are not defined are null: without attacks nothing
 * can be found.
 *
 * @param labels where the labels came from
 * @param connections all that were read, without repetitions
 * @param unlabelled those that no label speaks of, which count for nothing
 * @param scenarios that hold a connection
 * @param tables one for each way to divide them
 */
public record StudyResult(
    String labels, long connections, long unlabelled, long scenarios, List<Table> tables) {

  /** The file it is written to, one JSON object. */
  public static final String FILE = "study.json";

  /** One JSON object a line: every scored connection. */
  public static final String RECORDS = "records.jsonl";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * The figures of one way to divide the scenarios.
   *
   * @param fold its name, as the command takes it
   * @param words what it does
   * @param folds how many there were
   * @param rows over all groups
   * @param groups the same rows for each group of folds
   * @param labels recorded attacks of each label against the background, with a model and without
   * @param processes recorded connections of each process, those with most attacks first
   * @param alarms what {@code alarm.raise} makes of it
   * @param falsePositives background of modelled processes that was called abnormal, by cause
   * @param misses transplants that were not
   * @param recordedMisses recorded attacks of modelled processes that were not
   */
  public record Table(
      String fold,
      String words,
      long folds,
      List<Row> rows,
      List<Group> groups,
      List<Row> labels,
      List<Row> processes,
      Alarms alarms,
      List<Cause> falsePositives,
      List<Cause> misses,
      List<Cause> recordedMisses) {}

  /** The rows of one group of folds, such as one lab. */
  public record Group(String name, List<Row> rows) {}

  /**
   * The figures of some units. A unit is all that one process instance did with one service in one
   * scenario; its value is that of the connection that stands out most.
   *
   * @param name what the units are
   * @param units attacks and background
   * @param auc area under the ROC curve
   * @param averagePrecision precision over all thresholds, weighted by the recall they add
   * @param found attacks above the threshold
   * @param falsePositives background above the threshold
   */
  public record Row(
      String name,
      long units,
      Figure auc,
      Double averagePrecision,
      Share found,
      Share falsePositives) {}

  /**
   * A figure.
   *
   * @param value null where it is not defined
   * @param interval its 95 % interval, scenarios resampled; null where it cannot be told
   */
  public record Figure(Double value, List<Double> interval) {}

  /** So many of so many units. */
  public record Share(long count, long of, Figure share) {}

  /**
   * What would be raised.
   *
   * @param hostHours hours (of the clock) in which a host made a connection, in each scenario
   * @param rates one for each choice of {@code alarm.raise}
   * @param unmodelledPerHostHour findings about background of processes without a model
   */
  public record Alarms(long hostHours, List<Rate> rates, Double unmodelledPerHostHour) {}

  /**
   * What one choice of {@code alarm.raise} would raise.
   *
   * @param asTheyAre transplants, as they are, that raise an abnormal finding
   * @param public443 the same with a public address
   * @param abnormal abnormal findings about the background of modelled processes
   * @param raised all findings about it
   */
  public record Rate(
      String raise,
      Double asTheyAre,
      Double public443,
      long abnormal,
      Double abnormalPerHostHour,
      long raised,
      Double raisedPerHostHour) {}

  /** Writes it. */
  public void write(Path directory) throws IOException {
    JSON.writeValue(directory.resolve(FILE).toFile(), this);
  }

  /** Reads what {@link #write} wrote. */
  public static StudyResult read(Path directory) throws IOException {
    return JSON.readValue(directory.resolve(FILE).toFile(), StudyResult.class);
  }
}
