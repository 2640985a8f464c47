package io.holoward.detection.configuration;

import static io.holoward.detection.configuration.ValueTypes.SWITCH;
import static io.holoward.detection.configuration.ValueTypes.TEXT;
import static io.holoward.detection.configuration.ValueTypes.TIME;
import static io.holoward.detection.configuration.ValueTypes.choice;
import static io.holoward.detection.configuration.ValueTypes.decimal;
import static io.holoward.detection.configuration.ValueTypes.duration;
import static io.holoward.detection.configuration.ValueTypes.texts;
import static io.holoward.detection.configuration.ValueTypes.whole;

import io.holoward.detection.configuration.Configuration.Preset;
import io.holoward.detection.configuration.Configuration.RecordKind;
import io.holoward.detection.configuration.Configuration.Threshold;
import io.holoward.detection.finding.Raise;
import io.holoward.entropy.OutlierRemoval;
import io.holoward.entropy.ScoreAnchor;
import io.holoward.entropy.ScoreStatistics;
import io.holoward.entropy.ScoredColumns;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys that say what is learned and how it is judged. */
final class DetectionKeys {

  private static final Duration NOTHING = Duration.ZERO;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEARS = Duration.ofDays(3650);
  private static final ValueType<Double> ANY_NUMBER = decimal("", value -> true);
  private static final ValueType<Double> SHARE = decimal("0–1", value -> value >= 0 && value <= 1);
  private static final ValueType<Double> POSITIVE = decimal("> 0", value -> value > 0);

  private DetectionKeys() {}

  static final List<ConfigurationKey<?>> ALL =
      List.of(
          key(
              "catalogue.models",
              texts(1),
              "[\"*\"]",
              "Patterns of the processes that are modelled."),
          key(
              "record",
              choice(RecordKind.class),
              "signature",
              "What one behaviour record is: a signature once per instance and window, or the"
                  + " union of an instance's window. On recorded telemetry signatures found 75 % of"
                  + " the attacks, unions 50 %."),
          key("window.size", duration(SECOND, DAY), "5 min", "Length of the observation window."),
          key(
              "twins.max-gap",
              duration(NOTHING, Duration.ofDays(7)),
              "18 h",
              "How far apart the two reports of one connection may lie."),
          key(
              "twins.max-entries",
              whole("connections", 1_024, 16_777_216),
              "262144",
              "How many connections wait for their second report, in each subtask."),
          key(
              "front.hold",
              duration(NOTHING, Duration.ofMinutes(10)),
              "2 s",
              "How long a filtering-platform report waits for the richer Sysmon report of the same"
                  + " connection."),
          key(
              "front.max-entries",
              whole("entries", 1_024, 16_777_216),
              "262144",
              "Size of the table that counts repeated connections, in each subtask."),
          key(
              "context.expiry",
              duration(Duration.ofMinutes(1), YEARS),
              "24 h",
              "How long a process instance that shows nothing is remembered."),
          key(
              "states.max-states",
              whole("states", 1, 4),
              "1",
              "The most intended states of one process. With several, what is rare hides in the"
                  + " nearest of them: with 4 instead of 1 the area under the curve of svchost's"
                  + " outbound 443 to a new place fell from 0.64 to 0.21."),
          key(
              "states.removal",
              choice("none, sp, ss, ss-rethreshold", removals()),
              "none",
              "How outliers are taken out before sealing, for a discovery that is not trusted. On"
                  + " operated hosts it raised the false positives from 15.7 to 22.8 % and found"
                  + " nothing more."),
          key(
              "states.max-distinct",
              whole("signatures", 16, 4_096),
              "4096",
              "How many distinct signatures of a process are kept; beyond, the rarest are pooled."),
          key(
              "states.seed",
              TEXT,
              null,
              "File of learned intended states to start from (intended-states.json of a"
                  + " backtest)."),
          key(
              "states.seed-at-start",
              SWITCH,
              "false",
              "Whether states.seed, novelty.seed and population.seed become state of a job that"
                  + " starts without any, once, and are never read again. Otherwise they are read at"
                  + " every start, and count for what the job meets for the first time."),
          key(
              "states.expiry",
              duration(Duration.ofHours(1), YEARS),
              "30 d",
              "A process without a sealed model that is not seen for this long is forgotten."),
          key(
              "promotion.min-records",
              whole("records", 1, 1_000_000_000),
              "50",
              "Behaviour records a process needs before it is protected."),
          key(
              "promotion.min-hosts",
              whole("hosts", 1, 64),
              "2",
              "Hosts it must have been seen on."),
          key(
              "promotion.min-age",
              duration(NOTHING, YEARS),
              "48 h",
              "Event time since it was first seen. Where it is no shorter than novelty.warm-up and"
                  + " novelty.horizon together, promotion also waits until it was observed for the"
                  + " horizon what is new; a model that is sealed sooner is silent about novelty."),
          key(
              "promotion.stability.records",
              whole("records", 1, 1_024),
              "50",
              "How many of its last records stability is judged by."),
          key(
              "promotion.stability.max-new",
              SHARE,
              "0.02",
              "Share of these that may have shown a signature for the first time."),
          key(
              "promotion.seal-at-end",
              SWITCH,
              "false",
              "Whether the end of a bounded input seals every process that has the floor."),
          key(
              "promotion.seal-at",
              TIME,
              null,
              "Event time at which every process that has the floor is sealed."),
          key(
              "promotion.floor",
              whole("records", 1, 1_000_000_000),
              "20",
              "The fewest records a model is sealed from, on whatever ground. Among fewer than eleven"
                  + " nothing can exceed mean + 3σ, and among few more hardly anything does: on"
                  + " recorded telemetry models of 10 to 19 records found none of what models of 20"
                  + " and more found. Below, a process is compared with the population."),
          key(
              "score.preset",
              choice(Preset.class),
              "none",
              "A named setting of other keys; patent-claim-1 also asks for an entropy that falls"
                  + " when one feature is taken out."),
          key(
              "score.columns",
              choice(ScoredColumns.class),
              "true-only",
              "Over which columns an outlier factor is summed: those the record has TRUE, or all."),
          key(
              "score.statistics",
              choice(ScoreStatistics.class),
              "augmented",
              "Whether threshold and extremes include the alarm (the patent's reading) or not."),
          key(
              "score.anchor",
              choice(ScoreAnchor.class),
              "extended",
              "What the highest abnormal score stands for: at least threshold + k·σ, or the"
                  + " largest outlier factor."),
          key(
              "score.threshold.rule",
              choice(Threshold.Rule.class),
              "mean-std",
              "Where abnormal begins: mean + k·σ, the same of logarithms, or the (k+1)-th largest"
                  + " outlier factor."),
          key(
              "score.threshold.k",
              POSITIVE,
              "3.0",
              "Higher finds less and errs less: on recorded telemetry 2 gave three times the false"
                  + " positives of 3. A whole number for the rule fixed-k."),
          key(
              "score.threshold.offset",
              POSITIVE,
              "1.0",
              "Added to outlier factors before their logarithm; rule lognormal only."),
          key("score.range.normal-low", ANY_NUMBER, "0.0", "Score of the most ordinary alarm."),
          key(
              "score.range.normal-high",
              ANY_NUMBER,
              "50.0",
              "Score of a normal alarm right at the threshold."),
          key(
              "score.range.abnormal-low",
              ANY_NUMBER,
              "50.0",
              "Score of an abnormal alarm right at the threshold."),
          key(
              "score.range.abnormal-high",
              ANY_NUMBER,
              "100.0",
              "Score of the most abnormal alarm."),
          key(
              "score.min-feature-removal-gain",
              decimal("≥ 0", value -> value >= 0),
              null,
              "An abnormal alarm must also have a feature whose removal lowers the entropy by this"
                  + " much (nats); not set: 0, or what the preset says."),
          key(
              "score.pairs",
              SWITCH,
              "true",
              "Whether each pair of features that a record shows together (of at most 8) is a"
                  + " column too: makes rare mixtures of common features visible; without, 83 % instead"
                  + " of all attacks on port 443 inside system processes were found on recorded"
                  + " telemetry where half of it was learned."),
          key(
              "alarm.raise",
              choice(Raise.class),
              "abnormal",
              "Which first sightings of a protected process are alarms: those that score ABNORMAL"
                  + " (abnormal), those no intended state knows, whatever they score (deviation), or"
                  + " every one. On recorded telemetry abnormal raised fewer alarms than deviation on"
                  + " every split and found as much or more: what was shown once while learning is"
                  + " known, and would never raise again."),
          key(
              "alarm.repeat-interval",
              duration(Duration.ofMinutes(1), Duration.ofDays(30)),
              "1 h",
              "The same signature of the same instance is emitted once in this time."),
          key(
              "pending.max-age",
              duration(NOTHING, YEARS),
              "24 h",
              "How long an alarm of another product waits for its process to get an intended"
                  + " state."),
          key(
              "pending.max-alarms",
              whole("alarms", 0, 100_000),
              "1000",
              "How many such alarms wait, for each process."),
          key(
              "population.ready-after",
              duration(NOTHING, YEARS),
              "24 h",
              "How long after the job was first started (of the clock on the wall; in a backtest after"
                  + " the first record) a process never seen before raises findings."),
          key(
              "population.ready-at",
              TIME,
              null,
              "The same as a point in event time; wins over ready-after."),
          key(
              "population.min-records",
              whole("records", 20, 1_000_000_000),
              "20",
              "The records of an organisation that its population model is sealed from, as many as a"
                  + " model of a process takes. On recorded telemetry 200 left small sites without"
                  + " one (AUC of unknown programs that call their operator 0.79, with 20 it is"
                  + " 0.96)."),
          key(
              "population.seed",
              TEXT,
              null,
              "File of population models to start from (populations.json of a backtest)."),
          key(
              "severity.high",
              SHARE,
              "0.5",
              "How far into the abnormal range (0 its low end, 1 its high end) a score is HIGH;"
                  + " below it is MEDIUM."),
          key("severity.critical", SHARE, "0.8", "How far into it a score is CRITICAL."),
          key(
              "evaluation.assess",
              SWITCH,
              "false",
              "Whether every connection (an instance's first to a service in a window) is compared"
                  + " with the intended states, also where that is no alarm; for backtests against"
                  + " labels, which switch it on themselves."));

  private static Map<String, OutlierRemoval> removals() {
    Map<String, OutlierRemoval> removals = new LinkedHashMap<>();
    removals.put("none", OutlierRemoval.NONE);
    removals.put("sp", OutlierRemoval.SINGLE_PASS);
    removals.put("ss", OutlierRemoval.STEP_BY_STEP);
    removals.put("ss-rethreshold", OutlierRemoval.STEP_BY_STEP_RETHRESHOLD);
    return removals;
  }

  private static <T> ConfigurationKey<T> key(
      String path, ValueType<T> type, String defaultText, String documentation) {
    return new ConfigurationKey<>(path, type, defaultText, documentation);
  }
}
