package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/** One part of the report. */
interface Section {

  /** What the page calls its data. */
  String name();

  /** Its data, bounded in size; empty where the files it is made from are absent. */
  Optional<JsonNode> read(ResultDirectory result) throws IOException;
}
