package io.holoward.detection.configuration;

import static io.holoward.detection.configuration.PropertyTypes.PROPERTIES;
import static io.holoward.detection.configuration.PropertyTypes.SECRET;
import static io.holoward.detection.configuration.ValueTypes.TEXT;
import static io.holoward.detection.configuration.ValueTypes.URL;
import static io.holoward.detection.configuration.ValueTypes.choice;
import static io.holoward.detection.configuration.ValueTypes.duration;
import static io.holoward.detection.configuration.ValueTypes.texts;

import io.holoward.detection.configuration.Configuration.Delivery;
import java.time.Duration;
import java.util.List;

/** The keys that say where data comes from, how time advances and where results go. */
final class PlatformKeys {

  private static final Duration NOTHING = Duration.ZERO;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  private PlatformKeys() {}

  static final List<ConfigurationKey<?>> ALL =
      List.of(
          key(
              "organisation",
              TEXT,
              "default",
              "The tenant of telemetry that does not name its own."),
          key(
              "hosts.domains",
              texts(0),
              "[]",
              "DNS domains within which a host's short name and its full name are one host."),
          key(
              "time.max-out-of-orderness",
              duration(NOTHING, DAY),
              "10 s",
              "How far event times may lie behind the latest one before they count as late."),
          key(
              "time.max-ahead",
              duration(SECOND, Duration.ofDays(3650)),
              "10 min",
              "How far an event may lie ahead of its Kafka timestamp, or of the clock in a backtest;"
                  + " beyond, it is a dead letter and does not advance time."),
          key(
              "time.allowed-lateness",
              duration(NOTHING, DAY),
              "1 min",
              "How late an event may be and still update its window; beyond, it is scored on its"
                  + " own and not learned."),
          key(
              "time.idleness",
              duration(SECOND, DAY),
              "30 s",
              "After how much silence (of the clock on the wall) a partition no longer holds event"
                  + " time back."),
          key(
              "sources.process-events.topic",
              TEXT,
              "process-events",
              "Topic of connections and process starts, keyed by host."),
          key(
              "sources.process-events.format",
              choice("avro", "sysmon", "winlogbeat", "patent-connections"),
              "avro",
              "How the records of that topic are written."),
          key(
              "sources.process-events.process-table",
              TEXT,
              null,
              "File of the processes that records of a patent format name by id:"
                  + " id, organisation, host, image, command line and user, with bars between."),
          key(
              "sources.alarms.topic",
              TEXT,
              "alarms",
              "Topic of alarms of other products, to be scored."),
          key(
              "sources.alarms.format",
              choice("avro", "patent-alarms"),
              "avro",
              "How the records of that topic are written."),
          key(
              "sources.alarms.process-table",
              TEXT,
              null,
              "File of the processes that records of a patent format name by id:"
                  + " id, organisation, host, image, command line and user, with bars between."),
          key("sources.flows.topic", TEXT, "flows", "Topic of network flows, keyed by host."),
          key(
              "sources.flows.format",
              choice("avro", "azure-vmconnection", "suricata", "zeek"),
              "avro",
              "How the records of that topic are written."),
          key(
              "sources.control.topic",
              TEXT,
              "control",
              "Topic of commands that lock, unlock, relearn or promote processes; in Avro."),
          key("sinks.scored-alarms.topic", TEXT, "scored-alarms", "Topic of findings."),
          key(
              "sinks.scored-alarms-ocsf.topic",
              TEXT,
              null,
              "Topic of the same findings as OCSF Detection Findings in JSON; not written unless it"
                  + " is named."),
          key(
              "sinks.scored-alarms-ecs.topic",
              TEXT,
              null,
              "Topic of the same findings as documents of the Elastic Common Schema; not written"
                  + " unless it is named."),
          key(
              "sinks.scored-alarms-json.topic",
              TEXT,
              null,
              "Topic of the same findings as JSON with the fields of the Avro record; not written"
                  + " unless it is named."),
          key(
              "sinks.intended-states.topic",
              TEXT,
              "intended-states",
              "Compacted topic of what was learned, one record a process."),
          key(
              "sinks.populations.topic",
              TEXT,
              "populations",
              "Compacted topic of how the connections of a whole organisation come about, one record"
                  + " an organisation."),
          key(
              "sinks.progress.topic",
              TEXT,
              "progress",
              "Topic of how far the discovery of each process is, and what still blocks it."),
          key(
              "sinks.annotated-flows.topic",
              TEXT,
              "annotated-flows",
              "Topic of all flows, with what is anomalous about them."),
          key(
              "sinks.responses.topic",
              TEXT,
              "responses",
              "Topic of what to do about findings, as responses.rules says."),
          key(
              "sinks.port-exceptions.topic",
              TEXT,
              "port-exceptions",
              "Topic of proposals to accept an application on a port that is not its own."),
          key(
              "sinks.address-history.topic",
              TEXT,
              "address-history",
              "Compacted topic of which services each organisation uses, one record a remote"
                  + " network."),
          key(
              "sinks.dead-letters.topic",
              TEXT,
              "dead-letters",
              "Topic of input that cannot be read, as its original bytes with the reason in"
                  + " headers."),
          key(
              "kafka.bootstrap-servers",
              TEXT,
              "localhost:9092",
              "The brokers, host:port each, joined by commas."),
          key(
              "kafka.user",
              TEXT,
              null,
              "User of the brokers (SASL); needs the password. Unless kafka.properties say"
                  + " otherwise, security.protocol is then SASL_SSL and sasl.mechanism SCRAM-SHA-512"
                  + " (PLAIN and SCRAM-SHA-256 do as well)."),
          key("kafka.password", SECRET, null, "Password of that user."),
          key("kafka.group", TEXT, "holoward", "Consumer group of the sources."),
          key(
              "kafka.delivery",
              choice(Delivery.class),
              "at-least-once",
              "What the sinks promise; findings carry a deterministic uid, so that repetitions can"
                  + " be told."),
          key(
              "kafka.transactional-id-prefix",
              TEXT,
              "holoward",
              "Prefix of transaction ids; has to differ between jobs of one cluster that deliver"
                  + " exactly once."),
          key(
              "kafka.properties",
              PROPERTIES,
              "{}",
              "More properties of the Kafka clients, such as ssl.truststore.location or"
                  + " compression.type; batch.size (131072) and linger.ms (50) are otherwise set for"
                  + " annotated flows only."),
          key("registry.url", URL, "http://localhost:8081", "The schema registry (Confluent API)."),
          key("registry.user", TEXT, null, "User of the registry; needs the password."),
          key("registry.password", SECRET, null, "Password of that user."),
          key(
              "registry.properties",
              PROPERTIES,
              "{}",
              "More properties of the registry's client, such as ssl.truststore.location."));

  private static <T> ConfigurationKey<T> key(
      String path, ValueType<T> type, String defaultText, String documentation) {
    return new ConfigurationKey<>(path, type, defaultText, documentation);
  }
}
