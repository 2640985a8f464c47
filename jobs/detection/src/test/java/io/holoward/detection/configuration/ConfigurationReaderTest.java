package io.holoward.detection.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {

  private static List<String> problems(String yaml, String... overrides) {
    return catchThrowableOfType(
            ConfigurationException.class,
            () -> ConfigurationReader.read("c.yaml", yaml, List.of(overrides)))
        .problems()
        .stream()
        .map(ConfigurationProblem::toString)
        .toList();
  }

  @ParameterizedTest(name = "{0} is refused")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "time.idleness=10 | a duration in 1 s–24 h",
        "time.idleness=-5 s | a duration in",
        "time.idleness=2 d | a duration in",
        "time.idleness=[1 s] | a duration in",
        "window.size=1 fortnight | a duration in",
        "features.ephemeral-low=80 | a whole number in 1024–65535, not '80'",
        "features.ephemeral-low=1e4 | a whole number",
        "features.ephemeral-low=99999999999999999999 | a whole number",
        "features.off=beacon | a list such as [a, b], of features",
        "promotion.stability.max-new=1.5 | a number 0–1",
        "promotion.stability.max-new=NaN | a number 0–1",
        "score.threshold.k=.inf | a number > 0",
        "score.range.normal-low=1e999 | a number",
        "promotion.seal-at-end=yes | one of true or false, not 'yes'",
        "promotion.seal-at=2026-01-01 | a time with its zone",
        "record=sig | one of signature, window, not 'sig'",
        "catalogue.models=[] | a list of texts",
        "catalogue.models=lsass.exe | a list of texts",
        "registry.url=ftp://host | a URL such as",
        "registry.url=http://user:pw@host | a URL such as",
        "database.table=Alarms | up to 40 of a–z",
        "database.table='alarms; DROP TABLE x' | up to 40 of a–z",
        "archive.codec=snappy | one of zstandard, deflate, not 'snappy'",
        "organisation= | a value after =",
        "organisation='' | a text that is not empty",
        "organisation=~ | a text",
        "organisation=[ | a YAML value",
        "nonsense | expected key=value",
      })
  void anIllegalValueIsRefusedWithWhatWasExpected(String override, String expectation) {
    assertThat(problems("", override))
        .singleElement()
        .asString()
        .startsWith("--set " + override + ": expected ")
        .contains(expectation);
  }

  @Test
  void anUnknownFeatureIsRefusedWithTheFeaturesThereAreAndTheNearest() {
    assertThat(problems("features:\n  off: [beacon, loopbackInbond]\n"))
        .singleElement()
        .asString()
        .startsWith(
            "c.yaml:2:17: features.off[1]: expected one of newWideNetworkOrganisation, newN")
        .endsWith(" (the nearest is loopbackInbound), not 'loopbackInbond'");
  }

  @Test
  void aProblemNamesFileLineAndColumn() {
    assertThat(problems("score:\n  threshold:\n    k: minus three\n"))
        .containsExactly("c.yaml:3:8: score.threshold.k: expected a number > 0, not 'minus three'");
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertThat(problems("record: x\nwindow: {size: y}\nwindows: 1\n", "alarm.raise=z"))
        .hasSize(4)
        .anyMatch(problem -> problem.startsWith("c.yaml:1:9: record: "))
        .anyMatch(problem -> problem.startsWith("c.yaml:2:16: window.size: "))
        .anyMatch(problem -> problem.startsWith("c.yaml:3:1: windows: unknown key; did you mean w"))
        .anyMatch(problem -> problem.startsWith("--set alarm.raise=z: expected one of"));
  }

  @ParameterizedTest(name = "{0} suggests {1}")
  @CsvSource({
    "scor.threshold.k,score.threshold.k",
    "threshold.k,score.threshold.k",
    "score.treshold.k,score.threshold.k",
    "kafka.bootstrap.servers,kafka.bootstrap-servers",
    "promotions,promotion",
  })
  void anUnknownKeyIsRefusedWithTheNearestKnownOne(String unknown, String nearest) {
    assertThat(problems("", unknown + "=1"))
        .containsExactly("--set " + unknown + "=…: unknown key; did you mean " + nearest + "?");
  }

  @Test
  void aKeyThatResemblesNoneIsRefusedWithoutASuggestion() {
    assertThat(problems("zzzzzzzz: 1"))
        .containsExactly(
            "c.yaml:1:1: zzzzzzzz: unknown key; the keys are listed in docs/configuration.md");
  }

  @Test
  void aSectionIsNoKey() {
    assertThat(problems("", "window=5 min"))
        .containsExactly("--set window=…: expected one of its keys, such as window.size");
  }

  @Test
  void aKeyGivenTwiceIsRefusedHoweverItIsSpelled() {
    assertThat(problems("window:\n  size: 1 h\nwindow.size: 2 h\n"))
        .containsExactly("c.yaml:3:1: window.size: given twice, the first time at c.yaml:2:3");
  }

  @ParameterizedTest(name = "[{0}] is refused")
  @CsvSource(
      delimiter = '|',
      value = {
        "score: [1] | c.yaml:1:8: score: expected keys with values",
        "just text | c.yaml:1:1: expected keys with values",
        "score: {k: | c.yaml:1:11: not YAML",
        "a: 1 b: 2 | c.yaml:1:7: not YAML",
        "? [a] : b | c.yaml:1:3: expected the name of a key",
      })
  void whatIsNoConfigurationIsRefusedWithItsPlace(String yaml, String start) {
    assertThat(problems(yaml)).singleElement().asString().startsWith(start);
  }

  @Test
  void anotherFormOfTheFindingsNeedsATopicOfItsOwn() {
    assertThat(problems("", "sinks.scored-alarms-ecs.topic=scored-alarms"))
        .containsExactly(
            "--set sinks.scored-alarms-ecs.topic=scored-alarms: expected a topic that no other"
                + " sink writes");
    assertThat(problems("", "sinks.scored-alarms-ocsf.topic=x", "sinks.scored-alarms-json.topic=x"))
        .containsExactly(
            "--set sinks.scored-alarms-ocsf.topic=x: expected a topic that no other sink writes",
            "--set sinks.scored-alarms-json.topic=x: expected a topic that no other sink writes");
  }

  @Test
  void valuesThatContradictOneAnotherAreRefused() {
    assertThat(problems("", "score.threshold.rule=fixed-k", "score.threshold.k=2.5"))
        .containsExactly(
            "--set score.threshold.k=2.5: expected a whole number up to 1000000 for the rule"
                + " fixed-k");
    assertThat(problems("severity: {high: 0.9}"))
        .containsExactly(
            "default value: severity.critical: expected a number not below severity.high");
    assertThat(problems("promotion: {min-records: 9}"))
        .containsExactly(
            "default value: promotion.floor: expected a number not above promotion.min-records");
    assertThat(problems("time: {allowed-lateness: 1 s}"))
        .singleElement()
        .asString()
        .contains("time.allowed-lateness: expected no less than front.hold");
    assertThat(problems("time: {max-out-of-orderness: 2 min}"))
        .singleElement()
        .asString()
        .contains("time.allowed-lateness: expected no less than front.hold and time.max-out-of");
    assertThat(problems("", "flows.expiry=1 h", "flows.window=1 h"))
        .singleElement()
        .asString()
        .contains("expected more than flows.window and time.max-out-of-orderness");
    assertThat(problems("catalogue: {models: [\"*\", \"a[b\"]}"))
        .singleElement()
        .asString()
        .startsWith("c.yaml:1:13: catalogue.models: the process pattern 'a[b'");
    assertThat(problems("registry: {user: u}"))
        .singleElement()
        .asString()
        .contains("registry.user and registry.password together");
    assertThat(problems("database: {password: {env: P}}"))
        .singleElement()
        .asString()
        .contains("database.user and database.password together");
  }

  @Test
  void aSecretIsNeverALiteralAndNeverRepeatedInTheMessage() {
    assertThat(problems("registry: {user: u, password: hunter2}", "registry.password=hunter2"))
        .hasSize(2)
        .allMatch(problem -> problem.contains("{file: PATH} or {env: NAME}"))
        .noneMatch(problem -> problem.contains("hunter2"));
    assertThat(
            problems(
                "database: {url: \"jdbc:postgresql://u:hunter2@db/soc\"}",
                "database.url=jdbc:postgresql://db/soc?ssl=true&password=hunter2"))
        .hasSize(2)
        .allMatch(problem -> problem.contains("without user, password"))
        .noneMatch(problem -> problem.contains("hunter2"));
    assertThat(problems("", "registry.pasword=hunter2", "kafka.properties=hunter2"))
        .hasSize(2)
        .noneMatch(problem -> problem.contains("hunter2"));
    assertThat(
            problems(
                "kafka: {properties: {sasl.jaas.config: hunter2}}",
                "kafka.properties.ssl.key.password=hunter2"))
        .hasSize(2)
        .allMatch(problem -> problem.contains("never the secret itself"))
        .noneMatch(problem -> problem.contains("hunter2"));
  }

  @Test
  void aLaterOverrideWinsOverAnEarlierOneAndOverTheFile() {
    Configuration configuration =
        ConfigurationReader.read(
            "c.yaml", "window: {size: 1 h}", List.of("window.size=2 h", "window.size=3 h"));
    assertThat(configuration.window().size()).hasHours(3);
  }

  @Test
  void anOptionalKeyCanBeTakenBack() {
    Configuration configuration =
        ConfigurationReader.read("c.yaml", "states: {seed: a.json}", List.of("states.seed=~"));
    assertThat(configuration.states().seed()).isNull();
  }

  @Test
  void anEmptyFileAndAnEmptySectionMeanTheDefaults() {
    assertThat(ConfigurationReader.read("c.yaml", "# nothing\nscore:\n", List.of()))
        .isEqualTo(Configuration.of());
  }

  @Test
  void aFileIsReadAndAMissingOneIsAUsersError(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"), "kafka: {group: mine}\n");
    assertThat(Configuration.read(file, List.of()).kafka().group()).isEqualTo("mine");
    assertThatThrownBy(() -> Configuration.read(folder.resolve("none.yaml"), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("none.yaml: there is no such file");
  }
}
