package io.holoward.scoring.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.port.PortExceptionProposal;
import io.holoward.detection.port.PortOverride;
import io.holoward.detection.port.PortRange;
import io.holoward.detection.port.PortUseKey;
import io.holoward.schema.PortException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PortExceptionMappingTest {

  private static final PortExceptionProposal PROPOSAL =
      new PortExceptionProposal(
          new PortUseKey("acme", "HTTP", Protocol.TCP, 8123),
          7,
          Samples.TIME - 2,
          Samples.TIME - 1,
          Samples.TIME);

  @Test
  void aProposalKeepsEverything() {
    assertThat(PortExceptionMapping.toRecord(PROPOSAL))
        .isEqualTo(
            new PortException(
                "acme",
                "HTTP",
                io.holoward.schema.Protocol.TCP,
                8123,
                7,
                Instant.ofEpochMilli(Samples.TIME - 2),
                Instant.ofEpochMilli(Samples.TIME - 1),
                Instant.ofEpochMilli(Samples.TIME),
                PROPOSAL.snippet()));
  }

  @Test
  void whatItProposesIsReadAsAnOverride() {
    String entry = PortExceptionMapping.toRecord(PROPOSAL).getOverride().substring("- ".length());

    assertThat(Configuration.of("ports.overrides=[" + entry + "]").ports().overrides())
        .singleElement()
        .satisfies(
            override -> {
              assertThat(override.organisation()).isEqualTo("acme");
              assertThat(override.application()).isEqualTo("HTTP");
              assertThat(override.protocol()).isEqualTo(Protocol.TCP);
              assertThat(override.ports()).isEqualTo(PortRange.parse("8123"));
              assertThat(override.effect()).isEqualTo(PortOverride.Effect.ALLOW);
            });
  }
}
