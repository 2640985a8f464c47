package io.holoward.detection.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/**
 * The answers of the reference implementation, one test a case. The directory of golden files may
 * be given as system property {@code golden.dir}.
 */
class FeatureGoldenVectorsTest {

  private final FeatureExtractor extractor =
      new FeatureExtractor(FeatureExtractor.DEFAULT_EPHEMERAL_LOW);

  @TestFactory
  @SuppressWarnings("unchecked")
  Stream<DynamicTest> features() throws IOException {
    Path file =
        Path.of(System.getProperty("golden.dir", "src/test/resources/golden"), "features.json");
    Assumptions.assumeTrue(Files.exists(file), "no features.json in golden.dir");
    Map<String, Object> golden = new Yaml().load(Files.readString(file));
    List<Map<String, Object>> cases = (List<Map<String, Object>>) golden.get("cases");
    assertThat(cases).isNotEmpty();
    return cases.stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.get("id") + " " + Objects.toString(vector.get("note"), ""),
                    () ->
                        check(
                            (Map<String, Object>) vector.get("input"),
                            (Map<String, Object>) vector.get("expected"))));
  }

  @SuppressWarnings("unchecked")
  private void check(Map<String, Object> input, Map<String, Object> expected) {
    List<Map<String, Object>> connections = (List<Map<String, Object>>) input.get("connections");
    if (expected.containsKey("error")) {
      assertThatIllegalArgumentException().isThrownBy(() -> features(connections));
    } else {
      assertThat(features(connections)).isEqualTo(expected.get("features"));
    }
  }

  private List<String> features(List<Map<String, Object>> connections) {
    return extractor
        .signature(connections.stream().map(FeatureGoldenVectorsTest::connection).toList())
        .features();
  }

  private static OrientedConnection connection(Map<String, Object> fields) {
    return new OrientedConnection(
        switch (text(fields, "direction").toUpperCase(Locale.ROOT)) {
          case "OUT", "OUTBOUND" -> Direction.OUT;
          case "IN", "INBOUND" -> Direction.IN;
          default -> throw new IllegalArgumentException("direction");
        },
        Protocol.valueOf(text(fields, "protocol").toUpperCase(Locale.ROOT)),
        end(fields, "local"),
        end(fields, "remote"));
  }

  private static Endpoint end(Map<String, Object> fields, String side) {
    return new Endpoint(
        Addresses.canonical(text(fields, side + "_address")),
        Ports.parse(text(fields, side + "_port")));
  }

  private static String text(Map<String, Object> fields, String name) {
    return fields.get(name) == null ? null : fields.get(name).toString();
  }
}
