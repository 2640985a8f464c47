package io.holoward.detection.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.Volume;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RememberedGroupsTest {

  private final Random random = new Random(3);
  private final RememberedGroups groups = new RememberedGroups();

  @Test
  void aKeyIsTheSameWhetherItIsRememberedOrNot() {
    for (int i = 0; i < 50_000; i++) {
      FlowEvent flow = flow("ws-" + random.nextInt(20));
      String process = "acme|" + random.nextInt(5) + "|";
      assertThat(groups.of(flow, process)).isEqualTo(FlowGroupKey.of(flow, process));
    }
  }

  @Test
  void aKeyThatComesAgainIsTheSameObjectUnlessItsNamesAreLong() {
    FlowEvent flow = flow("ws-1");
    String longest = "x".repeat(1_000);

    assertThat(groups.of(flow, "a")).isSameAs(groups.of(flow, "a"));
    assertThat(groups.of(flow, longest))
        .isEqualTo(groups.of(flow, longest))
        .isNotSameAs(groups.of(flow, longest));
  }

  private FlowEvent flow(String host) {
    return new FlowEvent(
        random.nextBoolean() ? "acme" : "example",
        host,
        0,
        null,
        null,
        new OrientedConnection(
            random.nextBoolean() ? Direction.OUT : Direction.IN,
            Protocol.values()[random.nextInt(Protocol.values().length)],
            new Endpoint("10.0.0." + random.nextInt(5), random.nextInt(5)),
            new Endpoint("192.0.2." + random.nextInt(5), 443)),
        null,
        Map.of(),
        Map.of(),
        null,
        Volume.UNKNOWN,
        new SourcePosition("flows-0", 0));
  }
}
