package io.holoward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.cli.Topics.Topic;
import io.holoward.detection.configuration.Configuration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {

  private static final List<String> KEYS =
      List.of(
          "sources.process-events.topic",
          "sources.alarms.topic",
          "sources.flows.topic",
          "sources.control.topic",
          "sinks.scored-alarms.topic",
          "sinks.scored-alarms-ocsf.topic",
          "sinks.scored-alarms-ecs.topic",
          "sinks.scored-alarms-json.topic",
          "sinks.intended-states.topic",
          "sinks.populations.topic",
          "sinks.progress.topic",
          "sinks.annotated-flows.topic",
          "sinks.responses.topic",
          "sinks.port-exceptions.topic",
          "sinks.address-history.topic",
          "sinks.dead-letters.topic");

  @Test
  void everyTopicTheConfigurationNamesIsThereOnceAndInOrder() {
    String[] renamed =
        KEYS.stream().map(key -> key + "=" + key.replace('.', '-')).toArray(String[]::new);

    assertThat(Topics.of(Configuration.of(renamed)))
        .extracting(Topic::name)
        .containsExactlyElementsOf(KEYS.stream().map(key -> key.replace('.', '-')).toList());
  }

  @Test
  void otherFormsOfFindingsHaveNoTopicUnlessOneIsNamed() {
    assertThat(Topics.of(Configuration.of("sinks.scored-alarms-ecs.topic=elastic")))
        .extracting(Topic::name)
        .contains("scored-alarms", "elastic")
        .hasSize(KEYS.size() - 2);
  }

  @Test
  void onlyWhatWasLearnedIsCompacted() {
    assertThat(Topics.of(Configuration.of()))
        .filteredOn(Topic::compacted)
        .extracting(Topic::name)
        .containsExactly("intended-states", "populations", "address-history");
  }
}
