package io.holoward.scoring.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.decode.Decoded;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class FlowIntakeTest {

  @Test
  void everyRecordIsCountedOnceUnderWhatItWas() throws Exception {
    HostEvents host = new HostEvents("ws-1");
    FlowEvent first = host.flow(1);
    FlowEvent second = host.flow(2);
    DeadLetter letter =
        new DeadLetter(new byte[] {1}, new SourcePosition("flows-0", 9), "invalid-field", "port");
    try (var intake =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<Decoded, FlowEvent>(new FlowIntake()))) {
      intake.open();
      for (Decoded record :
          new Decoded[] {
            Decoded.of(first),
            Decoded.ignored("header"),
            Decoded.of(letter),
            Decoded.of(second),
            Decoded.ignored("header")
          }) {
        intake.processElement(new StreamRecord<>(record));
      }

      assertThat(intake.extractOutputValues()).containsExactly(first, second);
      assertThat(intake.getSideOutput(Intake.DEAD_LETTERS))
          .extracting(record -> record.getValue().source())
          .containsExactly(letter.source());
      var counts = intake.getEnvironment().getAccumulatorRegistry().getUserMap();
      assertThat(counts.get("read").getLocalValue()).isEqualTo(5L);
      assertThat(counts.get("decoded").getLocalValue()).isEqualTo(4L);
      assertThat(counts.get("deadLettered").getLocalValue()).isEqualTo(1L);
      assertThat(counts.get("ignored.header").getLocalValue()).isEqualTo(2L);
    }
  }
}
