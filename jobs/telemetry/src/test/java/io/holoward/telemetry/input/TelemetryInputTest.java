package io.holoward.telemetry.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.telemetry.format.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryInputTest {

  @TempDir Path folder;

  private Path write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private static List<RawLine> all(TelemetryInput input) throws IOException {
    List<RawLine> lines = new ArrayList<>();
    try (input) {
      input.forEachRemaining(lines::add);
    }
    return lines;
  }

  private static List<String> texts(List<RawLine> lines) {
    return lines.stream().map(line -> new String(line.bytes(), StandardCharsets.UTF_8)).toList();
  }

  @Test
  void aFolderIsReadRecursivelySortedWithoutFilesThatAreHiddenOrBeingWritten() throws IOException {
    write("b.jsonl", "3\n".getBytes(StandardCharsets.UTF_8));
    write("a/z.jsonl.gz", Gzip.of("1\n2"));
    write(".hidden", "x\n".getBytes(StandardCharsets.UTF_8));
    write(".git/config", "x\n".getBytes(StandardCharsets.UTF_8));
    write("a/.part-1.avro.inprogress.7", "x\n".getBytes(StandardCharsets.UTF_8));
    write("_SUCCESS", "x\n".getBytes(StandardCharsets.UTF_8));
    List<RawLine> lines = all(TelemetryInput.open(List.of(folder)));
    assertThat(texts(lines)).containsExactly("1", "2", "3");
    assertThat(lines)
        .extracting(RawLine::position)
        .containsExactly(
            new SourcePosition("z.jsonl.gz", 1),
            new SourcePosition("z.jsonl.gz", 2),
            new SourcePosition("b.jsonl", 1));
  }

  @Test
  void gzipIsToldByItsContentNotByItsName() throws IOException {
    Path compressed = write("plain.jsonl", Gzip.of("a\n"));
    Path plain = write("plain.gz", "b\n".getBytes(StandardCharsets.UTF_8));
    assertThat(texts(all(TelemetryInput.open(List.of(compressed, plain)))))
        .containsExactly("a", "b");
  }

  @Test
  void aTruncatedGzipGivesItsLinesOneFaultAndThenTheNextFile() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      text.append("line ").append(i * 7919).append(" of some text\n");
    }
    byte[] whole = Gzip.of(text.toString());
    Path cut = write("cut.jsonl.gz", Arrays.copyOf(whole, whole.length / 2));
    Path next = write("next.jsonl", "next".getBytes(StandardCharsets.UTF_8));
    List<RawLine> lines = all(TelemetryInput.open(List.of(cut, next)));
    List<RawLine> faulty = lines.stream().filter(line -> line.fault().isPresent()).toList();
    assertThat(faulty).hasSize(1);
    assertThat(faulty.get(0).fault().orElseThrow().errorClass())
        .isEqualTo(Reading.Invalid.DAMAGED_INPUT);
    assertThat(faulty.get(0).fault().orElseThrow().message()).contains("truncated");
    int damagedAt = lines.indexOf(faulty.get(0));
    assertThat(damagedAt).isEqualTo(lines.size() - 2).isGreaterThan(1_000);
    assertThat(texts(lines).subList(0, damagedAt))
        .isEqualTo(text.toString().lines().limit(damagedAt).toList());
    assertThat(texts(lines).get(damagedAt + 1)).isEqualTo("next");
  }

  @Test
  void aDashIsTheStandardInput() throws IOException {
    InputStream standardInput = new ByteArrayInputStream(Gzip.of("a\nb\n"));
    List<RawLine> lines = all(TelemetryInput.open(List.of(Path.of("-")), standardInput));
    assertThat(texts(lines)).containsExactly("a", "b");
    assertThat(lines.get(1).position()).isEqualTo(new SourcePosition("stdin", 2));
  }

  @Test
  void emptyFilesHaveNoLines() throws IOException {
    write("empty.jsonl", new byte[0]);
    write("empty.jsonl.gz", Gzip.of(""));
    assertThat(all(TelemetryInput.open(List.of(folder)))).isEmpty();
  }

  @Test
  void aPathThatCannotBeReadIsTheUsersError() throws IOException {
    assertThatThrownBy(() -> TelemetryInput.open(List.of(folder.resolve("missing.jsonl"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("missing.jsonl")
        .hasMessageContaining("check the path");
    assertThatThrownBy(() -> TelemetryInput.open(List.of(folder)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no files");
    assertThatThrownBy(() -> TelemetryInput.open(List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("at least one");
  }

  @Test
  void aFileThatVanishesIsOneFault() throws IOException {
    Path first = write("a.jsonl", "a".getBytes(StandardCharsets.UTF_8));
    Path second = write("b.jsonl", "b".getBytes(StandardCharsets.UTF_8));
    TelemetryInput input = TelemetryInput.open(List.of(first, second));
    Files.delete(first);
    List<RawLine> lines = all(input);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).fault()).isPresent();
    assertThat(texts(lines).get(1)).isEqualTo("b");
  }
}
