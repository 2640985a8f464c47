package io.holoward.integration.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What a cluster tells of itself and of its jobs by its REST interface. */
public final class FlinkRest {
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(BOUND).build();
  private final String url;

  FlinkRest(String url) {
    this.url = url;
  }

  /** The ids of the task managers that have registered; none while the cluster does not answer. */
  Set<String> taskManagers() {
    Set<String> ids = new HashSet<>();
    find("/taskmanagers")
        .ifPresent(
            found -> found.path("taskmanagers").forEach(each -> ids.add(each.path("id").asText())));
    return ids;
  }

  /** The state of a job, such as {@code RUNNING}. */
  public String state(String job) {
    return get("/jobs/" + job).path("state").asText();
  }

  /** True when every task of a job runs. */
  public boolean allTasksRun(String job) {
    JsonNode details = get("/jobs/" + job);
    if (!details.path("state").asText().equals("RUNNING")) {
      return false;
    }
    for (JsonNode vertex : details.path("vertices")) {
      if (!vertex.path("status").asText().equals("RUNNING")) {
        return false;
      }
    }
    return true;
  }

  /** The value of an accumulator of a job; 0 while no task has reported it. */
  public long accumulator(String job, String name) {
    JsonNode all = get("/jobs/" + job + "/accumulators").path("user-task-accumulators");
    for (JsonNode accumulator : all) {
      if (accumulator.path("name").asText().equals(name)) {
        return accumulator.path("value").asLong();
      }
    }
    return 0;
  }

  /**
   * Counts of checkpoints of a job since its job manager has it.
   *
   * @param completed those that can be restored
   * @param failed those that were given up
   * @param restored how often the job was restored from one, or from a savepoint
   */
  public record Checkpoints(int completed, int failed, int restored) {}

  /** How the checkpoints of a job went. */
  public Checkpoints checkpoints(String job) {
    JsonNode counts = get("/jobs/" + job + "/checkpoints").path("counts");
    return new Checkpoints(
        counts.path("completed").asInt(),
        counts.path("failed").asInt(),
        counts.path("restored").asInt());
  }

  /** True when the cluster answers and has the job; a new job manager has to find it first. */
  public boolean knows(String job) {
    return find("/jobs/" + job + "/checkpoints").isPresent();
  }

  /** The value of a metric of a job as a whole; empty while it is not reported. */
  public OptionalLong metric(String job, String name) {
    return find("/jobs/" + job + "/metrics?get=" + name)
        .filter(reported -> !reported.isEmpty())
        .map(reported -> OptionalLong.of(reported.get(0).path("value").asLong()))
        .orElse(OptionalLong.empty());
  }

  /**
   * The smallest value of a metric over the subtasks of an operator.
   *
   * @param operator its name, which the vertex's name begins with
   * @return empty while not all subtasks have reported it
   */
  public OptionalLong smallest(String job, String operator, String metric) {
    JsonNode vertex = vertex(job, operator);
    JsonNode reported =
        get(
            "/jobs/%s/vertices/%s/subtasks/metrics?get=%s.%s&agg=min&subtasks=0-%d"
                .formatted(
                    job,
                    vertex.path("id").asText(),
                    operator,
                    metric,
                    vertex.path("parallelism").asInt() - 1));
    return reported.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of((long) reported.get(0).path("min").asDouble());
  }

  private JsonNode vertex(String job, String operator) {
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      if (vertex.path("name").asText().startsWith(operator)) {
        return vertex;
      }
    }
    throw new IllegalArgumentException("No operator " + operator + " in the job " + job);
  }

  /** What the cluster answers at a path, as JSON. */
  public String answer(String path) {
    return get(path).toString();
  }

  /** Cancels a job, which keeps its last checkpoint. */
  public void cancel(String job) {
    send(request("/jobs/" + job + "?mode=cancel").method("PATCH", BodyPublishers.noBody()).build());
  }

  private JsonNode get(String path) {
    return send(request(path).GET().build());
  }

  private Optional<JsonNode> find(String path) {
    try {
      return Optional.of(get(path));
    } catch (UncheckedIOException notYet) {
      return Optional.empty();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(BOUND);
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IOException(
            "%s answered %d: %s".formatted(request.uri(), response.statusCode(), response.body()));
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking the cluster", e);
    }
  }
}
