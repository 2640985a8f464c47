package io.holoward.scoring.flow;

import static io.holoward.scoring.flow.Flows.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.port.PortExceptionProposal;
import io.holoward.detection.port.PortUseKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class PortExceptionsTest {

  private static final int DAY = 24 * 60;

  private static List<PortExceptionProposal> proposals(List<PortSighting> sightings)
      throws Exception {
    Configuration configuration =
        Configuration.of("ports.exceptions.min-hosts=2", "ports.exceptions.min-age=3 d");
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new PortExceptions(configuration)),
            PortSighting::use,
            TypeInformation.of(PortUseKey.class))) {
      harness.open();
      for (PortSighting sighting : sightings) {
        harness.processElement(new StreamRecord<>(sighting, sighting.eventTime()));
      }
      harness.processWatermark(new Watermark(minute(40 * DAY)));
      assertThat(harness.numKeyedStateEntries()).as("all expired").isZero();
      return harness.extractOutputValues();
    }
  }

  private static PortSighting sighting(String host, int port, double minute) {
    return new PortSighting(
        new PortUseKey("acme", "http", Protocol.TCP, port), host, minute(minute));
  }

  @Test
  void whatSeveralHostsShowForDaysIsProposedOnce() throws Exception {
    List<PortExceptionProposal> proposals =
        proposals(
            List.of(
                sighting("ws-1", 8123, 0),
                sighting("ws-2", 8123, DAY),
                sighting("ws-1", 8123, 3 * DAY + 10),
                sighting("ws-2", 8123, 4 * DAY)));

    assertThat(proposals).hasSize(1);
    assertThat(proposals.get(0).hosts()).isEqualTo(2);
    assertThat(proposals.get(0).proposedAt()).isEqualTo(minute(3 * DAY + 60));
    assertThat(proposals.get(0).snippet()).contains("acme", "http", "8123", "allow");
  }

  @Test
  void oneHostOrAShortTimeIsNotEnough() throws Exception {
    assertThat(
            proposals(
                List.of(
                    sighting("ws-1", 8123, 0),
                    sighting("ws-1", 8123, 5 * DAY),
                    sighting("ws-1", 9000, 0),
                    sighting("ws-2", 9000, DAY))))
        .isEmpty();
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() throws Exception {
    List<PortSighting> sightings = new ArrayList<>();
    for (int day = 0; day < 6; day++) {
      sightings.add(sighting("ws-" + day % 3, 8123, day * DAY + 7));
    }
    List<PortExceptionProposal> inOrder = proposals(sightings);
    Collections.shuffle(sightings, new Random(3));

    assertThat(inOrder).hasSize(1);
    assertThat(proposals(sightings)).isEqualTo(inOrder);
  }
}
