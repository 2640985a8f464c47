package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Alarms by their cause: what to settle first, because it settles most of them. */
final class AlarmGroups {

  /** AlarmGroups told apart; the alarms of those that come later are counted together. */
  static final int MAX_CAUSES = 5_000;

  /** Hosts and services of a cause told apart. */
  static final int MAX_DISTINCT = 500;

  private static final int SHOWN = 100;
  private static final int SHOWN_SERVICES = 3;

  private static final Comparator<Group> LARGEST = Comparator.comparingLong(group -> -group.alarms);

  private final Function<JsonNode, AlarmGround> causeOf;
  private final String scoreField;
  private final Comparator<Group> order;
  private final Map<AlarmGround, Group> groups = new HashMap<>();
  private final Set<String> processes = new HashSet<>();
  private long alarms;
  private long ungrouped;

  private AlarmGroups(
      Function<JsonNode, AlarmGround> causeOf, String scoreField, Comparator<Group> order) {
    this.causeOf = causeOf;
    this.scoreField = scoreField;
    this.order = order;
  }

  /** Groups by how alarms deviate from the intended states, the largest first. */
  static AlarmGroups byDeviation() {
    return new AlarmGroups(AlarmGround::ofDeviation, "score", LARGEST);
  }

  /** Groups by process, first the one that stands out most among the population. */
  static AlarmGroups byProcess() {
    return new AlarmGroups(
        AlarmGround::ofProcess,
        "populationScore",
        Comparator.<Group>comparingDouble(group -> -group.maxScore).thenComparing(LARGEST));
  }

  void add(JsonNode alarm) {
    alarms++;
    AlarmGround cause = causeOf.apply(alarm);
    Group group = groups.get(cause);
    if (group == null && groups.size() < MAX_CAUSES) {
      group = new Group(cause);
      groups.put(cause, group);
      processes.add(cause.processId());
    }
    if (group == null) {
      ungrouped++;
    } else {
      group.add(alarm, alarm.path(scoreField).asDouble(Double.NEGATIVE_INFINITY));
    }
  }

  ObjectNode toJson() {
    Best<Group> first = new Best<>(SHOWN, order.thenComparing(group -> group.cause.toString()));
    groups.values().forEach(first::offer);
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("alarms", alarms)
            .put("ungrouped", ungrouped)
            .put("total", groups.size())
            .put("processes", processes.size());
    ArrayNode rows = json.putArray("rows");
    first.inOrder().forEach(group -> rows.add(group.toJson()));
    return json;
  }

  /** The alarms of one cause. */
  private static final class Group {
    private final AlarmGround cause;
    private final Set<String> hosts = new HashSet<>();
    private final Map<String, Long> services = new HashMap<>();
    private long alarms;
    private long connections;
    private double maxScore = Double.NEGATIVE_INFINITY;
    private String first = "";
    private String last = "";
    private JsonNode example;

    Group(AlarmGround cause) {
      this.cause = cause;
    }

    void add(JsonNode alarm, double score) {
      alarms++;
      connections += alarm.path("connectionCount").asLong(1);
      if (hosts.size() < MAX_DISTINCT) {
        hosts.add(Excerpt.text(alarm.path("host")));
      }
      alarm.path("connections").forEach(this::service);
      String time = Excerpt.text(alarm.path("eventTime"));
      // ISO times of one zone and width sort as text; the file is in order of event time anyway.
      first = first.isEmpty() || time.compareTo(first) < 0 ? time : first;
      last = time.compareTo(last) > 0 ? time : last;
      if (example == null || score > maxScore) {
        maxScore = score;
        example = Excerpt.of(alarm, List.of("uid", "processName", "host", "explanation", "source"));
      }
    }

    private void service(JsonNode connection) {
      boolean inbound = connection.path("direction").asText().equals("IN");
      JsonNode end = connection.path(inbound ? "local" : "remote");
      String address = Excerpt.text(end.path("address"));
      String service =
          (inbound ? "in " : "")
              + (address.contains(":") ? "[" + address + "]" : address)
              + ":"
              + end.path("port").asText("*");
      if (services.size() < MAX_DISTINCT || services.containsKey(service)) {
        services.merge(service, 1L, Long::sum);
      }
    }

    ObjectNode toJson() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("processId", Excerpt.text(JsonNodeFactory.instance.textNode(cause.processId())));
      json.set("processName", example.path("processName"));
      ArrayNode features = json.putArray("features");
      cause.features().forEach(features::add);
      json.put("alarms", alarms).put("connections", connections);
      json.put("hosts", hosts.size()).put("hostsAtLeast", hosts.size() == MAX_DISTINCT);
      if (Double.isFinite(maxScore)) {
        json.put("maxScore", maxScore);
      }
      json.put("first", first).put("last", last);
      ArrayNode frequent = json.putArray("services");
      services.entrySet().stream()
          .sorted(
              Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                  .thenComparing(Map.Entry.comparingByKey()))
          .limit(SHOWN_SERVICES)
          .forEach(service -> frequent.add(service.getKey()));
      json.put("servicesTotal", services.size());
      json.set("example", example);
      return json;
    }
  }
}
