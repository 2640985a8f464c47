package io.holoward.entropy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Asks the kernel what a golden case asks, and names its answer as the reference does. */
final class GoldenAnswers {

  private GoldenAnswers() {}

  static Object answer(String operation, JsonNode in) {
    return switch (operation) {
      case "delta" -> Map.of("delta", list(in.get("counts"), c -> Entropy.delta(c.asLong())));
      case "entropy_update" -> entropyUpdate(in);
      case "of" -> in.has("rows") ? rows(in) : records(in);
      case "threshold" -> threshold(in);
      case "remove" -> remove(in);
      case "score" -> score(in);
      case "score_value" -> scoreValue(in);
      case "states" -> states(in);
      case "score_states" -> scoreStates(in);
      case "mixture" -> mixture(in);
      case "moments" -> moments(in);
      case "rtt" -> rtt(in);
      default -> throw new IllegalArgumentException("no such operation: " + operation);
    };
  }

  private static Object entropyUpdate(JsonNode in) {
    long[] counts = list(in.get("counts"), JsonNode::asLong).stream().mapToLong(c -> c).toArray();
    int value = in.get("value").asInt();
    long count = counts[value];
    long records = Arrays.stream(counts).sum();
    double entropy = Entropy.of(counts);
    double updated = Entropy.afterRemoval(entropy, records, count);
    counts[value]--;
    return answer(
        "n",
        records,
        "entropy",
        entropy,
        "weight",
        Entropy.weight(entropy),
        "delta",
        Entropy.delta(count),
        "entropy_after",
        Entropy.of(counts),
        "entropy_after_formula",
        updated);
  }

  private static Object records(JsonNode in) {
    List<Signature> records = signatures(in.get("records"));
    List<String> universe = in.has("universe") ? texts(in.get("universe")) : List.of();
    OutlierFactors factors = OutlierFactors.ofRecords(records, columns(in), universe);
    Map<String, Object> columns = new LinkedHashMap<>();
    for (ColumnSummary column : OutlierFactors.columns(records, universe)) {
      columns.put(
          column.feature(),
          answer(
              "true", column.trueCount(),
              "false", records.size() - column.trueCount(),
              "entropy", column.entropy(),
              "weight", column.weight()));
    }
    return answer(
        "raw", factors.raw(),
        "of", factors.shifted(),
        "stats", statistics(factors),
        "columns", columns);
  }

  private static Object rows(JsonNode in) {
    OutlierFactors factors = OutlierFactors.ofRows(list(in.get("rows"), GoldenAnswers::texts));
    return answer(
        "raw", factors.raw(),
        "of", factors.shifted(),
        "stats", statistics(factors),
        "entropy", factors.entropies(),
        "weight", factors.weights());
  }

  private static Object statistics(OutlierFactors factors) {
    FactorDistribution distribution = FactorDistribution.of(factors.shifted());
    return answer(
        "n", distribution.records(),
        "mean", distribution.mean(),
        "std", distribution.standardDeviation(),
        "min", distribution.min(),
        "max", distribution.max());
  }

  private static Object threshold(JsonNode in) {
    double[] factors = doubles(in.get("of"));
    double threshold = rule(in).threshold(FactorDistribution.of(factors));
    List<Integer> outliers = new ArrayList<>();
    for (int i = 0; i < factors.length; i++) {
      if (ThresholdRule.isAbove(factors[i], threshold)) {
        outliers.add(i);
      }
    }
    return answer("threshold", threshold, "outliers", outliers);
  }

  private static Object remove(JsonNode in) {
    OutlierRemoval method =
        switch (in.path("method").asText("ss")) {
          case "sp" -> OutlierRemoval.SINGLE_PASS;
          case "ss" -> OutlierRemoval.STEP_BY_STEP;
          case "ss_rethreshold" -> OutlierRemoval.STEP_BY_STEP_RETHRESHOLD;
          default -> throw new IllegalArgumentException("no such method: " + in.get("method"));
        };
    OutlierFactors.Removal removal =
        OutlierFactors.remove(
            signatures(in.get("records")),
            columns(in),
            rule(in),
            method,
            in.path("max_fraction").asDouble(0.5));
    return answer(
        "first_threshold", removal.firstThreshold(),
        "first_pass_outliers", removal.firstOutliers(),
        "removed",
            removal.removed().stream()
                .map(removed -> answer("index", removed.index(), "of", removed.factor()))
                .toList(),
        "remaining", removal.remaining());
  }

  private static Object score(JsonNode in) {
    List<String> universe = in.has("universe") ? texts(in.get("universe")) : List.of();
    IntendedStates states =
        IntendedStates.of(List.of(counts(in.get("baseline"))), universe, rules(in));
    return score(states.score(Signature.of(texts(in.get("test")))));
  }

  private static Object score(AlarmScore score) {
    Map<String, Object> contributions = new LinkedHashMap<>();
    for (FeatureContribution part : score.contributions()) {
      contributions.put(
          part.feature(),
          answer(
              "value", part.value(),
              "contribution", part.contribution(),
              "entropy_gain", part.entropyGain()));
    }
    return answer(
        "n", score.records() + 1,
        "of_test_raw", score.outlierFactorRaw(),
        "of_test", score.outlierFactor(),
        "of_threshold", score.threshold(),
        "of_min", score.outlierFactorMin(),
        "of_max", score.outlierFactorMax(),
        "of_mean", score.mean(),
        "of_std", score.standardDeviation(),
        "outlier", score.outlier(),
        "score", score.score(),
        "can_detect", score.canDetect(),
        "entropy_gain", score.alarmEntropyGain(),
        "holo_entropy_gain", score.holoEntropyGain(),
        "contributions", contributions);
  }

  private static Object scoreValue(JsonNode in) {
    double factor = in.get("of_test").asDouble();
    double threshold = in.get("of_threshold").asDouble();
    boolean outlier = ThresholdRule.isAbove(factor, threshold);
    double score =
        range(in)
            .score(
                outlier,
                factor,
                threshold,
                in.get("of_min").asDouble(),
                in.get("of_max").asDouble());
    return answer("outlier", outlier, "score", score);
  }

  private static Object states(JsonNode in) {
    List<Signature> records = signatures(in.get("records"));
    RecordCounts counts = new RecordCounts(records.size());
    records.forEach(record -> counts.add(record, 1));
    BernoulliMixture mixture = BernoulliMixture.fit(counts, in.path("max_states").asInt(4));
    List<Signature> distinct = records.stream().sorted().distinct().toList();
    Map<Integer, List<Integer>> states = new TreeMap<>();
    for (int i = 0; i < records.size(); i++) {
      int state = mixture.assignment()[distinct.indexOf(records.get(i))];
      states.computeIfAbsent(state, s -> new ArrayList<>()).add(i);
    }
    Comparator<List<Integer>> largestFirst =
        Comparator.<List<Integer>>comparingInt(state -> -state.size())
            .thenComparing(state -> state.get(0));
    return answer(
        "K", mixture.components(),
        "bic", mixture.bic(),
        "states", states.values().stream().sorted(largestFirst).toList());
  }

  private static Object scoreStates(JsonNode in) {
    Signature alarm = Signature.of(texts(in.get("test")));
    List<SortedMap<Signature, Long>> states = list(in.get("states"), GoldenAnswers::counts);
    AlarmScore nearest = IntendedStates.of(states, List.of(), rules(in)).score(alarm);
    return answer(
        "state", nearest.state(),
        "result", score(nearest),
        "per_state_outlier",
            states.stream()
                .map(state -> IntendedStates.of(List.of(state), List.of(), rules(in)))
                .map(state -> state.score(alarm).outlier())
                .toList());
  }

  private static Object mixture(JsonNode in) {
    LognormalMixture mixture =
        LognormalMixture.fit(
            doubles(in.get("of")),
            in.path("offset").asDouble(1),
            in.path("max_components").asInt(4));
    return answer(
        "K", mixture.components().size(),
        "log_likelihood", mixture.logLikelihood(),
        "bic", mixture.bic(),
        "components",
            mixture.components().stream()
                .map(
                    c ->
                        answer(
                            "weight", c.weight(), "mean", c.mean(), "std", c.standardDeviation()))
                .toList());
  }

  private static Object moments(JsonNode in) {
    double[] values = doubles(in.get("values"));
    int split = in.path("split").asInt(values.length / 2);
    Moments all = new Moments();
    Moments first = new Moments();
    Moments second = new Moments();
    ExponentialMoments weighted = new ExponentialMoments(in.path("alpha").asDouble(0.1));
    for (int i = 0; i < values.length; i++) {
      all.add(values[i]);
      (i < split ? first : second).add(values[i]);
      weighted.add(values[i]);
    }
    first.merge(second);
    return answer(
        "n", all.count(),
        "mean", all.mean(),
        "var_pop", all.variance(),
        "var_sample", all.sampleVariance(),
        "merged_mean", first.mean(),
        "merged_var_pop", first.variance(),
        "ewma_mean", weighted.mean(),
        "ewma_var", weighted.variance());
  }

  private static Object rtt(JsonNode in) {
    JsonNode config = in.path("config");
    RttRules usual = RttRules.DEFAULT;
    RttBaseline baseline =
        new RttBaseline(
            new RttRules(
                config.path("transform").asText("log").equals("log"),
                config.path("k").asDouble(usual.k()),
                config.path("min_count").asInt(usual.minCount()),
                config.path("max_count").asInt(usual.maxCount()),
                config.path("std_floor").asDouble(usual.deviationFloor()),
                config.path("relearn").asInt(usual.relearn()),
                config.path("two_sided").asBoolean(usual.twoSided())));
    List<String> verdicts = new ArrayList<>();
    List<Double> distances = new ArrayList<>();
    for (double value : doubles(in.get("values"))) {
      RttBaseline.Observation observation = baseline.observe(value);
      verdicts.add(observation.verdict().name().toLowerCase(Locale.ROOT));
      distances.add(Double.isNaN(observation.zScore()) ? null : observation.zScore());
    }
    return answer(
        "verdicts", verdicts,
        "z", distances,
        "final",
            answer("n", baseline.count(), "mean", baseline.mean(), "m2", baseline.sumOfSquares()));
  }

  private static ScoringRules rules(JsonNode in) {
    boolean baseline = in.path("stats_of").asText("augmented").equals("baseline");
    boolean extended = in.path("anchor").asText("max").equals("extended");
    return new ScoringRules(
        columns(in),
        baseline ? ScoreStatistics.BASELINE : ScoreStatistics.AUGMENTED,
        extended ? ScoreAnchor.EXTENDED : ScoreAnchor.MAX,
        in.hasNonNull("rule") ? rule(in) : new ThresholdRule.MeanStd(2),
        range(in),
        0,
        in.path("pairs").asBoolean(false));
  }

  private static ScoredColumns columns(JsonNode in) {
    boolean trueOnly = in.path("mode").asText("full").equals("true_only");
    return trueOnly ? ScoredColumns.TRUE_ONLY : ScoredColumns.FULL;
  }

  private static ThresholdRule rule(JsonNode in) {
    JsonNode rule = in.get("rule");
    double k = rule.path("k").asDouble(2);
    return switch (rule.get("type").asText()) {
      case "mean_std" -> new ThresholdRule.MeanStd(k);
      case "lognormal" -> new ThresholdRule.Lognormal(k, rule.path("offset").asDouble(1));
      case "fixed_k" -> new ThresholdRule.FixedK(rule.get("K").asInt());
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }

  private static ScoreRange range(JsonNode in) {
    JsonNode range = in.path("range");
    ScoreRange usual = ScoreRange.DEFAULT;
    return new ScoreRange(
        range.path("n_low").asDouble(usual.normalLow()),
        range.path("n_high").asDouble(usual.normalHigh()),
        range.path("ab_low").asDouble(usual.abnormalLow()),
        range.path("ab_high").asDouble(usual.abnormalHigh()));
  }

  private static SortedMap<Signature, Long> counts(JsonNode records) {
    TreeMap<Signature, Long> counts = new TreeMap<>();
    signatures(records).forEach(record -> counts.merge(record, 1L, Long::sum));
    return counts;
  }

  private static List<Signature> signatures(JsonNode records) {
    return list(records, record -> Signature.of(texts(record)));
  }

  private static List<String> texts(JsonNode node) {
    return list(node, JsonNode::asText);
  }

  private static double[] doubles(JsonNode node) {
    return list(node, JsonNode::asDouble).stream().mapToDouble(x -> x).toArray();
  }

  private static <T> List<T> list(JsonNode node, Function<JsonNode, T> read) {
    return StreamSupport.stream(node.spliterator(), false).map(read).toList();
  }

  private static Map<String, Object> answer(Object... namesAndValues) {
    Map<String, Object> answer = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      answer.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return answer;
  }
}
