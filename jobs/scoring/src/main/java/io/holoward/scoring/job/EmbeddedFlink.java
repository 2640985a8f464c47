package io.holoward.scoring.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Flink in this process, with RocksDB, for everything that is run without a cluster. The rules that
 * hold for every run of the topology (no operator without a uid, no generic serialisation) are set
 * here as they are in the cluster's configuration.
 */
public final class EmbeddedFlink implements AutoCloseable {

  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);
  private static final MemorySize LEAST_MANAGED = MemorySize.ofMebiBytes(256);

  /** The heap is this many times the memory of RocksDB. */
  private static final int HEAP_OF_MANAGED = 3;

  /** An alarm crosses several exchanges: at each it waits no longer than this for company. */
  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(5);

  /** Restarts without an hour of rest between them, after which a job is given up. */
  private static final int MAX_RESTARTS = 10;

  private final StreamExecutionEnvironment environment;

  private EmbeddedFlink(Configuration configuration, int parallelism) {
    environment = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
  }

  /** For a job that ends with its input: no checkpoints, no restart. */
  public static EmbeddedFlink bounded(int parallelism, Path directory) {
    Configuration configuration = common(directory);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    return new EmbeddedFlink(configuration, parallelism);
  }

  /**
   * For a job that runs until it is stopped: checkpoints into the directory, restarts after a
   * failure, but not for ever: a job that cannot run must be seen to end.
   *
   * @param flinkConf directory of a Flink configuration whose keys win over these defaults
   */
  public static EmbeddedFlink continuous(
      int parallelism, Path directory, Duration checkpointInterval, Optional<Path> flinkConf) {
    Configuration configuration = common(directory);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
    configuration.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    // Operator state that is not compressed Flink reads byte by byte, each with a system call.
    configuration.set(ExecutionOptions.SNAPSHOT_COMPRESSION, true);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, MAX_RESTARTS);
    flinkConf.ifPresent(
        conf -> configuration.addAll(GlobalConfiguration.loadConfiguration(conf.toString())));
    return new EmbeddedFlink(configuration, parallelism);
  }

  private static Configuration common(Path directory) {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(CoreOptions.TMP_DIRS, directory.toString());
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, managed());
    // An index in one piece is unpacked for each look-up once it does not stay in the block cache.
    configuration.set(RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS, true);
    return configuration;
  }

  private static MemorySize managed() {
    MemorySize ofHeap = new MemorySize(Runtime.getRuntime().maxMemory() / HEAP_OF_MANAGED);
    return ofHeap.compareTo(LEAST_MANAGED) < 0 ? LEAST_MANAGED : ofHeap;
  }

  /** The environment to define a job on. */
  public StreamExecutionEnvironment environment() {
    return environment;
  }

  @Override
  public void close() throws Exception {
    environment.close();
  }
}
