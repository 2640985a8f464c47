package io.holoward.scoring.kafka;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;

/**
 * What tells the records that a replay writes from those of the live job: the headers {@code
 * replay} = {@code true} and {@code run-id}.
 *
 * @param runId names the one run of the replay
 */
public record ReplayMark(String runId) implements Serializable {

  void putOn(Headers headers) {
    headers.add("replay", "true".getBytes(StandardCharsets.UTF_8));
    headers.add("run-id", runId.getBytes(StandardCharsets.UTF_8));
  }
}
