package io.holoward.backtest.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.backtest.evaluation.Labels.LabelledThing;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.telemetry.input.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {

  @TempDir Path folder;

  private Labels labels(String... lines) throws IOException {
    return Labels.read(Files.write(folder.resolve("labels.csv"), List.of(lines)), List.of());
  }

  private static LabelledThing at(String source, long position) {
    return new LabelledThing(new SourcePosition(source, position), "ws-1", List.of());
  }

  private static LabelledThing of(String source, String host, String... names) {
    return new LabelledThing(new SourcePosition(source, 1), host, List.of(names));
  }

  @Test
  void aConnectionIsFoundByItsSourceWithoutExtensionsAndItsPosition() throws Exception {
    Labels labels =
        labels(
            "scenario,line,EventID,label", "a.b,1,3,c2", "\"a.b\",2,3,background", "z.avro,1,,x");
    assertThat(labels.of(at("a.b.jsonl.gz", 1))).isEqualTo("c2");
    assertThat(labels.of(at("a.b.avro", 2))).isEqualTo("background");
    assertThat(labels.of(at("z.json", 1))).isEqualTo("x");
    assertThat(labels.of(at("a.b.jsonl.gz", 3))).isNull();
    assertThat(labels.of(at("other.log", 1))).isNull();
  }

  @Test
  void columnsMayBeCalledSourceAndPositionAndTheFileMayBeGzipped() throws Exception {
    Path file = folder.resolve("labels.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("position,label,source\n7,agent,a\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Labels.read(file, List.of()).of(at("a.jsonl", 7))).isEqualTo("agent");
  }

  @Test
  void whatAFileOfAttacksLeavesOutIsBackgroundAndUpdatesAreNoAttacks() throws Exception {
    Labels labels = labels("scenario,line,label", "a,1,c2", "a,2,update:browser");
    assertThat(labels.of(at("a.jsonl", 9))).isEqualTo("background");
    assertThat(labels.given(at("a.jsonl", 9))).isNull();
    assertThat(labels.isBackground("update:browser")).isTrue();
    assertThat(labels.isBackground("c2")).isFalse();
  }

  @Test
  void furtherLabelsMayBeBackground() throws Exception {
    Path file = Files.write(folder.resolve("l.csv"), List.of("scenario,line,label", "a,1,stage"));
    Labels labels = Labels.read(file, List.of("stage"));
    assertThat(labels.isBackground("stage")).isTrue();
    assertThat(labels.background()).containsExactly("background", "stage");
    assertThat(labels.of(at("a.jsonl", 2))).as("the file lists background").isNull();
  }

  @Test
  void aProcessInstanceIsFoundByHostAndKeyGuidOrPid() throws Exception {
    Labels labels =
        labels(
            "host,instance,label,source",
            "WS-1,{AB},c2,",
            "ws-2,77,tool,day1.jsonl",
            "ws-3,00ff,agent,");
    assertThat(labels.of(of("x.jsonl", "ws-1", "0123", "{ab}"))).isEqualTo("c2");
    assertThat(labels.of(of("x.jsonl", "ws-3", "00ff"))).isEqualTo("agent");
    assertThat(labels.of(of("day1.jsonl.gz", "ws-2", "0123", "77"))).isEqualTo("tool");
    assertThat(labels.of(of("day2.jsonl.gz", "ws-2", "0123", "77"))).isEqualTo("background");
  }

  @Test
  void rowsOfWhatWasNotReadAreCounted() throws Exception {
    Labels ofConnections = labels("scenario,line,label", "a,1,c2", "b,1,c2", "b,2,c2");
    assertThat(ofConnections.unmatched(Set.of("a.jsonl"), Set.of())).isEqualTo(2);
    Labels ofInstances = labels("host,instance,label", "WS-1,7,c2", "ws-9,7,c2");
    assertThat(ofInstances.unmatched(Set.of("a.jsonl"), Set.of("ws-1"))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scenario,line              | labels.csv:1: expected a CSV file whose header
          host,label                 | labels.csv:1: expected a CSV file whose header
          scenario,line,label;a,b,c2 | labels.csv:2: 'b' is not the number of a line
          scenario,line,label;a,1,   | labels.csv:2: the column label is empty
          scenario,line,label;a,1    | labels.csv:2: expected 3 columns
          """)
  void aWrongFileIsRefusedWithTheLine(String lines, String message) {
    assertThatThrownBy(() -> labels(lines.split(";")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anEmptyOrMissingFileIsRefused() throws Exception {
    assertThatThrownBy(this::labels)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the file is empty");
    assertThatThrownBy(() -> Labels.read(folder.resolve("none.csv"), List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such label file");
  }
}
