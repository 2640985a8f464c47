package io.holoward.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixtureTest {

  @Test
  void recordsOfTwoStatesAreToldApart() {
    Random random = new Random(51);
    List<Signature> records = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      records.add(noisy(random, i % 5 == 0 ? "server" : "client"));
    }
    BernoulliMixture mixture = BernoulliMixture.fit(BruteForce.counts(records), 4);
    assertThat(mixture.components()).isEqualTo(2);
    List<Signature> distinct = List.copyOf(new TreeSet<>(records));
    int server = mixture.assignment()[firstOf(distinct, "server")];
    for (int i = 0; i < distinct.size(); i++) {
      boolean isServer = distinct.get(i).feature(0).startsWith("server");
      assertThat(mixture.assignment()[i] == server).isEqualTo(isServer);
    }
  }

  @Test
  void theOrderOfTheRecordsDoesNotMatter() {
    List<Signature> records = new ArrayList<>(BruteForce.randomRecords(new Random(52), 200, 6));
    BernoulliMixture mixture = BernoulliMixture.fit(BruteForce.counts(records), 4);
    Collections.shuffle(records, new Random(53));
    BernoulliMixture shuffled = BernoulliMixture.fit(BruteForce.counts(records), 4);
    assertThat(shuffled.assignment()).isEqualTo(mixture.assignment());
    assertThat(shuffled.bic()).isEqualTo(mixture.bic());
  }

  @Test
  void oneKindOfRecordIsOneState() {
    RecordCounts counts = new RecordCounts(1);
    counts.add(Signature.of("a"), 1000);
    assertThat(BernoulliMixture.fit(counts, 4).components()).isEqualTo(1);
  }

  @Test
  void aMixtureOfNothingIsRefused() {
    assertThatThrownBy(() -> BernoulliMixture.fit(new RecordCounts(1), 4))
        .hasMessageContaining("needs a record");
    assertThatThrownBy(() -> LognormalMixture.fit(new double[0], 1, 4))
        .hasMessageContaining("needs a factor");
  }

  @Test
  void theComponentsOfLogarithmsAreFoundInOrder() {
    Random random = new Random(54);
    double[] factors =
        IntStream.range(0, 400)
            .mapToDouble(i -> Math.exp((i % 4 == 0 ? 3 : 1) + 0.1 * random.nextGaussian()) - 1)
            .toArray();
    LognormalMixture mixture = LognormalMixture.fit(factors, 1, 4);
    assertThat(mixture.components()).hasSize(2);
    assertThat(mixture.components().get(0).mean()).isCloseTo(1, within(0.05));
    assertThat(mixture.components().get(0).weight()).isCloseTo(0.75, within(0.01));
    assertThat(mixture.components().get(1).mean()).isCloseTo(3, within(0.05));
    assertThat(mixture.components().get(1).standardDeviation()).isCloseTo(0.1, within(0.03));
  }

  private static int firstOf(List<Signature> distinct, String state) {
    return IntStream.range(0, distinct.size())
        .filter(i -> distinct.get(i).feature(0).startsWith(state))
        .findFirst()
        .orElseThrow();
  }

  private static Signature noisy(Random random, String state) {
    List<String> features = new ArrayList<>(List.of(state));
    for (int j = 0; j < 5; j++) {
      if (random.nextInt(10) > 0) {
        features.add(state + j);
      }
    }
    return Signature.of(features);
  }
}
