package io.holoward.detection.front;

import static io.holoward.detection.front.Events.LSASS;
import static io.holoward.detection.observation.Direction.IN;
import static io.holoward.detection.observation.Direction.OUT;
import static io.holoward.detection.observation.Protocol.TCP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holoward.detection.observation.ConnectionEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontSnapshotTest {

  private static final String KERBEROS = "172.18.38.5 88";

  /** What version 1 wrote: one host, one own address, one instance, one unpaired Sysmon event. */
  private static final String LEARNED_V1 =
      "0202020861636d65020464630204060002040602021031302e302e302e3902eeb6c3a1e192ca"
          + "d69401e68bdee3c2f085fdfa010002067b677de00a023a433a5c57696e646f77735c53797374"
          + "656d33325c6c736173732e65786502264e5420415554484f524954595c53595354454d040004"
          + "060a010000040600e00a02365c77696e646f77735c73797374656d33325c6c736173732e6578"
          + "65020406020654435008a08d0602163137322e31382e33382e35b001020c5359534d4f4e0206"
          + "4f5554100ae00a00020c6576656e747302";

  /** What version 1 wrote: one filtering event that waits for its twin. */
  private static final String HELD_V1 =
      "0202020861636d65020464630a00e00a02645c6465766963655c686172646469736b766f6c75"
          + "6d65325c77696e646f77735c73797374656d33325c6c736173732e657865000000022257494e"
          + "444f57535f46494c544552494e4702065443500204494e0224534f555243455f44455354494e"
          + "4154494f4e021031302e302e302e37a28d06021031302e302e302e39fa0600020c6576656e74"
          + "73ca01";

  private final Events events = new Events();
  private final Collected out = new Collected();

  @Test
  void whatIsLearnedAndHeldIsWrittenAsVersionOne() {
    Front front = learned();
    assertThat(HexFormat.of().formatHex(front.snapshotLearned().toBytes())).isEqualTo(LEARNED_V1);
    front.accept(waiting(), out);
    assertThat(HexFormat.of().formatHex(front.snapshotHeld())).isEqualTo(HELD_V1);
  }

  @Test
  void versionOneIsRead() {
    Front front = newFront();
    front.restoreLearned(List.of(HexFormat.of().parseHex(LEARNED_V1)));
    front.restoreHeld(List.of(HexFormat.of().parseHex(HELD_V1)));
    front.accept(events.filtering(1, 688, LSASS, TCP, OUT, "10.0.0.9 50000", KERBEROS), out);
    assertThat(out.twins).as("the twin of the unpaired event").hasSize(1);
    front.finish(out);
    assertThat(out.connections).extracting(Collected.Counted::event).containsExactly(waiting());
  }

  @Test
  void theSameHostTwiceDoesNoHarm() {
    byte[] snapshot = learned().snapshotLearned().toBytes();
    Front front = newFront();
    front.restoreLearned(List.of(snapshot, snapshot));
    assertThat(front.snapshotLearned().toBytes().length).isLessThanOrEqualTo(snapshot.length);
    front.accept(events.filtering(1, 688, LSASS, TCP, OUT, "10.0.0.9 50000", KERBEROS), out);
    front.accept(events.filtering(2, 688, LSASS, TCP, OUT, "10.0.0.9 50000", KERBEROS), out);
    assertThat(out.twins).hasSize(1);
  }

  @Test
  void whatASubtaskInheritedOfAHostThatAnotherOneServedIsOutOfDate() {
    byte[] before = learned().snapshotLearned().toBytes();
    Front served = newFront();
    served.restoreLearned(List.of(before));
    Front idle = newFront();
    idle.restoreLearned(List.of(before));
    served.accept(events.filtering(1, 688, LSASS, TCP, OUT, "10.0.0.9 50000", KERBEROS), out);
    assertThat(out.twins).hasSize(1);

    Front next = newFront();
    next.restoreLearned(
        List.of(idle.snapshotLearned().toBytes(), served.snapshotLearned().toBytes()));
    next.accept(events.filtering(2, 688, LSASS, TCP, OUT, "10.0.0.9 50000", KERBEROS), out);
    assertThat(out.twins).as("its twin has been found already").hasSize(1);
  }

  @Test
  void anUnknownVersionIsRefused() {
    byte[] snapshot = learned().snapshotLearned().toBytes();
    snapshot[0] = 99;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> newFront().restoreLearned(List.of(snapshot)))
        .withMessageContaining("version");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> newFront().restoreHeld(List.of(new byte[0])));
  }

  @Test
  void aSnapshotThatEndsTooEarlyIsRefused() {
    byte[] snapshot = learned().snapshotLearned().toBytes();
    for (int length = 1; length < snapshot.length; length++) {
      byte[] part = Arrays.copyOf(snapshot, length);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> newFront().restoreLearned(List.of(part)));
    }
  }

  @Test
  void aLargeSnapshotIsWrittenInPiecesAndReadAsAWhole() throws Exception {
    Front front = learned();
    for (int i = 0; i < 10_000; i++) {
      String local = "10.0.%d.%d %d".formatted(i / 250, i % 250, 1_024 + i);
      front.accept(events.sysmon(1, "{g}", 688, LSASS, TCP, OUT, local, KERBEROS), out);
    }
    List<byte[]> pieces = new ArrayList<>();
    front
        .snapshotLearned()
        .writeTo(
            new ByteArrayOutputStream() {
              @Override
              public void write(byte[] bytes, int from, int length) {
                pieces.add(Arrays.copyOfRange(bytes, from, from + length));
              }
            });
    assertThat(pieces).hasSizeGreaterThan(3);

    Front next = newFront();
    next.restoreLearned(List.of(joined(pieces)));
    assertThat(next.waitingTwins()).isEqualTo(10_001);
  }

  private static byte[] joined(List<byte[]> pieces) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    pieces.forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  private Front learned() {
    Front front = newFront();
    front.accept(events.sysmon(0, "{g}", 688, LSASS, TCP, OUT, "10.0.0.9 50000", KERBEROS), out);
    return front;
  }

  private static ConnectionEvent waiting() {
    return new Events(100).filtering(5, 688, LSASS, TCP, IN, "10.0.0.7 50001", "10.0.0.9 445");
  }

  private static Front newFront() {
    return new Front(FrontSettings.defaults());
  }
}
