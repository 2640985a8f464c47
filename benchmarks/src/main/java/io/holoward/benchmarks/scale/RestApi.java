package io.holoward.benchmarks.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;

/** What an embedded Flink tells of its jobs by its REST interface. */
final class RestApi {

  private static final String RUNNING = "RUNNING";

  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();

  /** On a port that is free now. */
  RestApi() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
  }

  /**
   * Writes a Flink configuration that has the interface.
   *
   * @param more keys of it
   * @return the directory it is in
   */
  Path configuration(Path directory, Map<String, String> more) throws IOException {
    Files.createDirectories(directory);
    String keys =
        more.entrySet().stream()
            .map(key -> "%s: %s%n".formatted(key.getKey(), key.getValue()))
            .collect(Collectors.joining());
    Files.writeString(
        directory.resolve("config.yaml"),
        "rest.address: 127.0.0.1%nrest.bind-address: 127.0.0.1%nrest.port: %2$d%nrest.bind-port: \"%2$d\"%nweb.refresh-interval: 50 ms%n%1$s"
            .formatted(keys, port));
    return directory;
  }

  /** Whether all tasks of a job have got their state and run. */
  boolean isRunning(JobID job) throws IOException, InterruptedException {
    JsonNode vertices = get("/jobs/" + job).path("vertices");
    for (JsonNode vertex : vertices) {
      int parallelism = vertex.path("parallelism").asInt();
      if (vertex.path("tasks").path(RUNNING).asInt() != parallelism) {
        return false;
      }
    }
    return vertices.size() > 0;
  }

  /** All that the latest completed checkpoint of a job refers to; 0 where there is none yet. */
  double stateBytes(JobID job) throws IOException, InterruptedException {
    return checkpoints(job).at("/latest/completed/state_size").asDouble();
  }

  /** What its completed checkpoints took from end to end (median); none where there is none yet. */
  OptionalDouble checkpointSeconds(JobID job) throws IOException, InterruptedException {
    JsonNode checkpoints = checkpoints(job);
    return checkpoints.at("/counts/completed").asInt() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(checkpoints.at("/summary/end_to_end_duration/p50").asDouble() / 1e3);
  }

  private JsonNode checkpoints(JobID job) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/checkpoints");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1" + path)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return answer.statusCode() == 200 ? mapper.readTree(answer.body()) : mapper.missingNode();
  }
}
