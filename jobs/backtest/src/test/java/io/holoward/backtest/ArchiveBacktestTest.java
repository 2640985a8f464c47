package io.holoward.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holoward.backtest.replay.RecordedTelemetry;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.detection.history.HistorySnapshot;
import io.holoward.detection.lifecycle.Progress;
import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.population.PopulationModel;
import io.holoward.detection.port.PortExceptionProposal;
import io.holoward.detection.response.Response;
import io.holoward.schema.ArchivedEvent;
import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.UnscoredAlarm;
import io.holoward.scoring.archive.Archive;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.decode.LineDecoder;
import io.holoward.scoring.job.EmbeddedFlink;
import io.holoward.scoring.process.StateSnapshot;
import io.holoward.scoring.topology.ForkedSinks;
import io.holoward.scoring.topology.HolowardTopology;
import io.holoward.scoring.topology.Sinks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job that runs as a live one does (partitions, checkpoints, RocksDB, a failure on the way) and
 * keeps an archive; then backtests over the archive.
 */
class ArchiveBacktestTest {

  private static final int PARALLELISM = 2;
  private static final Duration CHECKPOINTS = Duration.ofMillis(200);

  @TempDir static Path directory;

  private static Path archive;
  private static PartitionedSources sources;
  private static Configuration configuration;

  @BeforeAll
  static void runLive() throws Exception {
    archive = directory.resolve("archive");
    RecordedFleet fleet = RecordedFleet.simulateWithFlows(42);
    Path learned = learned(fleet);
    configuration =
        Configuration.of(
            "organisation=acme",
            "archive.directory='" + archive.toUri() + "'",
            "states.seed='" + learned.resolve(ResultFiles.INTENDED_STATES) + "'",
            "novelty.seed='" + learned.resolve(ResultFiles.ADDRESS_HISTORY) + "'",
            "alarm.raise=every");
    sources = sources(fleet);
    try (EmbeddedFlink flink =
        EmbeddedFlink.continuous(
            PARALLELISM,
            Files.createDirectory(directory.resolve("flink")),
            CHECKPOINTS,
            Optional.empty())) {
      StreamExecutionEnvironment env = flink.environment();
      Archive kept = new Archive(configuration.archive());
      kept.check(env);
      HolowardTopology.define(
          env,
          kept.tap(sources),
          new ForkedSinks(new Nowhere(), List.of(kept::findings)),
          configuration);
      env.execute();
    }
    assertThat(PartitionedSources.FAILURES).hasValue(1);
  }

  private static Path learned(RecordedFleet fleet) throws Exception {
    Path out = directory.resolve("learned");
    RecordedTelemetry quiet =
        RecordedFleet.telemetry(
            RecordedFleet.write(directory.resolve("quiet.jsonl"), fleet.learn().lines()));
    RecordedFleet.run(quiet, quiet, PARALLELISM, out);
    return out;
  }

  private static PartitionedSources sources(RecordedFleet fleet) {
    List<List<Decoded>> partitions = List.of(new ArrayList<>(), new ArrayList<>());
    List<ConnectionEvent> suspicious = new ArrayList<>();
    Map<String, ProcessReference> started = new HashMap<>();
    LineDecoder decoder = new LineDecoder("sysmon", "acme", null);
    decoder.open();
    for (String line : fleet.input().lines()) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      String host = decoder.decode(bytes, new SourcePosition("", 0)).event().host();
      int number = Math.floorMod(host.hashCode(), partitions.size());
      List<Decoded> partition = partitions.get(number);
      Decoded record =
          decoder.decode(
              bytes, new SourcePosition("process-events-" + number, 1_000 + partition.size()));
      partition.add(record);
      if (record.processStart() != null) {
        started.put(record.processStart().process().guid(), record.processStart().process());
      } else if (partition.size() % 100 == 0
          && record.connection() != null
          && started.containsKey(record.connection().process().guid())) {
        suspicious.add(record.connection());
      }
    }
    partitions.get(0).add(Decoded.ignored("header"));
    partitions.forEach(ArchiveBacktestTest::sort);
    List<Decoded> alarms = new ArrayList<>();
    suspicious.forEach(
        connection -> alarms.add(Decoded.of(alarmAbout(connection, started, alarms.size()))));
    List<Decoded> flows = new ArrayList<>();
    fleet.input().flows().forEach(flow -> flows.add(Decoded.of(at(flow, started, flows.size()))));
    sort(alarms);
    sort(flows);
    return new PartitionedSources(partitions, alarms, flows);
  }

  /** What is read in order is never late: late records may come out otherwise in a replay. */
  private static void sort(List<Decoded> records) {
    records.sort(Comparator.comparingLong(Decoded::timestamp));
  }

  /**
   * Alarms and flows say themselves what their process is, so that it does not matter that they may
   * be read before its start is.
   */
  private static AlarmEvent alarmAbout(
      ConnectionEvent connection, Map<String, ProcessReference> started, long offset) {
    return new AlarmEvent(
        connection.organisation(),
        connection.host(),
        connection.eventTime(),
        started.get(connection.process().guid()),
        "A-" + offset,
        "suspicious",
        List.of(
            new OrientedConnection(
                Direction.OUT, connection.protocol(), connection.first(), connection.second())),
        new SourcePosition("alarms-0", offset));
  }

  private static FlowEvent at(FlowEvent flow, Map<String, ProcessReference> started, long offset) {
    return new FlowEvent(
        "acme",
        flow.host(),
        flow.eventTime(),
        flow.startTime(),
        started.getOrDefault(flow.process().guid(), flow.process()),
        flow.connection(),
        flow.application(),
        flow.layer7(),
        flow.context(),
        flow.roundTrip(),
        flow.volume(),
        new SourcePosition("flows-0", offset));
  }

  @Test
  void completeFilesHoldEachInputOnceInSpiteOfAFailure() throws IOException {
    List<String> read = new ArrayList<>();
    Stream.of(
            sources.processEvents().get(0),
            sources.processEvents().get(1),
            sources.alarms(),
            sources.flows())
        .flatMap(List::stream)
        .filter(record -> record.event() != null)
        .forEach(record -> read.add(position(record.event().source())));
    assertThat(read).hasSizeGreaterThan(5_000);
    assertThat(records(Archive.INPUTS, ArchivedEvent.class))
        .extracting(event -> event.getSource().getName() + " " + event.getSource().getPosition())
        .containsExactlyInAnyOrderElementsOf(read);
  }

  private static String position(SourcePosition source) {
    return source.name() + " " + source.position();
  }

  @Test
  void filesLieInTheFolderOfTheirOrganisationAndDay() throws IOException {
    for (Path file : files(Archive.INPUTS)) {
      Path folder = archive.resolve(Archive.INPUTS).relativize(file.getParent());
      String day = folder.getFileName().toString().substring("day=".length());
      assertThat(folder.getParent()).isEqualTo(Path.of("organisation=acme"));
      assertThat(records(file, ArchivedEvent.class))
          .isNotEmpty()
          .allMatch(event -> event.toString().contains(day));
    }
  }

  @Test
  void aBacktestOfTheArchiveFindsWhatTheLiveJobFound() throws Exception {
    Map<String, String> live = live();
    assertThat(live.values())
        .anyMatch(finding -> finding.contains("ABNORMAL"))
        .anyMatch(finding -> finding.contains("alarms-0"))
        .anyMatch(finding -> finding.contains("flows-0"));
    for (int parallelism = 1; parallelism <= 2; parallelism++) {
      assertThat(replayed(parallelism)).isEqualTo(live);
    }
  }

  private Map<String, String> live() throws IOException {
    Map<String, ScoredAlarm> closed = new HashMap<>();
    for (ScoredAlarm alarm : records(Archive.SCORED_ALARMS, ScoredAlarm.class)) {
      closed.merge(alarm.getUid(), alarm, (one, other) -> one.getUpdate() ? one : other);
    }
    Map<String, String> told = new TreeMap<>();
    closed.forEach(
        (uid, alarm) ->
            told.put(
                uid,
                told(
                    alarm.getVerdict(),
                    alarm.getScore(),
                    alarm.getConnectionCount(),
                    alarm.getSource().getName(),
                    alarm.getSource().getPosition(),
                    alarm.getExplanation())));
    return told;
  }

  private static Map<String, String> replayed(int parallelism) throws Exception {
    Path out = directory.resolve("replayed-" + parallelism);
    RecordedTelemetry inputs = RecordedFleet.anything(archive.resolve(Archive.INPUTS));
    BacktestSummary summary =
        Backtest.run(
            new BacktestPlan(Optional.empty(), inputs, configuration, parallelism, out, List.of()),
            BacktestProgress.NONE);
    assertThat(summary.deadLettered()).isZero();
    Map<String, String> told = new TreeMap<>();
    for (JsonNode alarm : RecordedFleet.alarms(out)) {
      JsonNode score = alarm.get("score");
      told.put(
          alarm.get("uid").asText(),
          told(
              alarm.get("verdict").asText(),
              score.isNull() ? null : score.asDouble(),
              alarm.get("connectionCount").asLong(),
              alarm.get("source").get("name").asText(),
              alarm.get("source").get("position").asLong(),
              alarm.get("explanation").asText()));
    }
    return told;
  }

  private static String told(Object... parts) {
    return Stream.of(parts).map(String::valueOf).toList().toString();
  }

  @Test
  void eachScoredAlarmIsThereAsItWasBeforeScoring() throws IOException {
    Map<String, ScoredAlarm> scored = new HashMap<>();
    for (ScoredAlarm alarm : records(Archive.SCORED_ALARMS, ScoredAlarm.class)) {
      scored.merge(alarm.getUid(), alarm, (one, other) -> one.getUpdate() ? other : one);
    }
    List<UnscoredAlarm> alarms = records(Archive.ALARMS, UnscoredAlarm.class);
    assertThat(alarms)
        .extracting(UnscoredAlarm::getUid)
        .containsExactlyInAnyOrderElementsOf(scored.keySet());
    assertThat(alarms)
        .allSatisfy(
            alarm -> {
              ScoredAlarm become = scored.get(alarm.getUid());
              assertThat(alarm.getFeatures()).isEqualTo(become.getFeatures());
              assertThat(alarm.getConnections()).isEqualTo(become.getConnections());
              assertThat(alarm.getSource()).isEqualTo(become.getSource());
              assertThat(alarm.getDetector()).isEqualTo(become.getDetector());
              assertThat(alarm.getConnectionCount()).isBetween(1L, become.getConnectionCount());
            });
  }

  private static <R extends SpecificRecord> List<R> records(String folder, Class<R> type)
      throws IOException {
    List<R> records = new ArrayList<>();
    for (Path file : files(folder)) {
      records.addAll(records(file, type));
    }
    return records;
  }

  private static <R extends SpecificRecord> List<R> records(Path file, Class<R> type)
      throws IOException {
    List<R> records = new ArrayList<>();
    try (DataFileReader<R> reader =
        new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(type))) {
      reader.forEach(records::add);
    }
    return records;
  }

  /** Those that are complete. */
  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(archive.resolve(folder))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .toList();
    }
  }

  /** The job's own topics are of no interest here. */
  private record Nowhere() implements Sinks {
    @Override
    public void scoredAlarms(DataStream<Finding> findings) {}

    @Override
    public void intendedStates(DataStream<StateSnapshot> snapshots) {}

    @Override
    public void populations(DataStream<PopulationModel> models) {}

    @Override
    public void progress(DataStream<Progress> progress) {}

    @Override
    public void annotatedFlows(DataStream<AnnotatedFlow> flows) {}

    @Override
    public void responses(DataStream<Response> responses) {}

    @Override
    public void portExceptions(DataStream<PortExceptionProposal> proposals) {}

    @Override
    public void addressHistories(DataStream<HistorySnapshot> histories) {}

    @Override
    public void deadLetters(DataStream<DeadLetter> deadLetters) {}
  }
}
