package io.holoward.detection.configuration;

import static io.holoward.detection.configuration.ValueTypes.choice;
import static io.holoward.detection.configuration.ValueTypes.decimal;
import static io.holoward.detection.configuration.ValueTypes.duration;
import static io.holoward.detection.configuration.ValueTypes.list;

import io.holoward.detection.catalogue.Catalogue;
import io.holoward.detection.configuration.RecordList.Field;
import io.holoward.detection.configuration.ValueType.Unexpected;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.response.ResponseAction;
import io.holoward.detection.response.ResponseRule;
import java.time.Duration;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** The keys that say which findings call for which actions. */
final class ResponseKeys {

  private static final ValueType<Double> SCORE = decimal("", value -> true);

  private static final ValueType<String> DETECTOR =
      choice(Finding.CONNECTION, Finding.EXTERNAL_ALARM, Finding.FLOW, ResponseRule.ANY);

  private static final ValueType<String> PROCESS =
      new ValueType<>(
          "pattern",
          "a pattern as in `catalogue.models`",
          ResponseKeys::pattern,
          ValueTypes::quote);

  private static final ValueType<List<ResponseRule>> RULES =
      RecordList.of(
          "rules",
          ResponseRule.class,
          Field.required("verdict", choice(Verdict.class)),
          Field.optional("min-score", SCORE),
          Field.optional("max-score", SCORE),
          Field.optional("detector", DETECTOR, ResponseRule.ANY),
          Field.optional("process", PROCESS, ResponseRule.ANY),
          Field.required("actions", list(choice(ResponseAction.class), 1)));

  private ResponseKeys() {}

  static final List<ConfigurationKey<?>> ALL =
      List.of(
          new ConfigurationKey<>(
              "responses.rules",
              RULES,
              "[{verdict: abnormal, actions: [notify, open-case]},"
                  + " {verdict: abnormal, min-score: 80.0, actions: [recommend-block]},"
                  + " {verdict: unmodelled, detector: flow, actions: [notify]}]",
              "Which findings call for which actions. Every rule that fits counts, each action is"
                  + " asked for once; what is not abnormal may call for nothing more critical than"
                  + " abnormal findings of the same detector and process do."),
          new ConfigurationKey<>(
              "responses.block-expiry",
              duration(Duration.ofMinutes(1), Duration.ofDays(3650)),
              "24 h",
              "How long a recommended firewall rule is to stand, from the event on."));

  private static String pattern(Node node) throws Unexpected {
    String text = ValueTypes.text(node);
    try {
      new Catalogue(List.of(text));
      return text;
    } catch (IllegalArgumentException e) {
      throw new Unexpected("a legal pattern (" + e.getMessage() + ")");
    }
  }
}
