package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The answers of an independent reference, one test a case.
 *
 * <p>The directory is the system property {@code golden.dir}. Without it the files in the test
 * resources are read, and those that hold public data sets from {@code shared.dir} where it is
 * present.
 */
class GoldenVectorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PUBLIC_DATA =
      List.of("uci_lymphography.json", "uci_wbc39.json");

  /** Feature extraction belongs to the domain, which tests this file itself. */
  private static final String OF_THE_DOMAIN = "features.json";

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theKernelGivesTheAnswerOfTheReference(GoldenCase golden) {
    if (golden.skipped != null) {
      abort(golden.skipped);
    }
    JsonNode expected = golden.vector.get("expected");
    Object answer =
        GoldenAnswers.answer(golden.vector.get("op").asText(), golden.vector.get("input"));

    assertThat(differences("", expected, JSON.valueToTree(answer), golden.tolerance)).isEmpty();
  }

  static List<GoldenCase> cases() {
    String directory = System.getProperty("golden.dir", "");
    List<GoldenCase> cases = new ArrayList<>();
    if (!directory.isEmpty()) {
      files(Path.of(directory)).forEach(file -> cases.addAll(read(file)));
      return cases;
    }
    files(resources()).forEach(file -> cases.addAll(read(file)));
    for (String name : PUBLIC_DATA) {
      Path file = Path.of(System.getProperty("shared.dir", ""), "reference", "golden", name);
      cases.addAll(Files.exists(file) ? read(file) : List.of(skipped(name, "is not present")));
    }
    return cases;
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resources() {
    try {
      return Path.of(GoldenVectorsTest.class.getResource("/golden").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<GoldenCase> read(Path path) {
    String name = path.getFileName().toString();
    if (name.equals(OF_THE_DOMAIN)) {
      return List.of(skipped(name, "is tested with the features, not with the kernel"));
    }
    try {
      JsonNode file = JSON.readTree(path.toFile());
      double tolerance = file.get("tolerance").asDouble(1e-9);
      return StreamSupport.stream(file.get("cases").spliterator(), false)
          .map(c -> new GoldenCase(name + " " + c.get("id").asText(), c, tolerance, null))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GoldenCase skipped(String name, String reason) {
    return new GoldenCase(name, null, 0, name + " " + reason);
  }

  private static List<String> differences(
      String path, JsonNode expected, JsonNode actual, double tolerance) {
    List<String> found = new ArrayList<>();
    if (actual == null || expected.getNodeType() != actual.getNodeType()) {
      found.add(path + ": expected " + expected + ", was " + actual);
    } else if (expected.isNumber()) {
      double scale =
          Math.max(1, Math.max(Math.abs(expected.asDouble()), Math.abs(actual.asDouble())));
      if (!(Math.abs(expected.asDouble() - actual.asDouble()) <= tolerance * scale)) {
        found.add(path + ": expected " + expected + ", was " + actual);
      }
    } else if (expected.isContainerNode()) {
      if (expected.size() != actual.size()) {
        found.add(path + ": expected " + expected.size() + " entries, was " + actual);
      }
      for (int i = 0; expected.isArray() && i < expected.size(); i++) {
        found.addAll(differences(path + "/" + i, expected.get(i), actual.get(i), tolerance));
      }
      expected
          .properties()
          .forEach(
              field ->
                  found.addAll(
                      differences(
                          path + "/" + field.getKey(),
                          field.getValue(),
                          actual.get(field.getKey()),
                          tolerance)));
    } else if (!expected.equals(actual)) {
      found.add(path + ": expected " + expected + ", was " + actual);
    }
    return found;
  }

  /** A case, or a file that is skipped and why. */
  record GoldenCase(String name, JsonNode vector, double tolerance, String skipped) {
    @Override
    public String toString() {
      return name;
    }
  }
}
