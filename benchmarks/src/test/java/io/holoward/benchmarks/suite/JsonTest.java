package io.holoward.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void keepsWhatEveryRunGave() throws IOException {
    JsonNode root = new ObjectMapper().readTree(Json.of(Examples.results()));

    JsonNode figure = root.at("/sections/0/figures/0");
    assertThat(figure.path("samples")).extracting(JsonNode::asDouble).containsExactly(0.7, 0.62);
    assertThat(figure.path("atLeast").asDouble()).isEqualTo(0.6);
    assertThat(figure.path("reached").asBoolean()).isTrue();
    assertThat(root.at("/sections/1/figures/0/atMost").asDouble()).isEqualTo(60);
    assertThat(root.at("/sections/0/figures/2").has("reached")).isFalse();
    assertThat(root.at("/sections/0/machine/commit").asText()).isEqualTo("0123456789ab");
    assertThat(root.at("/sections/1/effort/quick").asBoolean()).isTrue();
  }

  @Test
  void whatWasWrittenIsReadAgain() throws IOException {
    assertThat(Json.read(Json.of(Examples.results()))).isEqualTo(Examples.results());
  }
}
