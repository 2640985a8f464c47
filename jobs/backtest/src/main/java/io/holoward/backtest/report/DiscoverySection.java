package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.backtest.ResultFiles;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How discovery came on: processes by phase and the records they had learned, over event time; and
 * what still blocks those that were never sealed. Memory grows with the number of processes.
 */
final class DiscoverySection implements Section {

  private static final int BUCKETS = 1_000;
  private static final int SHOWN = 100;
  private static final int MAX_REASONS = 5;

  @Override
  public String name() {
    return "discovery";
  }

  @Override
  public Optional<JsonNode> read(ResultDirectory result) throws IOException {
    if (!result.has(ResultFiles.PROGRESS)) {
      return Optional.empty();
    }
    Processes processes = new Processes();
    result.forEach(ResultFiles.PROGRESS, processes::add);
    return Optional.of(processes.toJson());
  }

  private static boolean isProtected(JsonNode progress) {
    return progress.path("phase").asText().equals("PROTECTED");
  }

  /** Where each process stands. */
  private static final class Processes {
    private final Timeline timeline = Timeline.ofLevels(BUCKETS);
    private final Map<String, JsonNode> last = new HashMap<>();
    private long sealed;
    private long records;

    void add(JsonNode progress) {
      JsonNode before = last.put(progress.path("processId").asText(), bounded(progress));
      if (before != null) {
        sealed -= isProtected(before) ? 1 : 0;
        records -= before.path("records").asLong();
      }
      sealed += isProtected(progress) ? 1 : 0;
      records += progress.path("records").asLong();
      Excerpt.time(progress.path("eventTime"))
          .ifPresent(time -> timeline.add(time, last.size() - sealed, sealed, records));
    }

    private static JsonNode bounded(JsonNode progress) {
      ObjectNode kept = JsonNodeFactory.instance.objectNode();
      kept.put("processName", Excerpt.text(progress.path("processName")));
      kept.put("phase", progress.path("phase").asText());
      for (String count : new String[] {"records", "hosts", "ageMillis"}) {
        kept.put(count, progress.path(count).asLong());
      }
      kept.set("blocking", Excerpt.list(progress.path("blocking"), MAX_REASONS));
      return kept;
    }

    ObjectNode toJson() {
      Best<JsonNode> open =
          new Best<>(SHOWN, Comparator.comparingLong(process -> -process.path("records").asLong()));
      // In the order of their ids, so that equals come out the same each time.
      new TreeMap<>(last)
          .values().stream().filter(process -> !isProtected(process)).forEach(open::offer);
      ObjectNode json = timeline.toJson();
      ArrayNode rows = json.putArray("open");
      open.inOrder().forEach(rows::add);
      return json.put("openTotal", open.offered());
    }
  }
}
