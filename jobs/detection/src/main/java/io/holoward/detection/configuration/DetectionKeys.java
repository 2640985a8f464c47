package io.holoward.detection.configuration;

import static io.holoward.detection.configuration.ValueTypes.SWITCH;
import static io.holoward.detection.configuration.ValueTypes.TEXT;
import static io.holoward.detection.configuration.ValueTypes.TIME;
import static io.holoward.detection.configuration.ValueTypes.choice;
import static io.holoward.detection.configuration.ValueTypes.decimal;
import static io.holoward.detection.configuration.ValueTypes.duration;
import static io.holoward.detection.configuration.ValueTypes.list;
import static io.holoward.detection.configuration.ValueTypes.scalar;
import static io.holoward.detection.configuration.ValueTypes.texts;
import static io.holoward.detection.configuration.ValueTypes.whole;

import io.holoward.detection.configuration.Configuration.Preset;
import io.holoward.detection.configuration.Configuration.RecordKind;
import io.holoward.detection.configuration.Configuration.Threshold;
import io.holoward.detection.configuration.ValueType.Unexpected;
import io.holoward.detection.features.Features;
import io.holoward.detection.finding.Raise;
import io.holoward.detection.history.NoveltyBurst;
import io.holoward.entropy.OutlierRemoval;
import io.holoward.entropy.ScoreAnchor;
import io.holoward.entropy.ScoreStatistics;
import io.holoward.entropy.ScoredColumns;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/** The keys that say what is learned and how it is judged. */
final class DetectionKeys {

  private static final Duration NOTHING = Duration.ZERO;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEARS = Duration.ofDays(3650);
  private static final ValueType<Double> ANY_NUMBER = decimal("", value -> true);
  private static final ValueType<Double> SHARE = decimal("0–1", value -> value >= 0 && value <= 1);
  private static final ValueType<Double> POSITIVE = decimal("> 0", value -> value > 0);

  private static final ValueType<String> FEATURE =
      new ValueType<>("feature", "", DetectionKeys::feature, ValueTypes::quote);

  private DetectionKeys() {}

  static final List<ConfigurationKey<?>> ALL =
      List.of(
          key(
              "catalogue.models",
              texts(1),
              "[\"*\"]",
              "Patterns of the processes that are modelled."),
          key(
              "features.ephemeral-low",
              whole("", 1024, 65535),
              "49152",
              "The lowest ephemeral port; Linux starts at 32768."),
          key(
              "features.off",
              list(FEATURE, 0),
              "[portClass, loopbackOutbound, loopbackInbound]",
              "Features beyond Table 2 that are switched off, by name; see docs/features.md. Those"
                  + " off by default found nothing more on recorded telemetry, whichever half was"
                  + " learned from, and cost up to 17 % of what was found in the busiest processes:"
                  + " more columns, more spread. Switch one on where it fits the fleet, then relearn."),
          key(
              "novelty.warm-up",
              duration(NOTHING, YEARS),
              "24 h",
              "How long after the job was first started (of the clock on the wall; in a backtest after"
                  + " the first record) everything seen is known and nothing is called new."),
          key(
              "novelty.ready-at",
              TIME,
              null,
              "The same as a point in event time; wins over warm-up."),
          key(
              "novelty.horizon",
              duration(Duration.ofMinutes(1), YEARS),
              "24 h",
              "How long after it was first seen a service or network counts as new. Models are"
                  + " learned for at least as long after the warm-up, so that they know how much is"
                  + " new on an ordinary day."),
          key(
              "novelty.expiry",
              duration(Duration.ofHours(1), YEARS),
              "30 d",
              "A service that nobody used for this long is forgotten."),
          key(
              "novelty.max-services",
              whole("services", 16, 65_536),
              "4096",
              "How many services of one remote network (/24, /48) are remembered; beyond, nothing of"
                  + " it is called new, and it is counted."),
          key(
              "novelty.max-processes",
              whole("processes", 1, 4_096),
              "64",
              "How many processes that use a service are remembered; beyond, it is new to none."),
          key(
              "novelty.min-records",
              whole("records", 0, 1_000_000),
              "20",
              "The records a process needs before a service can be new to it, and the windows"
                  + " outside its hosts it takes to say that it goes to new places by nature."),
          key(
              "novelty.roaming",
              SHARE,
              "0.6",
              "A process goes to new places by nature, such as a browser, where more than this share"
                  + " of its instances' windows with a connection outside the host have a new service"
                  + " among it: for it novelty does not count. On recorded telemetry a browser had"
                  + " 0.75 and an office program 0.67, the busiest system service 0.44."),
          key(
              "novelty.burst",
              whole("services", NoveltyBurst.UNLIMITED, 64),
              "3",
              "How many new services at public addresses an instance may show in a window before"
                  + " nothing counts as new for it any longer; 0 for no limit. Such are browsers, and"
                  + " name servers that ask the roots: on recorded telemetry false alarms fell from"
                  + " 2.6 to 2.1 % of connections within a lab, from 8.5 to 3.4 % across labs, and"
                  + " as much was found. Its price: a service of an attacker is not new where it"
                  + " follows this many others in one window."),
          key(
              "novelty.clients",
              SWITCH,
              "true",
              "Whether inbound connections of private addresses are told apart by who connects, so"
                  + " that a client can be new to a service (newClientProcess): on recorded telemetry"
                  + " the share of lateral movement found inside protected processes rose from 0 to"
                  + " 16 %. Costs one event for each client, service and window."),
          key(
              "novelty.familiar",
              SWITCH,
              "true",
              "Whether a connection to a service that its process is known to use, on any host and"
                  + " for at least the horizon, is normal however unusual its features are. With it"
                  + " false alarms in a lab of which nothing else was learned fell from 7.7 to 2.6"
                  + " %. An attacker's service becomes familiar only after the horizon, and only to"
                  + " the process that uses it."),
          key(
              "novelty.leave-one-out",
              SWITCH,
              "false",
              "Whether, in a bounded input, new means: used at no other time of the whole input; for"
                  + " learning passes, which switch it on themselves."),
          key(
              "novelty.separation",
              duration(Duration.ofMinutes(1), YEARS),
              "1 h",
              "With leave-one-out, how far apart two uses of a service must lie so that one shows that"
                  + " the other was not new. Two windows or two hosts within an hour share what is"
                  + " new, and a model would learn too little of it (rate of novelty 0.10 where it"
                  + " was 0.13 in operation); with whole days it learned too much (0.15 to 0.24)."),
          key(
              "novelty.seed",
              TEXT,
              null,
              "File of address histories to start from (address-history.json of a backtest)."),
          key(
              "beacon.horizon",
              duration(Duration.ofMinutes(5), DAY),
              "1 h",
              "The time over which connections are looked at for regular intervals."),
          key(
              "beacon.min-connections",
              whole("connections", 3, 10_000),
              "10",
              "How many connections to one service it takes."),
          key(
              "beacon.max-variation",
              POSITIVE,
              "0.3",
              "How much the intervals may vary: standard deviation over mean. Connections at random"
                  + " moments look as regular as 0.6 by chance one time in three where five are"
                  + " enough; as 0.3 with ten of them one time in 1,800. A pause that varies by half"
                  + " of its length gives 0.2."),
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

  private static String feature(Node node) throws Unexpected {
    List<String> names = Features.names();
    String expectation = "one of " + String.join(", ", names);
    String given = scalar(node, expectation);
    if (!names.contains(given)) {
      String nearest =
          names.stream()
              .min(Comparator.comparingInt(name -> ConfigurationKeys.distance(name, given)))
              .orElseThrow();
      throw new Unexpected(expectation + " (the nearest is " + nearest + ")");
    }
    return given;
  }
}
