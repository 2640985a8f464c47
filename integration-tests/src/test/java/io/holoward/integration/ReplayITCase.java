package io.holoward.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.backtest.Backtest;
import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.BacktestSummary;
import io.holoward.backtest.ResultFiles;
import io.holoward.backtest.evaluation.Labelling;
import io.holoward.backtest.replay.RecordedTopics;
import io.holoward.backtest.replay.ReplayTopics;
import io.holoward.cli.Holoward;
import io.holoward.cli.Topics;
import io.holoward.cli.demo.AvroFleetCodec;
import io.holoward.cli.embedded.Distribution;
import io.holoward.cli.embedded.EmbeddedPlatform;
import io.holoward.cli.engine.FlinkEngine;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.lifecycle.ControlCommand.Action;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.schema.Alarm;
import io.holoward.schema.Flow;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.schema.ProcessEvent;
import io.holoward.schema.ScoredAlarm;
import io.holoward.scoring.kafka.TopicRange;
import io.holoward.telemetry.simulator.SysmonJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The findings of a replay from Kafka are those of the live job over the same topics: process
 * events, alarms of another product, flows and commands, however many read them and however the
 * partitions are interleaved.
 */
final class ReplayITCase {
  private static final int PARTITIONS = 4;
  private static final int PARALLELISM = 2;

  /** Within {@code time.max-out-of-orderness}. */
  private static final Duration LATEST = Duration.ofSeconds(4);

  private static final List<String> RULES =
      List.of(
          "promotion.min-age=20 h",
          "population.ready-at=2025-03-04T03:00:00Z",
          "novelty.ready-at=2025-03-04T03:00:00Z",
          // Each partition goes on to the end: none may be taken for idle.
          "time.idleness=10 min");

  /** Long before lsass would be sealed by itself; before the attack on spoolsv begins. */
  private static final List<ControlCommand> COMMANDS =
      List.of(
          command("c-1", Action.PROMOTE, "lsass.exe", "2025-03-03T19:02:00Z"),
          command("c-2", Action.RELEARN, "spoolsv.exe", "2025-03-04T09:00:00Z"));

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path directory;

  private static EmbeddedPlatform platform;
  private static RecordedRun live;
  private static RecordedRun interleaved;

  private static ControlCommand command(String id, Action action, String pattern, String time) {
    return new ControlCommand(
        id, "acme", action, pattern, Instant.parse(time).toEpochMilli(), "ada@acme.example");
  }

  @BeforeAll
  static void runLive() throws Exception {
    Path checkout = Path.of(System.getProperty("checkout.dir"));
    platform =
        EmbeddedPlatform.start(
            new Distribution(
                checkout.resolve("services/broker/target/lib"),
                checkout.resolve("services/registry/target/registry")),
            directory);
    FleetTelemetry fleet = new FleetTelemetry();
    List<TelemetryEvent> received = delay(fleet.events());
    live = new RecordedRun(platform, "live", PARTITIONS, RULES);
    live.command(COMMANDS);
    live.runLive(
        Files.createDirectory(directory.resolve("flink")),
        PARALLELISM,
        () -> send(fleet, received, live));
    interleaved = new RecordedRun(platform, "interleaved", PARTITIONS - 1, RULES);
    send(fleet, interleave(received), interleaved);
    interleaved.command(COMMANDS);
  }

  @AfterAll
  static void stop() {
    if (live != null) {
      live.close();
    }
    if (interleaved != null) {
      interleaved.close();
    }
    if (platform != null) {
      platform.close();
    }
  }

  private static void send(FleetTelemetry fleet, List<TelemetryEvent> events, RecordedRun run) {
    Configuration.Sources topics = run.configuration().sources();
    FlowTelemetry flows = new FlowTelemetry(fleet);
    run.send(topics.alarms().topic(), Alarm.class, List.of(fleet.upstreamAlarm()));
    run.spread(
        topics.alarms().topic(),
        Alarm.class,
        IntStream.range(0, PARTITIONS).mapToObj(fleet::alarmClock).toList());
    run.spread(
        topics.flows().topic(),
        Flow.class,
        Collections.nCopies(PARTITIONS, FlowTelemetry.clock(fleet)));
    run.send(topics.flows().topic(), Flow.class, flows.all());
    run.sendNonsense(topics.flows().topic());
    run.send(topics.processEvents().topic(), ProcessEvent.class, events);
    run.sendNonsense(topics.processEvents().topic());
    run.spread(
        topics.processEvents().topic(),
        ProcessEvent.class,
        Collections.nCopies(PARTITIONS, fleet.clock()));
  }

  /** The events as brokers get them: some sensors are a little late, also with process starts. */
  private static List<TelemetryEvent> delay(List<TelemetryEvent> events) {
    Random random = new Random(20250306);
    Map<TelemetryEvent, Long> arrivals = new IdentityHashMap<>();
    for (TelemetryEvent event : events) {
      arrivals.put(event, event.eventTime() + random.nextLong(LATEST.toMillis()));
    }
    return events.stream().sorted(Comparator.comparingLong(arrivals::get)).toList();
  }

  /** The same events, the order of each host kept, those of different hosts mixed otherwise. */
  private static List<TelemetryEvent> interleave(List<TelemetryEvent> events) {
    Map<String, Deque<TelemetryEvent>> byHost = new TreeMap<>();
    for (TelemetryEvent event : events) {
      byHost.computeIfAbsent(event.host(), host -> new ArrayDeque<>()).add(event);
    }
    List<Deque<TelemetryEvent>> hosts = new ArrayList<>(byHost.values());
    Random random = new Random(20250305);
    List<TelemetryEvent> mixed = new ArrayList<>();
    while (!hosts.isEmpty()) {
      Deque<TelemetryEvent> host = hosts.get(random.nextInt(hosts.size()));
      for (int n = random.nextInt(500); n >= 0 && !host.isEmpty(); n--) {
        mixed.add(host.remove());
      }
      hosts.removeIf(Deque::isEmpty);
    }
    return mixed;
  }

  /** What a finding says. */
  private record Told(
      String verdict, Double score, String severity, String explanation, long connections) {
    static Told by(ScoredAlarm alarm) {
      return new Told(
          alarm.getVerdict().name(),
          alarm.getScore(),
          alarm.getSeverity().name(),
          alarm.getExplanation(),
          alarm.getConnectionCount());
    }

    static Told by(JsonNode alarm) {
      return new Told(
          alarm.get("verdict").asText(),
          alarm.get("score").isNull() ? null : alarm.get("score").doubleValue(),
          alarm.get("severity").asText(),
          alarm.get("explanation").asText(),
          alarm.get("connectionCount").longValue());
    }
  }

  /** A model as it was last sealed or dropped. */
  private record Model(int version, Long sealedAt, String contentHash) {}

  @Test
  void aReplayByOneSubtaskFindsWhatTheLiveJobFound() throws Exception {
    Path out = directory.resolve("one");
    BacktestSummary summary = replay(live, 1, out);

    assertThat(summary.read()).isEqualTo(live.sent());
    assertThat(summary.deadLettered()).isEqualTo(2);
    assertThat(summary.decoded()).isEqualTo(live.sent() - 2);
    assertThat(summary.commands()).isEqualTo(COMMANDS.size());
    assertEqualToLive(out);
    assertThat(sources(out)).isEqualTo(liveSources());
  }

  @Test
  void aReplayByTwoSubtasksFindsWhatTheLiveJobFound() throws Exception {
    Path out = directory.resolve("two");
    replay(live, 2, out);

    assertEqualToLive(out);
    assertThat(sources(out)).isEqualTo(liveSources());
  }

  @Test
  void howPartitionsAreInterleavedChangesNoFinding() throws Exception {
    Path out = directory.resolve("interleaved-results");
    replay(interleaved, 2, out);

    assertEqualToLive(out);
  }

  private static BacktestSummary replay(RecordedRun run, int parallelism, Path out)
      throws Exception {
    return Backtest.run(
        new BacktestPlan(
            Optional.empty(),
            new RecordedTopics(run.configuration(), TopicRange.ALL),
            run.configuration(),
            parallelism,
            out,
            List.of()),
        BacktestProgress.NONE);
  }

  private static void assertEqualToLive(Path out) throws Exception {
    Map<String, Told> found = new TreeMap<>();
    for (JsonNode alarm : alarms(out)) {
      found.put(alarm.get("uid").asText(), Told.by(alarm));
    }
    assertThat(found).containsExactlyInAnyOrderEntriesOf(liveFindings());
    assertThat(found.values()).extracting(Told::verdict).contains("ABNORMAL", "UNMODELLED");
    assertThat(models(out)).isEqualTo(liveModels());
  }

  @Test
  void theCommandsTookEffectLiveAndSoInTheReplay() throws Exception {
    assertThat(liveModels())
        .hasEntrySatisfying(
            process("lsass.exe"),
            model ->
                assertThat(Instant.ofEpochMilli(model.sealedAt()))
                    .isBefore(Instant.parse("2025-03-03T19:30:00Z")));
  }

  @Test
  void aReplayToKafkaWritesMarkedRecordsBesideItsFiles() throws Exception {
    Path out = directory.resolve("to-kafka");
    List<String> keys = new ArrayList<>();
    for (Topics.Topic topic : Topics.of(live.configuration())) {
      String output = topic.name().substring("live.".length());
      keys.add("sinks.%s.topic=replay.%s".formatted(output, topic.name()));
    }
    // The first four are the sources.
    Configuration topics = live.configuration().with(keys.subList(4, keys.size()));
    live.create(topics);
    long before = liveAlarms().size();
    Backtest.run(
        new BacktestPlan(
            Optional.empty(),
            new RecordedTopics(live.configuration(), TopicRange.ALL),
            live.configuration(),
            2,
            out,
            Optional.of(new ReplayTopics(topics, "run-7")),
            List.of(),
            Labelling.NONE),
        BacktestProgress.NONE);

    assertEqualToLive(out);
    assertThat(liveAlarms()).hasSize((int) before);
    assertThat(uids(live.read(ScoredAlarm.class, "replay.live.scored-alarms")))
        .isEqualTo(liveFindings().keySet());
    assertThat(live.raw("replay.live.dead-letters")).hasSize(2);
    for (String topic : List.of("replay.live.scored-alarms", "replay.live.dead-letters")) {
      assertThat(live.raw(topic))
          .allSatisfy(
              record -> {
                assertThat(header(record, "replay")).isEqualTo("true");
                assertThat(header(record, "run-id")).isEqualTo("run-7");
              });
    }
  }

  private static Set<String> uids(List<ScoredAlarm> alarms) {
    return alarms.stream().map(ScoredAlarm::getUid).collect(Collectors.toSet());
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void everyFormOfTheFindingsHasThoseOfTheAvroTopicWithTheirHeaders() throws Exception {
    List<String> findings = new ArrayList<>();
    for (ScoredAlarm alarm : liveAlarms()) {
      findings.add(alarm.getUid() + " " + alarm.getUpdate());
    }
    assertThat(findings).isNotEmpty();
    assertThat(told("live.scored-alarms-ocsf", "/finding_info/uid", "/unmapped/holoward/update"))
        .containsExactlyInAnyOrderElementsOf(findings);
    assertThat(told("live.scored-alarms-ecs", "/event/id", "/holoward/update"))
        .containsExactlyInAnyOrderElementsOf(findings);
    assertThat(told("live.scored-alarms-json", "/uid", "/update"))
        .containsExactlyInAnyOrderElementsOf(findings);
    assertThat(live.raw("live.scored-alarms-ecs"))
        .allSatisfy(record -> assertThat(record.headers().lastHeader("severity")).isNotNull());
  }

  private static List<String> told(String topic, String uid, String update) throws Exception {
    List<String> told = new ArrayList<>();
    for (var record : live.raw(topic)) {
      JsonNode finding = JSON.readTree(record.value());
      told.add(finding.at(uid).asText() + " " + finding.at(update).asBoolean());
    }
    return told;
  }

  @Test
  void recordedLinesAreSentAsAvroMovedToNow() throws Exception {
    List<TelemetryEvent> events = new FleetTelemetry().part(0, 50);
    Path file =
        Files.write(
            directory.resolve("sysmon.jsonl"), events.stream().map(SysmonJson::write).toList());
    String topic = "interleaved.progress";
    StringWriter told = new StringWriter();

    int code =
        Holoward.commandLine(new FlinkEngine(), AvroFleetCodec::new)
            .setOut(new PrintWriter(told))
            .execute(
                "replay",
                "--input=" + file,
                "--speed=36000",
                "--shift-to-now",
                "--topic=" + topic,
                "--organisation=acme",
                "--set=kafka.bootstrap-servers=" + live.bootstrapServers(),
                "--set=registry.url=" + live.registryUrl(),
                "--set=sources.alarms.topic=live.alarms",
                "--set=sources.flows.topic=live.flows");

    assertThat(code).isZero();
    assertThat(told.toString()).startsWith("Sent %,d of %<,d records".formatted(events.size()));
    List<ConsumerRecord<byte[], byte[]>> records = interleaved.raw(topic);
    assertThat(records).hasSize(events.size());
    long shift = shift(events, records);
    assertThat(Instant.ofEpochMilli(last(events) + shift))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(interleaved.read(ProcessEvent.class, topic))
        .extracting(event -> event.getHost() + " " + event.getEventTime())
        .containsExactlyInAnyOrderElementsOf(
            events.stream()
                .map(e -> e.host() + " " + Instant.ofEpochMilli(e.eventTime() + shift))
                .toList());
  }

  private static long shift(
      List<TelemetryEvent> events, List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().mapToLong(ConsumerRecord::timestamp).max().orElseThrow() - last(events);
  }

  private static long last(List<TelemetryEvent> events) {
    return events.stream().mapToLong(TelemetryEvent::eventTime).max().orElseThrow();
  }

  @Test
  void aReplayLeavesNoTraceOnTheBrokers() throws Exception {
    replay(live, 1, directory.resolve("traceless"));

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", live.bootstrapServers()))) {
      assertThat(admin.listGroups().all().get())
          .extracting(GroupListing::groupId)
          .containsExactly("live");
    }
  }

  private static String process(String name) throws Exception {
    return liveModels().keySet().stream().filter(id -> id.contains(name)).findFirst().orElseThrow();
  }

  private static Map<String, Told> liveFindings() throws Exception {
    Map<String, Told> findings = new TreeMap<>();
    liveLast().forEach((uid, alarm) -> findings.put(uid, Told.by(alarm)));
    return findings;
  }

  /**
   * What was told of each finding in the end. What raised it is a matter of arrival: its closing
   * update tells of the earliest connection, as the files of a replay do.
   */
  private static Map<String, ScoredAlarm> liveLast() throws Exception {
    Map<String, ScoredAlarm> last = new LinkedHashMap<>();
    for (ScoredAlarm alarm : liveAlarms()) {
      last.put(alarm.getUid(), alarm);
    }
    return last;
  }

  private static List<ScoredAlarm> liveAlarms() throws Exception {
    return live.read(ScoredAlarm.class, live.configuration().sinks().scoredAlarms().topic());
  }

  private static Map<String, String> liveSources() throws Exception {
    Map<String, String> sources = new TreeMap<>();
    liveLast()
        .forEach(
            (uid, alarm) ->
                sources.put(
                    uid, alarm.getSource().getName() + " " + alarm.getSource().getPosition()));
    return sources;
  }

  private static Map<String, String> sources(Path out) throws Exception {
    Map<String, String> sources = new TreeMap<>();
    for (JsonNode alarm : alarms(out)) {
      JsonNode source = alarm.get("source");
      sources.put(
          alarm.get("uid").asText(),
          source.get("name").asText() + " " + source.get("position").asLong());
    }
    return sources;
  }

  private static List<JsonNode> alarms(Path out) throws Exception {
    List<JsonNode> alarms = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve(ResultFiles.SCORED_ALARMS))) {
      alarms.add(JSON.readTree(line));
    }
    return alarms;
  }

  private static Map<String, Model> liveModels() throws Exception {
    Map<String, Model> models = new TreeMap<>();
    String topic = live.configuration().sinks().intendedStates().topic();
    for (IntendedStateSnapshot state : live.read(IntendedStateSnapshot.class, topic)) {
      Long sealedAt = state.getSealedAt() == null ? null : state.getSealedAt().toEpochMilli();
      models.put(
          state.getProcessId(),
          new Model(state.getModelVersion(), sealedAt, state.getContentHash()));
    }
    return models;
  }

  private static Map<String, Model> models(Path out) throws Exception {
    Map<String, Model> models = new TreeMap<>();
    for (JsonNode state : JSON.readTree(out.resolve(ResultFiles.INTENDED_STATES).toFile())) {
      JsonNode sealedAt = state.get("sealedAt");
      models.put(
          state.get("processId").asText(),
          new Model(
              state.get("modelVersion").intValue(),
              sealedAt.isNull() ? null : Instant.parse(sealedAt.asText()).toEpochMilli(),
              state.get("contentHash").textValue()));
    }
    return models;
  }
}
