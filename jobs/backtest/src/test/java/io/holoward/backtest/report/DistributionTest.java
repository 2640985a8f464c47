package io.holoward.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void valuesAreCountedByBinAndThoseOutsideInTheOutermost() {
    Distribution distribution = new Distribution(0, 100, 4);
    for (double value : new double[] {-5, 0, 24.9, 25, 74, 75, 100, 1_000}) {
      distribution.add("a", value);
    }

    assertThat(distribution.toJson().path("series").path("a")).hasToString("[3,1,1,3]");
  }

  @Test
  void whatHasNoValueIsCountedApart() {
    Distribution distribution = new Distribution(0, 1, 2);
    distribution.add("a", NullNode.instance);
    distribution.add("a", DoubleNode.valueOf(0.7));

    JsonNode json = distribution.toJson();

    assertThat(json.path("without").asInt()).isEqualTo(1);
    assertThat(json.path("series").path("a")).hasToString("[0,1]");
  }

  @Test
  void labelsBeyondTheBoundAreCountedAsOthers() {
    Distribution distribution = new Distribution(0, 1, 1);
    for (int i = 0; i < Distribution.MAX_SERIES + 5; i++) {
      distribution.add("label " + i, 0.5);
    }

    JsonNode series = distribution.toJson().path("series");

    assertThat(series).hasSize(Distribution.MAX_SERIES + 1);
    assertThat(series.path(Distribution.OTHERS)).hasToString("[5]");
  }
}
