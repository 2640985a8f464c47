package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes of released versions stay readable; whatever is not such bytes is refused. */
class StoredFormTest {

  private static final Map<String, Consumer<byte[]>> READERS =
      Map.of(
          "record-counts",
          RecordCounts::fromBytes,
          "intended-states",
          bytes -> IntendedStates.fromBytes(bytes, ScoringRules.DEFAULT),
          "moments",
          Moments::fromBytes,
          "rtt-baseline",
          bytes -> RttBaseline.fromBytes(bytes, RttRules.DEFAULT),
          "rtt-drift",
          bytes -> RttDrift.fromBytes(bytes, DriftRules.DEFAULT));

  @Test
  void recordCountsOfVersionOneAreRestored() throws IOException {
    RecordCounts restored = RecordCounts.fromBytes(fixture("record-counts"));
    assertThat(restored.records()).isEqualTo(1_000_312);
    assertThat(restored.pooled()).isEqualTo(2);
    assertThat(restored.count(Signature.of("outgoingIPv4HasPublic"))).isEqualTo(1_000_000);
    assertThat(restored.toBytes()).isEqualTo(fixture("record-counts"));
  }

  @Test
  void intendedStatesOfVersionOneScoreAsTheyDid() throws IOException {
    IntendedStates restored = IntendedStates.fromBytes(fixture("intended-states"), featuresAlone());
    assertThat(restored.records()).isEqualTo(1_000_310);
    assertThat(restored.distinct()).isEqualTo(3);
    assertThat(restored.canDetect()).isTrue();
    AlarmScore score = restored.score(Signature.of("inboundHasOtherTCPPort"));
    assertThat(score.outlier()).isTrue();
    assertThat(score.outlierFactor()).isCloseTo(14.815711289615955, within(1e-9));
    assertThat(restored.contentHash()).isEqualTo("163b07136372354284268409db36cdfa");
    assertThat(restored.toBytes()).isEqualTo(fixture("intended-states"));
  }

  @Test
  void pairsChangeWhatTheStatesAreWorthButNotHowTheyAreStored() throws IOException {
    IntendedStates paired =
        IntendedStates.fromBytes(fixture("intended-states"), ScoringRules.DEFAULT);
    assertThat(paired.toBytes()).isEqualTo(fixture("intended-states"));
    assertThat(paired.contentHash()).isEqualTo("7bfcc42e6d334d01b57300d3d70aa13d");
  }

  @Test
  void momentsOfVersionOneAreRestored() throws IOException {
    Moments restored = Moments.fromBytes(fixture("moments"));
    assertThat(restored.count()).isEqualTo(3);
    assertThat(restored.mean()).isCloseTo(2, within(1e-15));
    assertThat(restored.sumOfSquares()).isCloseTo(2, within(1e-15));
  }

  @Test
  void roundTripTimesOfVersionOneAreRestored() throws IOException {
    RttBaseline restored = RttBaseline.fromBytes(fixture("rtt-baseline"), RttRules.DEFAULT);
    assertThat(restored.count()).isEqualTo(40);
    assertThat(restored.observe(2).verdict()).isEqualTo(RttBaseline.Verdict.NORMAL);
    assertThat(restored.observe(99).verdict()).isEqualTo(RttBaseline.Verdict.ANOMALOUS);
  }

  /** 100 values of 2 and 3 in turn, then three of 4.5. */
  @Test
  void driftOfVersionOneIsRestored() throws IOException {
    RttDrift restored = RttDrift.fromBytes(fixture("rtt-drift"), DriftRules.DEFAULT);
    assertThat(restored.referenceMean()).isCloseTo(2.5, within(1e-12));
    assertThat(restored.level()).isCloseTo(4.5, within(1e-12));
    assertThat(restored.observe(7)).isFalse();
    assertThat(restored.observe(6)).isTrue();
    assertThat(RttDrift.fromBytes(fixture("rtt-drift"), DriftRules.DEFAULT).toBytes())
        .isEqualTo(fixture("rtt-drift"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"record-counts", "intended-states", "moments", "rtt-baseline", "rtt-drift"})
  void aDamagedByteIsNoticedWhereverItIs(String kind) throws IOException {
    byte[] stored = fixture(kind);
    for (int i = 0; i < stored.length; i++) {
      byte[] damaged = stored.clone();
      damaged[i] ^= 0x10;
      assertThatThrownBy(() -> READERS.get(kind).accept(damaged))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("Not .*(checksum|version|begin).*");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"record-counts", "intended-states", "moments", "rtt-baseline", "rtt-drift"})
  void bytesThatAreCutOffAreRefused(String kind) throws IOException {
    byte[] stored = fixture(kind);
    for (int length = 0; length < stored.length; length++) {
      byte[] cut = Arrays.copyOf(stored, length);
      assertThatThrownBy(() -> READERS.get(kind).accept(cut))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Not ");
    }
  }

  /** A right checksum over a wrong content must not get through either. */
  @ParameterizedTest
  @ValueSource(
      strings = {"record-counts", "intended-states", "moments", "rtt-baseline", "rtt-drift"})
  void aWrongContentIsReadOrRefusedButNeverAnAccident(String kind) throws IOException {
    byte[] stored = fixture(kind);
    Random random = new Random(81);
    int refused = 0;
    for (int round = 0; round < 5000; round++) {
      byte[] wrong = stored.clone();
      wrong[5 + random.nextInt(stored.length - 9)] = (byte) random.nextInt();
      seal(wrong);
      try {
        READERS.get(kind).accept(wrong);
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void anotherKindAndALaterVersionAreNamed() throws IOException {
    byte[] counts = fixture("record-counts");
    assertThatThrownBy(() -> IntendedStates.fromBytes(counts, ScoringRules.DEFAULT))
        .hasMessage("Not intended states: it does not begin with HWIS");
    counts[4] = 2;
    assertThatThrownBy(() -> RecordCounts.fromBytes(counts))
        .hasMessage("Not record counts: its version is 2, this release reads 1");
  }

  private static ScoringRules featuresAlone() {
    return new ScoringRules(
        ScoredColumns.TRUE_ONLY,
        ScoreStatistics.AUGMENTED,
        ScoreAnchor.EXTENDED,
        new ThresholdRule.MeanStd(3),
        ScoreRange.DEFAULT,
        0,
        false);
  }

  private static void seal(byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content, 0, content.length - 4);
    ByteBuffer.wrap(content).putInt(content.length - 4, (int) checksum.getValue());
  }

  private static byte[] fixture(String kind) throws IOException {
    try (InputStream in = StoredFormTest.class.getResourceAsStream("/stored/" + kind + "-v1.bin")) {
      return in.readAllBytes();
    }
  }
}
