package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.backtest.ResultFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How the result was made: {@code run.json}. */
final class RunSection implements Section {

  private static final int MAX_NAMES = 50;
  private static final List<String> LISTS = List.of("inputs", "learnedFrom", "learnLabels");

  @Override
  public String name() {
    return "run";
  }

  @Override
  public Optional<JsonNode> read(ResultDirectory result) throws IOException {
    return result.json(ResultFiles.RUN).map(RunSection::bounded);
  }

  private static ObjectNode bounded(JsonNode run) {
    ObjectNode kept = (ObjectNode) Excerpt.of(run);
    for (String list : LISTS) {
      if (run.path(list).isArray()) {
        kept.set(list, Excerpt.list(run.get(list), MAX_NAMES));
        kept.put(list + "Total", run.get(list).size());
      }
    }
    return kept;
  }
}
