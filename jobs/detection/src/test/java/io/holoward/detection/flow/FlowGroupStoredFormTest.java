package io.holoward.detection.flow;

import static io.holoward.detection.flow.Flows.MINUTE;
import static io.holoward.detection.flow.Flows.UNSETTLED;
import static io.holoward.detection.flow.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Bytes of released versions stay readable; whatever is not such bytes is refused. */
class FlowGroupStoredFormTest {

  /** 30 constant windows, an open one of two flows with a mismatch, and a repeated mismatch. */
  private static FlowGroup fixture() {
    FlowGroup group = Flows.group(UNSETTLED);
    for (int i = 0; i < 32; i++) {
      group.observe(flow(i * MINUTE, 10, i), null, null);
    }
    for (int i = 32; i < 35; i++) {
      group.observe(
          flow(31 * MINUTE + i, 80, i), FlowAnomaly.PORT_FOREIGN_PROTOCOL, "SSH on port 443");
    }
    return group;
  }

  @Test
  void theFirstStoredFormIsStillRestored() throws IOException {
    FlowGroup restored = FlowGroup.fromBytes(stored(), UNSETTLED);
    assertThat(restored.lastSeen()).isEqualTo(31 * MINUTE + 34);
    assertThat(restored.nextClose()).isEqualTo(32 * MINUTE);
    List<FlowFinding> findings = restored.advance(32 * MINUTE);
    assertThat(findings).isEqualTo(fixture().advance(32 * MINUTE));
    assertThat(findings).extracting(FlowFinding::count).containsExactly(2L);
    assertThat(findings.get(0).text())
        .isEqualTo(
            "round-trip time 80 ms against a usual 10 ms (z 41.6, limit 4); SSH on port 443");
    assertThat(FlowGroup.fromBytes(stored(), UNSETTLED).toBytes()).isEqualTo(stored());
  }

  @Test
  void aGroupWithoutOpenWindowsIsSmall() {
    FlowGroup group = Flows.learned(UNSETTLED, 2000);
    for (int i = 0; i < 3; i++) {
      group.observe(flow(2000 * MINUTE, 90, i), FlowAnomaly.PORT_NONSTANDARD, "TLS on port 8443");
    }
    group.advance(Long.MAX_VALUE);
    assertThat(group.toBytes()).hasSizeLessThan(400);
  }

  @Test
  void whatIsNotKnownOfAFlowNeedNotBeKnown() {
    FlowGroup group = Flows.group(UNSETTLED);
    for (int i = 0; i < 3; i++) {
      group.observe(bare(i), FlowAnomaly.PORT_NONSTANDARD, "TLS");
    }
    FlowGroup restored = FlowGroup.fromBytes(group.toBytes(), UNSETTLED);
    FlowFinding finding = restored.advance(MINUTE).get(0);
    assertThat(finding).isEqualTo(group.advance(MINUTE).get(0));
    assertThat(finding.process()).isNull();
    assertThat(finding.source()).isNull();
    assertThat(finding.connection().remote()).isEqualTo(Endpoint.ANY);
  }

  @Test
  void aTextOfAnyLengthSurvives() {
    FlowGroup group = Flows.group(UNSETTLED);
    String text = "é".repeat(100_000);
    for (int i = 0; i < 2; i++) {
      group.observe(flow(i, 5, i), FlowAnomaly.PORT_NONSTANDARD, text);
    }
    assertThat(group.toBytes()).hasSizeLessThan(210_000);
    assertThat(FlowGroup.fromBytes(group.toBytes(), UNSETTLED).advance(MINUTE).get(0).text())
        .isEqualTo(text);
  }

  @Test
  void damageIsRefusedWhereverItIs() throws IOException {
    byte[] stored = stored();
    for (int i = 0; i < stored.length; i++) {
      byte[] damaged = stored.clone();
      damaged[i] ^= 0x10;
      assertThatThrownBy(() -> FlowGroup.fromBytes(damaged, UNSETTLED))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("Not a flow group: .*(checksum|version|begin).*");
      byte[] cut = Arrays.copyOf(stored, i);
      assertThatThrownBy(() -> FlowGroup.fromBytes(cut, UNSETTLED))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Not a flow group: ");
    }
    byte[] newer = stored.clone();
    newer[4] = 2;
    assertThatThrownBy(() -> FlowGroup.fromBytes(newer, UNSETTLED))
        .hasMessage("Not a flow group: its version is 2, this release reads 1");
  }

  /** A right checksum over a wrong content must not get through as an accident. */
  @Test
  void aWrongContentIsReadOrRefused() throws IOException {
    byte[] stored = stored();
    Random random = new Random(83);
    int refused = 0;
    for (int round = 0; round < 5000; round++) {
      byte[] wrong = stored.clone();
      wrong[5 + random.nextInt(stored.length - 9)] = (byte) random.nextInt();
      CRC32 checksum = new CRC32();
      checksum.update(wrong, 0, wrong.length - 4);
      ByteBuffer.wrap(wrong).putInt(wrong.length - 4, (int) checksum.getValue());
      try {
        FlowGroup.fromBytes(wrong, UNSETTLED);
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  private static FlowEvent bare(long time) {
    return new FlowEvent(
        "acme",
        "web-1",
        time,
        null,
        null,
        new OrientedConnection(Direction.IN, Protocol.UDP, Endpoint.ANY, Endpoint.ANY),
        null,
        Map.of(),
        Map.of(),
        RoundTrip.summary(1, 5, 0),
        Volume.UNKNOWN,
        null);
  }

  private static byte[] stored() throws IOException {
    try (InputStream in = FlowGroupStoredFormTest.class.getResourceAsStream("flow-group-1.bin")) {
      return in.readAllBytes();
    }
  }
}
