package io.holoward.detection.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Protocol;
import org.junit.jupiter.api.Test;

class LoopbackInboundTest {

  private final Feature feature = new LoopbackInbound();

  private String column(Facts facts) {
    return feature.column(facts.table2(), facts.connection());
  }

  @Test
  void onlyAnInboundConnectionFromTheHostItselfHasIt() {
    assertThat(column(Facts.loopback(Facts.on(Protocol.TCP, 445)))).isEqualTo("loopbackInbound");
    assertThat(column(Facts.loopback(Facts.to(Protocol.TCP, 445)))).isNull();
    assertThat(column(Facts.plain(Facts.on(Protocol.TCP, 445)))).isNull();
  }
}
