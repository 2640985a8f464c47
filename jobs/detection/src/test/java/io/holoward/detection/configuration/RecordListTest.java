package io.holoward.detection.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holoward.detection.finding.Verdict;
import io.holoward.detection.response.ResponseAction;
import io.holoward.detection.response.ResponseRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordListTest {

  private static final ResponseRule NOTIFY =
      new ResponseRule(Verdict.ABNORMAL, null, null, "*", "*", List.of(ResponseAction.NOTIFY));

  private static List<String> problems(String yaml, String... overrides) {
    return catchThrowableOfType(
            ConfigurationException.class,
            () -> ConfigurationReader.read("c.yaml", yaml, List.of(overrides)))
        .problems()
        .stream()
        .map(ConfigurationProblem::toString)
        .toList();
  }

  private static List<ResponseRule> rules(String override) {
    return Configuration.of("responses.rules=" + override).responses().rules();
  }

  @Test
  void whatIsLeftOutOrNullHasItsDefault() {
    assertThat(rules("[{verdict: abnormal, actions: [notify]}]")).containsExactly(NOTIFY);
    assertThat(rules("[{verdict: abnormal, min-score: ~, process: ~, actions: [notify]}]"))
        .containsExactly(NOTIFY);
    assertThat(rules("[]")).isEmpty();
  }

  @Test
  void everyFieldIsReadAndWrittenBack() {
    Configuration configuration =
        Configuration.of(
            "responses.rules=[{verdict: abnormal, min-score: 60, max-score: 99.5, detector: flow,"
                + " process: 'a \"b\" *', actions: [open-case, notify]}]");
    assertThat(configuration.responses().rules())
        .containsExactly(
            new ResponseRule(
                Verdict.ABNORMAL,
                60.0,
                99.5,
                "flow",
                "a \"b\" *",
                List.of(ResponseAction.OPEN_CASE, ResponseAction.NOTIFY)));
    assertThat(configuration.with(List.of())).isEqualTo(configuration);
  }

  @Test
  void everythingThatIsWrongIsReportedWithItsOwnPlace() {
    assertThat(
            problems(
                """
                responses:
                  rules:
                    - {verdict: abnormal, actions: [notify, nuke]}
                    - verdict: bad
                      min-skore: 3
                      process: a[b
                      actions: notify
                    - nothing
                    - {verdict: normal, verdict: normal}
                """))
        .containsExactly(
            "c.yaml:3:45: responses.rules[0].actions[1]: expected one of notify, open-case,"
                + " recommend-block, quarantine-host, not 'nuke'",
            "c.yaml:5:7: responses.rules[1]: unknown field; expected one of verdict, min-score,"
                + " max-score, detector, process, actions, not 'min-skore'",
            "c.yaml:4:16: responses.rules[1].verdict: expected one of normal, abnormal, unmodelled,"
                + " not 'bad'",
            "c.yaml:6:16: responses.rules[1].process: expected a legal pattern (the process pattern"
                + " 'a[b' has '[' at character 2; only * and ? are special), not 'a[b'",
            "c.yaml:7:16: responses.rules[1].actions: expected a list of at least 1 such as"
                + " [a, b], of notify, open-case, recommend-block, quarantine-host, not 'notify'",
            "c.yaml:8:7: responses.rules[2]: expected a mapping with verdict, min-score, max-score,"
                + " detector, process, actions, not 'nothing'",
            "c.yaml:9:25: responses.rules[3].verdict: given twice; expected each field once",
            "c.yaml:9:7: responses.rules[3]: expected the field actions");
  }

  @ParameterizedTest(name = "{0} is refused")
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | expected a list of mappings, each with verdict,",
        "[{verdict: unmodelled, min-score: 3, actions: [notify]}] | responses.rules[0]: expected no"
            + " min-score and no max-score: what is unmodelled has no score",
        "[{verdict: abnormal, min-score: 3, max-score: 2, actions: [notify]}] |"
            + " responses.rules[0]: expected a max-score not below min-score",
        "[{verdict: abnormal, min-score: high, actions: [notify]}] |"
            + " responses.rules[0].min-score: expected a number, not 'high'",
        "[{verdict: abnormal, detector: dns, actions: [notify]}] |"
            + " responses.rules[0].detector: expected one of connection, external-alarm, flow, *",
        "[{verdict: abnormal, actions: []}] |"
            + " responses.rules[0].actions: expected a list of at least 1 such as [a, b], of notify,",
        "[{verdict: normal, actions: [notify]}] | expected rules for abnormal findings of detector"
            + " connection and process * that ask for notify or more",
      })
  void anOverrideIsRefusedWithTheElementThatIsWrong(String value, String message) {
    assertThat(problems("", "responses.rules=" + value))
        .singleElement()
        .asString()
        .startsWith("--set responses.rules=" + value + ": " + message);
  }
}
