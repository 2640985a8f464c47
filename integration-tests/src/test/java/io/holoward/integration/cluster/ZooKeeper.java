package io.holoward.integration.cluster;

import io.holoward.integration.cluster.JavaProcess.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A ZooKeeper of one node as a process of its own: the server inside Flink's shaded ZooKeeper. */
public final class ZooKeeper implements AutoCloseable {
  private static final Duration START_BOUND = Duration.ofSeconds(60);

  private final JavaProcess process;
  private final int port;

  private ZooKeeper(JavaProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it and waits until it can be connected to.
   *
   * @param lib the directory of Flink's jars
   * @param directory where its files go
   */
  public static ZooKeeper start(Path lib, Path directory) {
    int port = FreePorts.find(1).get(0);
    Path configuration = directory.resolve("zookeeper.properties");
    write(
        configuration,
        """
        clientPort=%d
        clientPortAddress=127.0.0.1
        dataDir=%s
        tickTime=1000
        admin.enableServer=false
        """
            .formatted(port, directory.resolve("zookeeper")));
    Program program =
        new Program(
            "zookeeper",
            List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-Dzookeeper.jmx.log4j.disable=true",
                "-Dorg.apache.flink.shaded.zookeeper3.zookeeper.jmx.log4j.disable=true"),
            "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain",
            List.of(configuration.toString()));
    ZooKeeper started =
        new ZooKeeper(
            JavaProcess.start(program, lib.resolve("*").toString(), Map.of(), directory), port);
    Await.until("ZooKeeper answers", START_BOUND, started::answers);
    return started;
  }

  private static void write(Path file, String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    process.requireAlive();
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What makes a cluster keep its leader and its jobs here. */
  public Map<String, Object> highAvailability(Path storage) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("high-availability.type", "zookeeper");
    settings.put("high-availability.zookeeper.quorum", "127.0.0.1:" + port);
    settings.put("high-availability.storageDir", storage.toUri());
    // A leader that is gone is missed for so long; one on a busy machine must not be taken for
    // gone.
    settings.put("high-availability.zookeeper.client.session-timeout", "15s");
    // Without it each start logs that nobody has configured Kerberos.
    settings.put("zookeeper.sasl.disable", true);
    return settings;
  }

  @Override
  public void close() {
    process.close();
  }
}
