package io.holoward.integration.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.cli.Permissions;
import io.holoward.detection.configuration.Configuration;
import io.holoward.integration.cluster.Await;
import io.holoward.integration.cluster.FlinkRest;
import io.holoward.registry.SchemaRegistry;
import io.holoward.schema.ProcessEvent;
import io.holoward.scoring.codec.AvroRecordEncoder;
import io.holoward.scoring.codec.EventMapping;
import io.holoward.scoring.decode.Registries;
import io.holoward.telemetry.simulator.FleetSimulator;
import io.holoward.telemetry.simulator.SimulationPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The built job and the command where nobody is trusted: by TLS and with passwords to brokers that
 * allow the job just what {@code topics acls} says, and to a registry behind a gate.
 */
@Tag("faults")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecuredJobITCase {
  private static final Duration BOUND = Duration.ofMinutes(4);
  private static final byte[] POISON = "not Avro".getBytes(StandardCharsets.UTF_8);
  private static final String PRINCIPAL = "User:" + SecuredPlatform.USER;
  private static final Instant START = Instant.parse("2025-03-03T07:00:00Z");

  private static SecuredPlatform platform;
  private static Path job;
  private static Path admin;
  private static int poison;

  @BeforeAll
  static void start() {
    platform = SecuredPlatform.start();
    job = platform.configuration(SecuredPlatform.USER);
    admin = platform.configuration(SecuredBroker.ADMIN);
    // The administrator creates what the job may use.
    succeeds("topics", "create", "--partitions", "2", "--config", admin.toString());
    for (String delivery : List.of("at-least-once", "exactly-once")) {
      succeeds(
          "topics",
          "acls",
          "--create",
          "--principal",
          PRINCIPAL,
          "--config",
          admin.toString(),
          "--set",
          "kafka.delivery=" + delivery);
    }
    platform.topics().send("process-events", null, events());
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  private static List<byte[]> events() {
    try (SchemaRegistry registry =
        Registries.connection(Configuration.read(job, List.of()).registry()).open()) {
      AvroRecordEncoder<ProcessEvent> encoder =
          new AvroRecordEncoder<>(ProcessEvent.class, "process-events", registry);
      List<byte[]> events = new ArrayList<>();
      Instant attacks = START.plus(Duration.ofHours(1));
      new FleetSimulator(new SimulationPlan(7, 10, START, Duration.ofHours(2), attacks))
          .forEachRemaining(
              simulated -> events.add(encoder.encode(EventMapping.toRecord(simulated.event()))));
      return events;
    }
  }

  private static CommandRun succeeds(String... arguments) {
    CommandRun run = platform.command(arguments);
    assertThat(run.code()).as(run.output()).isZero();
    return run;
  }

  private static FlinkRest rest() {
    return platform.flink().rest();
  }

  private static String submit(String... settings) {
    List<String> arguments = new ArrayList<>(List.of("--config", job.toString()));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return platform.flink().run(Map.of(), SecuredPlatform.jobJar(), arguments);
  }

  private static void cancel(String id) {
    rest().cancel(id);
    Await.until("the job is cancelled", BOUND, () -> rest().state(id).equals("CANCELED"));
  }

  private static void sendPoison() {
    platform.topics().send("process-events", null, List.of(POISON));
    poison++;
  }

  @Test
  @Order(1)
  void theCommandConnectsWithSecretsByFileAndEnvironment() {
    assertThat(succeeds("config", "check", "--connect", "--config", job.toString()).output())
        .contains("The configuration is valid.", "answer; all topics are there.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  @Order(2)
  void theJobReadsAndWritesWithJustItsPermissions(String delivery) {
    int told = platform.topics().committed("progress");
    sendPoison();
    String id = submit("kafka.delivery=" + delivery);
    Await.until(
        "the poison is a dead letter",
        BOUND,
        () -> platform.topics().committed("dead-letters") == poison);
    Await.until(
        "progress is told in Avro",
        BOUND,
        () -> told > 0 || platform.topics().committed("progress") > 0);

    assertThat(rest().state(id)).isEqualTo("RUNNING");
    assertThat(rest().answer("/jobs/" + id + "/exceptions")).contains("\"entries\":[]");
    assertThat(secretsIn("/jobs/" + id)).isEmpty();
    // Where the next job begins, which has the same group and no savepoint. A checkpoint is not
    // enough: the thread that polls commits after it, and a poll of a quiet topic takes 10 s.
    Await.until(
        "the group has committed what was read",
        BOUND,
        () -> platform.topics().lag("holoward", "process-events") == 0);
    cancel(id);
  }

  /** Where the cluster tells a secret, of all it tells of a job and of itself. */
  private static List<String> secretsIn(String job) {
    return Stream.of(
            job,
            job + "/config",
            job + "/plan",
            job + "/exceptions",
            job + "/checkpoints/config",
            "/jobmanager/config",
            "/jobmanager/environment",
            "/taskmanagers")
        .filter(path -> holdsSecret(rest().answer(path)))
        .toList();
  }

  private static boolean holdsSecret(String text) {
    return SECRETS.stream().anyMatch(text::contains);
  }

  /**
   * With the password of the job as it is, and as JAAS and JSON write it; that of the registry also
   * as HTTP sends it.
   */
  private static final List<String> SECRETS =
      List.of(
          SecuredPlatform.PASSWORD,
          "k4fka",
          "the T3st",
          SecuredPlatform.REGISTRY_PASSWORD,
          RegistryGate.authorization(SecuredPlatform.REGISTRY_PASSWORD),
          KeyStores.PASSWORD,
          SecuredBroker.ADMIN_PASSWORD,
          "wr0ng-of-the-T3st");

  /** A mistake, and what is said of it. */
  record Mistake(String name, List<String> settings, List<String> said) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Mistake> mistakes() {
    String password = "kafka.password={file: '" + platform.secret("wrong") + "'}";
    String others = "properties.ssl.truststore.location=" + platform.stores().others();
    String wrong = "properties.ssl.truststore.password={file: '" + platform.secret("wrong") + "'}";
    String registryPassword = "registry.password={file: '" + platform.secret("wrong") + "'}";
    return List.of(
        new Mistake(
            "wrong password",
            List.of(password),
            List.of("refuse the login of holoward", "check kafka.user and kafka.password")),
        new Mistake(
            "unknown user",
            List.of("kafka.user=nobody"),
            List.of("refuse the login of nobody", "check kafka.user and kafka.password")),
        new Mistake(
            "untrusted certificate",
            List.of("kafka." + others),
            List.of("is not trusted", "ssl.truststore.location in kafka.properties")),
        new Mistake(
            "expired certificate",
            List.of("kafka.bootstrap-servers=" + platform.broker().expired()),
            List.of("has expired", "have it renewed on the server")),
        new Mistake(
            "certificate of another host",
            List.of("kafka.bootstrap-servers=" + platform.broker().ofAnotherHost()),
            List.of("is for another host name", "connect by a name that it has")),
        new Mistake(
            "wrong password of the trust store",
            List.of("kafka." + wrong),
            List.of("Failed to load SSL keystore", "check ssl.truststore.location")),
        new Mistake(
            "a secret that is not there",
            List.of("kafka.password={file: /run/secrets/absent}"),
            List.of("secret file /run/secrets/absent cannot be read")),
        new Mistake(
            "wrong password of the registry",
            List.of(registryPassword),
            List.of("refuses the credentials", "check registry.user and registry.password")),
        new Mistake(
            "wrong password of the registry's trust store",
            List.of("registry." + wrong),
            List.of("the schema registry", "Failed to load SSL keystore", "check ssl.truststore")),
        new Mistake(
            "untrusted certificate of the registry",
            List.of("registry." + others),
            List.of("is not trusted", "ssl.truststore.location in registry.properties")));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  @Order(3)
  void aMistakeIsToldWithWhatToDo(Mistake mistake) {
    List<String> arguments =
        new ArrayList<>(List.of("config", "check", "--connect", "--config", job.toString()));
    mistake.settings().forEach(setting -> arguments.addAll(List.of("--set", setting)));

    CommandRun run = platform.command(arguments.toArray(String[]::new));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.output())
        .contains(mistake.said())
        .doesNotContain("\tat ", "Exception")
        .doesNotContain(SECRETS);
  }

  @Test
  @Order(3)
  void whoMayNotCreateTopicsIsToldSo() {
    CommandRun run = platform.command("topics", "create", "--config", job.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.output()).contains("The topic process-events cannot be created", "have CREATE");
  }

  /** A permission each of another kind, and what its absence is called. */
  record Absent(AclBinding permission, String named) {
    @Override
    public String toString() {
      return permission.entry().operation() + " " + permission.pattern().name();
    }
  }

  static List<Absent> absent() {
    Configuration configuration = Configuration.read(job, List.of("kafka.delivery=exactly-once"));
    List<AclBinding> all = Permissions.of(configuration, PRINCIPAL, "*");
    return List.of(
        new Absent(find(all, ResourceType.TOPIC, "process-events"), "process-events"),
        new Absent(find(all, ResourceType.TOPIC, "dead-letters"), "dead-letters"),
        new Absent(find(all, ResourceType.GROUP, "holoward"), "Not authorized to access group"),
        new Absent(
            find(all, ResourceType.TRANSACTIONAL_ID, "holoward-"), "TransactionalIdAuthorization"));
  }

  private static AclBinding find(List<AclBinding> all, ResourceType type, String name) {
    return all.stream()
        .filter(each -> each.pattern().resourceType() == type)
        .filter(each -> each.pattern().name().equals(name))
        .filter(each -> each.entry().operation() != AclOperation.DESCRIBE)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("absent")
  @Order(4)
  void theFailureOfTheJobNamesThePermissionItLacks(Absent absent) {
    platform.topics().withdraw(absent.permission());
    sendPoison();
    String id = submit("kafka.delivery=exactly-once");
    try {
      Await.until(
          "the failure names " + absent.named(),
          BOUND,
          () -> rest().answer("/jobs/" + id + "/exceptions").contains(absent.named()));
      assertThat(secretsIn("/jobs/" + id)).isEmpty();
    } finally {
      cancel(id);
      platform.topics().grant(absent.permission());
    }
  }

  @Test
  @Order(5)
  void noSecretIsInAnythingThatWasWritten() {
    String shown = succeeds("config", "show", "--config", job.toString()).output();
    assertThat(shown).contains("truststore").doesNotContain(SECRETS);

    List<Path> files = platform.written();
    assertThat(files).filteredOn(file -> any(file, SecuredJobITCase::holdsSecret)).isEmpty();

    // The logs do hold what the clients were configured with, and their logins step by step.
    assertThat(files)
        .filteredOn(file -> file.toString().endsWith(".log"))
        .anyMatch(file -> any(file, line -> line.contains(platform.broker().sound())))
        .anyMatch(file -> any(file, SecuredJobITCase::isLoginAtDebug))
        .anyMatch(file -> any(file, SecuredJobITCase::isRequestToRegistryAtDebug));
  }

  private static boolean isLoginAtDebug(String line) {
    return line.contains(" DEBUG ") && line.contains(" SaslClientAuthenticator ");
  }

  private static boolean isRequestToRegistryAtDebug(String line) {
    return line.contains(" DEBUG ") && line.contains(" RestService Sending ");
  }

  /** Whether a file has such a line; not where it is a checkpoint that was dropped meanwhile. */
  private static boolean any(Path file, Predicate<String> what) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines.anyMatch(what);
    } catch (NoSuchFileException dropped) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
