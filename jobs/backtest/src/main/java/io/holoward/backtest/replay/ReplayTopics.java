package io.holoward.backtest.replay;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.kafka.KafkaSinks;
import io.holoward.scoring.kafka.ReplayMark;
import io.holoward.scoring.topology.Sinks;

/**
 * The topics a replay writes to, beside its files. Each record has the headers {@code replay} =
 * {@code true} and {@code run-id}.
 *
 * @param configuration its brokers, its registry, and its sinks: the topics themselves
 * @param runId names this run
 */
public record ReplayTopics(Configuration configuration, String runId) {

  Sinks sinks() {
    return KafkaSinks.ofReplay(configuration, new ReplayMark(runId));
  }
}
