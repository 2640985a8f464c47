package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordCountsTest {

  private static final Signature A = Signature.of("a");
  private static final Signature B = Signature.of("b");
  private static final Signature C = Signature.of("c");

  @Test
  void equalSignaturesAreCountedTogether() {
    RecordCounts counts = new RecordCounts(10);
    counts.add(Signature.of("x", "y"), 2);
    counts.add(Signature.of("y", "x", "x"), 3);
    assertThat(counts.distinct()).isEqualTo(1);
    assertThat(counts.records()).isEqualTo(5);
    assertThat(counts.count(Signature.of("x", "y"))).isEqualTo(5);
    assertThat(counts.count(A)).isZero();
  }

  @Test
  void signaturesAreVisitedInOrder() {
    RecordCounts counts = new RecordCounts(10);
    counts.add(C, 1);
    counts.add(A, 2);
    counts.add(B, 3);
    List<String> visited = new ArrayList<>();
    counts.forEach((signature, count) -> visited.add(signature.text() + count));
    assertThat(visited).containsExactly("a2", "b3", "c1");
  }

  @Test
  void beyondTheBoundTheRarestIsPooledAndStillCounted() {
    RecordCounts counts = new RecordCounts(2);
    counts.add(A, 5);
    counts.add(B, 2);
    counts.add(C, 3);
    assertThat(counts.count(B)).isZero();
    assertThat(counts.distinct()).isEqualTo(2);
    assertThat(counts.pooled()).isEqualTo(2);
    assertThat(counts.records()).isEqualTo(10);
  }

  @Test
  void amongEquallyRareSignaturesTheLastInOrderIsPooled() {
    for (List<Signature> order : List.of(List.of(A, B, C), List.of(C, B, A), List.of(B, C, A))) {
      RecordCounts counts = new RecordCounts(2);
      order.forEach(signature -> counts.add(signature, 1));
      assertThat(counts.count(A)).isEqualTo(1);
      assertThat(counts.count(B)).isEqualTo(1);
      assertThat(counts.count(C)).isZero();
    }
  }

  @Test
  void upToTheBoundTheOrderOfRecordsDoesNotMatter() {
    List<Signature> records = new ArrayList<>(BruteForce.randomRecords(new Random(1), 500, 12));
    byte[] stored = BruteForce.counts(records).toBytes();
    Collections.shuffle(records, new Random(2));
    assertThat(BruteForce.counts(records).toBytes()).isEqualTo(stored);
  }

  @Test
  void whatIsStoredComesBack() {
    RecordCounts counts = new RecordCounts(50);
    BruteForce.randomRecords(new Random(9), 900, 20).forEach(r -> counts.add(r, 1L << 33));
    assertThat(counts.pooled()).isPositive();
    RecordCounts restored = RecordCounts.fromBytes(counts.toBytes());
    assertThat(restored.toBytes()).isEqualTo(counts.toBytes());
    assertThat(restored.records()).isEqualTo(counts.records());
    assertThat(restored.pooled()).isEqualTo(counts.pooled());
    assertThat(restored.distinct()).isEqualTo(50);
    restored.add(Signature.of("zz"), 1);
    assertThat(restored.distinct()).isEqualTo(50);
  }

  @Test
  void addingNothingOrHoldingNothingIsRefused() {
    RecordCounts counts = new RecordCounts(1);
    assertThatThrownBy(() -> counts.add(A, 0)).hasMessageContaining("0 records");
    assertThatThrownBy(() -> new RecordCounts(0)).hasMessageContaining("at least 1");
  }
}
