package io.holoward.telemetry.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.telemetry.format.Reading;
import io.holoward.telemetry.format.TelemetryFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  private static List<RawLine> lines(InputStream in) {
    LineReader reader = new LineReader("x.jsonl", in);
    List<RawLine> lines = new ArrayList<>();
    for (RawLine line = reader.next(); line != null; line = reader.next()) {
      lines.add(line);
    }
    return lines;
  }

  private static List<String> texts(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return lines(new ByteArrayInputStream(bytes)).stream().map(LineReaderTest::text).toList();
  }

  private static String text(RawLine line) {
    return new String(line.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void linesEndInLfOrCrlfAndTheLastNeedsNoEnd() {
    assertThat(texts("a\nb\r\n\r\nc")).containsExactly("a", "b", "", "c");
    assertThat(texts("a\n")).containsExactly("a");
    assertThat(texts("a\rb\n")).containsExactly("a\rb");
    assertThat(texts("")).isEmpty();
  }

  @Test
  void positionsAreLinesFromOne() {
    assertThat(lines(new ByteArrayInputStream("a\n\nb".getBytes(StandardCharsets.UTF_8))))
        .extracting(RawLine::position)
        .containsExactly(
            new SourcePosition("x.jsonl", 1),
            new SourcePosition("x.jsonl", 2),
            new SourcePosition("x.jsonl", 3));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstLine() {
    assertThat(texts("\ufeffa\n\ufeffb")).containsExactly("a", "\ufeffb");
  }

  @Test
  void linesOfAnyLengthComeOutAsASplitWould() {
    Random random = new Random(5);
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      content
          .append("x".repeat(random.nextInt(5) == 0 ? random.nextInt(150_000) : 50))
          .append('\n');
    }
    assertThat(texts(content.toString())).isEqualTo(content.toString().lines().toList());
  }

  @Test
  void aLineBeyondTheLimitIsSkippedAndTheNextIsRead() {
    int limit = TelemetryFormat.MAX_RECORD_BYTES;
    String content = "a\n" + "x".repeat(limit + 1) + "\n" + "y".repeat(limit) + "\r\nb\n";
    List<RawLine> lines = lines(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1).fault())
        .get()
        .satisfies(
            fault -> {
              assertThat(fault.errorClass()).isEqualTo(Reading.Invalid.OVERSIZED);
              assertThat(fault.message()).contains("1,048,577");
            });
    assertThat(text(lines.get(1))).isEqualTo("x".repeat(1024));
    assertThat(lines.get(2).fault()).isEmpty();
    assertThat(lines.get(2).bytes()).hasSize(limit);
    assertThat(text(lines.get(3))).isEqualTo("b");
    assertThat(lines.get(3).position().position()).isEqualTo(4);
  }

  @Test
  void aDamageIsOneFaultyRecordAfterAllWholeLines() {
    InputStream breaksOff =
        new InputStream() {
          private int count;

          @Override
          public int read() throws IOException {
            if (count == 7) {
              throw new IOException("cable cut");
            }
            return "a\nb\ncut".charAt(count++);
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            target[offset] = (byte) read();
            return 1;
          }
        };
    List<RawLine> lines = lines(breaksOff);
    assertThat(lines).extracting(LineReaderTest::text).containsExactly("a", "b", "cut");
    assertThat(lines.get(2).fault())
        .get()
        .isEqualTo(
            new Reading.Invalid(
                Reading.Invalid.DAMAGED_INPUT, "cable cut; 2 lines before it were read"));
    assertThat(lines.get(2).position().position()).isEqualTo(3);
  }
}
