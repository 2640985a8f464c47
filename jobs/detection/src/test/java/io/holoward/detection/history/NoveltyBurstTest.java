package io.holoward.detection.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.features.Novelty;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoveltyBurstTest {

  private static final Novelty NEW = new Novelty(false, false, true, false, false);

  private static OrientedConnection connection(Direction direction, String remote) {
    return new OrientedConnection(
        direction, Protocol.TCP, new Endpoint("10.0.0.1", 443), new Endpoint(remote, 443));
  }

  @Test
  void theFirstServicesAreToldAndNoFurtherOne() {
    NoveltyBurst burst = new NoveltyBurst(2, List.of());
    assertThat(burst.tells(Uses.web(5))).isTrue();
    assertThat(burst.tells(Uses.web(4))).isTrue();
    assertThat(burst.tells(Uses.web(3))).isFalse();
    assertThat(burst.tells(Uses.web(5))).as("it was told before").isTrue();
    assertThat(burst.tells(Uses.web(3))).isFalse();
    assertThat(burst.told()).containsExactly(Uses.web(5), Uses.web(4));
  }

  @Test
  void itGoesOnWhereItStood() {
    NoveltyBurst burst = new NoveltyBurst(2, List.of(Uses.web(1)));
    assertThat(burst.tells(Uses.web(2))).isTrue();
    assertThat(burst.tells(Uses.web(3))).isFalse();
    assertThat(burst.tells(Uses.web(1))).isTrue();
  }

  @Test
  void withoutALimitAllIsToldAndNothingKept() {
    NoveltyBurst burst = new NoveltyBurst(NoveltyBurst.UNLIMITED, List.of());
    for (int host = 0; host < 100; host++) {
      assertThat(burst.tells(Uses.web(host))).isTrue();
    }
    assertThat(burst.told()).isEmpty();
  }

  @Test
  void itConcernsWhatIsNewAtPublicAddressesOnly() {
    OrientedConnection toThePublic = connection(Direction.OUT, "203.0.113.7");
    assertThat(NoveltyBurst.concerns(toThePublic, NEW)).isTrue();
    assertThat(NoveltyBurst.concerns(connection(Direction.OUT, "2606::7"), NEW)).isTrue();
    assertThat(NoveltyBurst.concerns(toThePublic, Novelty.NONE)).isFalse();
    assertThat(NoveltyBurst.concerns(toThePublic, Novelty.FAMILIAR)).isFalse();
    assertThat(NoveltyBurst.concerns(connection(Direction.OUT, "10.9.9.9"), NEW)).isFalse();
    assertThat(NoveltyBurst.concerns(connection(Direction.IN, "203.0.113.7"), NEW)).isFalse();
  }
}
