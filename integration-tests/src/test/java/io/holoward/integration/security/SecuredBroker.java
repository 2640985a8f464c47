package io.holoward.integration.security;

import io.holoward.integration.cluster.Await;
import io.holoward.integration.cluster.JavaProcess;
import io.holoward.integration.cluster.JavaProcess.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/**
 * A broker as a security team runs it: TLS and SCRAM-SHA-512 on every port, and an authorizer that
 * allows nothing to anyone but its administrator. Three ports have three certificates.
 */
final class SecuredBroker implements AutoCloseable {
  /** The administrator, the only user there is from the beginning. */
  static final String ADMIN = "admin";

  static final String ADMIN_PASSWORD = "4dmin-of-the-T3st";

  private static final String LOGIN =
      "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
          .formatted(ADMIN, ADMIN_PASSWORD);

  private static final Duration BOUND = Duration.ofSeconds(90);
  private static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC");

  private final JavaProcess process;
  private final List<Integer> ports;

  private SecuredBroker(JavaProcess process, List<Integer> ports) {
    this.process = process;
    this.ports = ports;
  }

  /**
   * Starts a broker and waits until its ports are open.
   *
   * @param lib the directory of its jars
   */
  static SecuredBroker start(Path lib, KeyStores stores, Path directory) {
    List<Integer> ports = freePorts(4);
    String classpath = lib.resolve("*").toString();
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("broker.properties"), properties(ports, stores));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> format =
        List.of(
            "format",
            "-t",
            Uuid.randomUuid().toString(),
            "-c",
            "broker.properties",
            "--add-scram",
            "SCRAM-SHA-512=[name=%s,password=%s]".formatted(ADMIN, ADMIN_PASSWORD));
    try (JavaProcess formatting =
        JavaProcess.start(
            new Program("broker-format", OPTIONS, "kafka.tools.StorageTool", format),
            classpath,
            Map.of(),
            directory)) {
      formatting.awaitSuccess(BOUND);
    }
    SecuredBroker broker =
        new SecuredBroker(
            JavaProcess.start(
                new Program("broker", OPTIONS, "kafka.Kafka", List.of("broker.properties")),
                classpath,
                Map.of(),
                directory),
            ports);
    Await.until("the broker's ports are open", BOUND, broker::isOpen);
    return broker;
  }

  private static String properties(List<Integer> ports, KeyStores stores) {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        listeners=SOUND://127.0.0.1:%2$d,EXPIRED://127.0.0.1:%3$d,ELSEWHERE://127.0.0.1:%4$d,CONTROLLER://127.0.0.1:%1$d
        advertised.listeners=SOUND://127.0.0.1:%2$d,EXPIRED://127.0.0.1:%3$d,ELSEWHERE://127.0.0.1:%4$d
        listener.security.protocol.map=SOUND:SASL_SSL,EXPIRED:SASL_SSL,ELSEWHERE:SASL_SSL,CONTROLLER:PLAINTEXT
        inter.broker.listener.name=SOUND
        sasl.enabled.mechanisms=SCRAM-SHA-512
        sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
        listener.name.sound.scram-sha-512.sasl.jaas.config=%5$s
        listener.name.expired.scram-sha-512.sasl.jaas.config=%5$s
        listener.name.elsewhere.scram-sha-512.sasl.jaas.config=%5$s
        listener.name.sound.ssl.keystore.location=%6$s
        listener.name.expired.ssl.keystore.location=%7$s
        listener.name.elsewhere.ssl.keystore.location=%8$s
        ssl.keystore.password=%9$s
        ssl.key.password=%9$s
        ssl.truststore.location=%10$s
        ssl.truststore.password=%9$s
        authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
        super.users=User:%11$s;User:ANONYMOUS
        log.dirs=broker-data
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=1
        transaction.max.timeout.ms=900000
        group.initial.rebalance.delay.ms=0
        auto.create.topics.enable=false
        log.retention.ms=-1
        """
        .formatted(
            ports.get(3),
            ports.get(0),
            ports.get(1),
            ports.get(2),
            LOGIN,
            stores.sound(),
            stores.expired(),
            stores.ofAnotherHost(),
            KeyStores.PASSWORD,
            stores.trusted(),
            ADMIN);
  }

  private static List<Integer> freePorts(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0));
      }
      List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : held) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOpen() {
    process.requireAlive();
    try (Socket socket = new Socket("127.0.0.1", ports.get(0))) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The port with a certificate as it should be. */
  String sound() {
    return "127.0.0.1:" + ports.get(0);
  }

  /** The port whose certificate has expired. */
  String expired() {
    return "127.0.0.1:" + ports.get(1);
  }

  /** The port with the certificate of another host. */
  String ofAnotherHost() {
    return "127.0.0.1:" + ports.get(2);
  }

  @Override
  public void close() {
    process.close();
  }
}
