package io.holoward.cli.embedded;

import io.holoward.cli.embedded.ServiceProcess.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker of one node (KRaft, broker and controller in one) as a process of its own, on free
 * ports of 127.0.0.1, with a heap of at most 512 MB. Files: {@code broker.properties}, {@code
 * broker.log} and {@code broker-data} in its directory.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Duration START_BOUND = Duration.ofSeconds(90);
  private static final List<String> LOGGING =
      List.of("-Dlog4j2.configurationFile=classpath:io/holoward/cli/embedded/service-log4j2.xml");

  private final ServiceProcess process;
  private final int port;

  private EmbeddedBroker(ServiceProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a broker and waits until it answers.
   *
   * @param directory where its files go; created when absent
   * @throws ServiceStartException when it does not answer in time
   */
  public static EmbeddedBroker start(Distribution distribution, Path directory) {
    EmbeddedBroker broker = launch(distribution, directory);
    broker.awaitReady();
    return broker;
  }

  /** Starts a broker that is not yet ready. */
  static EmbeddedBroker launch(Distribution distribution, Path directory) {
    ServiceProcess.createDirectories(directory);
    List<Integer> ports = FreePort.find(2);
    Path properties = directory.resolve("broker.properties");
    String classpath = distribution.broker().toAbsolutePath().resolve("*").toString();
    write(properties, properties(ports.get(0), ports.get(1)));
    format(classpath, directory);
    Program program =
        new Program(
            "broker",
            jvmOptions("-Xms256m", "-Xmx512m", "-XX:+UseSerialGC"),
            List.of(classpath),
            "kafka.Kafka",
            List.of(properties.getFileName().toString()));
    return new EmbeddedBroker(ServiceProcess.start(program, directory), ports.get(0));
  }

  private static void format(String classpath, Path directory) {
    Program program =
        new Program(
            "broker-format",
            jvmOptions("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            List.of(classpath),
            "kafka.tools.StorageTool",
            List.of("format", "-t", Uuid.randomUuid().toString(), "-c", "broker.properties"));
    ServiceProcess format = ServiceProcess.start(program, directory);
    int code = format.awaitEnd(START_BOUND);
    if (code != 0) {
      throw format.failure("ended with code " + code);
    }
  }

  private static List<String> jvmOptions(String... options) {
    return Stream.concat(List.of(options).stream(), LOGGING.stream()).toList();
  }

  private static String properties(int port, int controllerPort) {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        controller.listener.names=CONTROLLER
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        inter.broker.listener.name=PLAINTEXT
        log.dirs=broker-data
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        transaction.max.timeout.ms=900000
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        auto.create.topics.enable=false
        # Records carry the time of their event, which may be long ago.
        log.retention.ms=-1
        """
        .formatted(port, controllerPort);
  }

  private static void write(Path file, String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be written", e);
    }
  }

  void awaitReady() {
    process.awaitReady(START_BOUND, this::answers);
  }

  private boolean answers() {
    if (!portIsOpen()) {
      return false;
    }
    Map<String, Object> client =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2_000,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
    try (Admin admin = Admin.create(client)) {
      return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException | KafkaException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A client would answer too, but only after having logged each refused connection. */
  private boolean portIsOpen() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException closed) {
      return false;
    }
  }

  /** The address clients connect to, {@code host:port}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Whether the process runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The operating system's view of the process. */
  public ProcessHandle handle() {
    return process.handle();
  }

  @Override
  public void close() {
    process.close();
  }
}
