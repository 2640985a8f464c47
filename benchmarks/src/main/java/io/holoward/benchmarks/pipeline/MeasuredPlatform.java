package io.holoward.benchmarks.pipeline;

import io.holoward.cli.Topics;
import io.holoward.cli.embedded.Distribution;
import io.holoward.cli.embedded.EmbeddedPlatform;
import io.holoward.detection.configuration.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A broker and a registry that are processes of their own on this machine, with the topics of the
 * job, in a directory that is gone when it is closed.
 */
final class MeasuredPlatform implements AutoCloseable {

  private static final int PARTITIONS = 4;

  private final Path directory;
  private final EmbeddedPlatform platform;
  private final Configuration configuration;

  private MeasuredPlatform(Path directory, EmbeddedPlatform platform, List<String> settings) {
    this.directory = directory;
    this.platform = platform;
    List<String> all = new ArrayList<>(settings);
    all.add("kafka.bootstrap-servers=" + platform.broker().bootstrapServers());
    all.add("registry.url=" + platform.registry().url());
    this.configuration = Configuration.of(all.toArray(String[]::new));
  }

  /**
   * Starts it.
   *
   * @param settings of the job, beside where the platform is
   */
  static MeasuredPlatform start(String... settings) throws IOException {
    Path directory = Files.createTempDirectory("holoward-benchmark-");
    MeasuredPlatform started =
        new MeasuredPlatform(
            directory,
            EmbeddedPlatform.start(Distribution.locate(), directory.resolve("platform")),
            List.of(settings));
    started.createTopics();
    return started;
  }

  private void createTopics() {
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                configuration.kafka().bootstrapServers()))) {
      Topics.create(admin, Topics.of(configuration), PARTITIONS, Optional.empty());
    }
  }

  Configuration configuration() {
    return configuration;
  }

  /**
   * Where jobs are run.
   *
   * @param events how many the topic that they read holds
   */
  Track track(long events, int parallelism) {
    return new Track(configuration, platform.broker().handle(), events, parallelism, directory);
  }

  @Override
  public void close() throws IOException {
    platform.close();
    FileUtils.deleteDirectory(directory.toFile());
  }
}
