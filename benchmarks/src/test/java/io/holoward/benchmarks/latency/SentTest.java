package io.holoward.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SentTest {

  @Test
  void whatTheSenderPrintsIsReadAgain() {
    Histogram late = new Histogram(1_000, 3);
    late.recordValueWithCount(0, 90);
    late.recordValueWithCount(7, 9);
    late.recordValue(250);

    Sent sent = Sent.of(late, 1.25);

    assertThat(sent).isEqualTo(new Sent(100, 0, 7, 250, 1.25));
    assertThat(Sent.parse(sent.line())).isEqualTo(sent);
  }

  @Test
  void aSenderThatSaidSomethingElseIsQuoted() {
    assertThatThrownBy(() -> Sent.parse("no broker"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no broker");
  }
}
