package io.holoward.backtest.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.SourcePosition;
import io.holoward.telemetry.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceLabelsTest {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  @TempDir Path directory;

  @Test
  void everyAlarmHasTheLabelOfItsSource() throws IOException {
    Random random = new Random(5);
    List<String> assessments = new ArrayList<>();
    List<ScoredAlarm> alarms = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Instant time = START.plusSeconds(i / 3);
      String label = random.nextInt(3) == 0 ? null : "label " + random.nextInt(4);
      boolean assessed = random.nextInt(10) > 0;
      if (assessed) {
        assessments.add(assessment(time, i, label));
      }
      if (random.nextInt(3) == 0) {
        alarms.add(alarm(time, i));
        expected.add(assessed ? label : null);
      }
    }
    Path file = Files.write(directory.resolve("assessments.jsonl"), assessments);
    assertThat(labels(file, alarms)).isEqualTo(expected);
    assertThat(expected).contains("label 0").contains((String) null);
  }

  @Test
  void withoutAssessmentsNothingHasALabel() throws IOException {
    assertThat(labels(directory.resolve("absent"), List.of(alarm(START, 1))))
        .containsExactly((String) null);
  }

  @Test
  void aFindingThatIsGainedHasTheLabelTheOtherRunDoesNotKnow() throws IOException {
    ScoredAlarm alarm = alarm(START, 7);
    FinishedRun labelled = RecordedFindings.run(directory.resolve("a"), List.of(alarm));
    Files.writeString(labelled.assessments(), assessment(START, 7, "beacon") + "\n");
    FinishedRun unlabelled = RecordedFindings.run(directory.resolve("b"), List.of());
    assertThat(Comparison.of(unlabelled, labelled, directory).largest())
        .extracting(change -> change.finding().label())
        .containsExactly("beacon");
  }

  @Test
  void aDamagedLineIsRefusedWithItsNumber() throws IOException {
    Path file = directory.resolve("damaged.jsonl");
    Files.writeString(file, assessment(START, 7, "beacon") + "\n{\"eventTime\":");
    assertThatThrownBy(() -> labels(file, List.of(alarm(START.plusSeconds(1), 1))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("damaged.jsonl:2 holds no assessed connection");
  }

  private static List<String> labels(Path file, List<ScoredAlarm> alarms) throws IOException {
    List<String> labels = new ArrayList<>();
    try (SourceLabels source = SourceLabels.open(file)) {
      for (ScoredAlarm alarm : alarms) {
        labels.add(source.of(alarm));
      }
    }
    return labels;
  }

  private static ScoredAlarm alarm(Instant time, int line) {
    ScoredAlarm alarm = RecordedFindings.alarm(0, 0, time);
    alarm.setSource(new SourcePosition("file.jsonl", (long) line));
    return alarm;
  }

  private static String assessment(Instant time, int line, String label) {
    return "{\"source\":{\"name\":\"file.jsonl\",\"position\":%d},\"eventTime\":\"%s\",\"label\":%s}"
        .formatted(line, time, label == null ? "null" : "\"" + label + "\"");
  }
}
