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
import java.util.Optional;
import java.util.OptionalLong;

/** What a cluster tells of itself and of its jobs by its REST interface. */
public final class FlinkRest {
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(BOUND).build();
  private final String url;

  FlinkRest(String url) {
    this.url = url;
  }

  /** How many task managers have registered; 0 while the cluster does not answer. */
  int taskManagers() {
    return find("/overview").map(overview -> overview.path("taskmanagers").asInt()).orElse(0);
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

  /** How many checkpoints of a job have been completed. */
  public int completedCheckpoints(String job) {
    return get("/jobs/" + job + "/checkpoints").path("counts").path("completed").asInt();
  }

  /** How often a job has been restored from a checkpoint or savepoint. */
  public int restored(String job) {
    return get("/jobs/" + job + "/checkpoints").path("counts").path("restored").asInt();
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
