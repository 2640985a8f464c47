package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.backtest.whatif.SweepReplay;
import java.io.IOException;
import java.util.Optional;

/** What the values of one or two parameters would have given: {@code sweep.json}. */
final class SweepSection implements Section {

  private static final int MAX_RUNS = 2_500;

  @Override
  public String name() {
    return "sweep";
  }

  @Override
  public Optional<JsonNode> read(ResultDirectory result) throws IOException {
    return result
        .json(SweepReplay.SWEEP)
        .map(
            sweep -> {
              ObjectNode kept = (ObjectNode) Excerpt.of(sweep);
              kept.set("runs", Excerpt.list(sweep.path("runs"), MAX_RUNS));
              return kept.put("runsTotal", sweep.path("runs").size());
            });
  }
}
