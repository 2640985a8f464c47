package io.holoward.integration;

import io.holoward.integration.cluster.FlinkCluster;
import io.holoward.registry.SchemaRegistry;
import java.nio.file.Path;

/** What a run of the job needs: a cluster, a broker and a registry, and a place for its files. */
public interface Platform {
  /** The cluster the job is submitted to. */
  FlinkCluster flink();

  /** The topics as a test reaches them, whatever is between the job and them. */
  KafkaTopics topics();

  /** The registry as a test reaches it, whatever is between the job and it. */
  SchemaRegistry registry();

  /** Where files of the tests go. */
  Path directory();

  /** Where the job finds its broker. */
  String bootstrapServers();

  /** Where the job finds its registry. */
  String registryUrl();
}
