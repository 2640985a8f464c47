package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.holoward.backtest.ResultFiles;
import java.io.IOException;
import java.util.Optional;

/** The counts: {@code summary.json}. */
final class SummarySection implements Section {

  @Override
  public String name() {
    return "summary";
  }

  @Override
  public Optional<JsonNode> read(ResultDirectory result) throws IOException {
    return result.json(ResultFiles.SUMMARY).map(Excerpt::of);
  }
}
