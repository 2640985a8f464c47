package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** A histogram in bins of equal width, by series; values outside belong to the outermost bins. */
final class Distribution {

  /** Series told apart; those that come later are counted as {@link #OTHERS}. */
  static final int MAX_SERIES = 12;

  static final String OTHERS = "others";

  private final double low;
  private final double high;
  private final int bins;
  private final Map<String, long[]> series = new TreeMap<>();
  private long without;

  /** Bins from low to high, which is above it. */
  Distribution(double low, double high, int bins) {
    this.low = low;
    this.high = high;
    this.bins = bins;
  }

  /** Adds a value that may be absent. */
  void add(String name, JsonNode value) {
    if (value.isNumber()) {
      add(name, value.asDouble());
    } else {
      without++;
    }
  }

  void add(String name, double value) {
    String known = series.containsKey(name) || series.size() < MAX_SERIES ? name : OTHERS;
    int bin = (int) Math.floor((value - low) / (high - low) * bins);
    series.computeIfAbsent(known, any -> new long[bins])[Math.max(0, Math.min(bins - 1, bin))]++;
  }

  /** {@code {"low", "high", "without", "series": {name: [count of each bin]}}}. */
  ObjectNode toJson() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("low", low)
            .put("high", high)
            .put("without", without);
    ObjectNode all = json.putObject("series");
    series.forEach(
        (name, counts) -> {
          ArrayNode bins = all.putArray(name);
          for (long count : counts) {
            bins.add(count);
          }
        });
    return json;
  }
}
