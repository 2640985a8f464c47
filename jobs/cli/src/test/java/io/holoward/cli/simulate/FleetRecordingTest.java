package io.holoward.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.telemetry.format.ReadContext;
import io.holoward.telemetry.format.Reading;
import io.holoward.telemetry.input.TelemetryReader;
import io.holoward.telemetry.simulator.FleetSimulator;
import io.holoward.telemetry.simulator.Scenarios;
import io.holoward.telemetry.simulator.SimulatedEvent;
import io.holoward.telemetry.simulator.SimulationPlan;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FleetRecordingTest {
  private static final SimulationPlan PLAN =
      SimulationPlan.of(7, 12, Instant.parse("2026-03-02T18:00:00Z"), Duration.ofHours(20))
          .withFlows()
          .with(Scenarios.builtIn());

  @TempDir private Path directory;

  private FleetRecording record(RecordingFormat format) throws Exception {
    FleetSimulator simulator = new FleetSimulator(PLAN);
    try (FleetRecording recording = new FleetRecording(directory, format)) {
      while (simulator.hasNext()) {
        recording.add(simulator.next());
      }
      return recording;
    }
  }

  private Map<String, TelemetryEvent> readBack() throws Exception {
    Map<String, TelemetryEvent> events = new HashMap<>();
    List<Path> paths = List.of(directory.resolve(FleetRecording.TELEMETRY));
    try (TelemetryReader reader =
        TelemetryReader.open(paths, TelemetryReader.AUTO, ReadContext.of("other"))) {
      while (reader.hasNext()) {
        TelemetryReader.Item item = reader.next();
        SourcePosition at = item.line().position();
        String scenario = at.name().replaceAll("\\.(avro|jsonl\\.gz)$", "");
        events.put(scenario + ',' + at.position(), ((Reading.Event) item.reading()).event());
      }
    }
    return events;
  }

  private List<String> labels() throws Exception {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(directory.resolve(FleetRecording.LABELS))),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  /** What must survive, whatever the format: not the place of a record in its source. */
  private static String essence(TelemetryEvent event) {
    return event.toString().replaceAll("source=SourcePosition\\[[^]]*]", "");
  }

  @ParameterizedTest
  @EnumSource
  void everyLabelNamesTheRecordThatReadersFindAtItsPosition(RecordingFormat format)
      throws Exception {
    FleetRecording recording = record(format);
    Map<String, TelemetryEvent> read = readBack();
    List<String> labels = labels();
    assertThat(labels.get(0)).isEqualTo("scenario,line,EventID,label");
    List<String> told = new ArrayList<>();
    for (String line : labels.subList(1, labels.size())) {
      String[] cells = line.split(",", -1);
      told.add(cells[3] + ' ' + essence(read.get(cells[0] + ',' + cells[1])));
    }
    List<String> simulated = new ArrayList<>();
    List<String> flows = new ArrayList<>();
    new FleetSimulator(PLAN)
        .forEachRemaining(
            event -> {
              if (event.label() != null) {
                List<String> kind = event.event() instanceof FlowEvent ? flows : simulated;
                kind.add(event.label() + ' ' + essence(event.event()));
              }
            });
    simulated.addAll(flows);
    assertThat(told).containsExactlyInAnyOrderElementsOf(simulated);
    assertThat(recording.labelled()).isEqualTo(told.size());
    assertThat(recording.events() + recording.flows()).isEqualTo(read.size());
  }

  @Test
  void eachDayHasAFileOfItsOwn() throws Exception {
    record(RecordingFormat.AVRO);
    try (Stream<Path> files = Files.list(directory.resolve(FleetRecording.TELEMETRY))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "events-2026-03-02.avro",
              "events-2026-03-03.avro",
              "flows-2026-03-02.avro",
              "flows-2026-03-03.avro");
    }
    readBack()
        .forEach(
            (position, event) ->
                assertThat(position)
                    .contains(Instant.ofEpochMilli(event.eventTime()).toString().substring(0, 10)));
  }

  @Test
  void whatWasPutInIsToldBesides() throws Exception {
    FleetSimulator simulator = new FleetSimulator(PLAN);
    Path file = directory.resolve(FleetRecording.INJECTED);
    InjectionFile.write(simulator, file);
    JsonNode injected = new ObjectMapper().readTree(file.toFile());
    assertThat(injected.get("attacks")).hasSize(simulator.attacks().size());
    assertThat(injected.get("attacks").get(0).get("from").asText())
        .isEqualTo(simulator.attacks().get(0).start().toString());
    assertThat(injected.get("updates")).hasSize(simulator.updates().size());
    assertThat(injected.get("updates").get(0).get("name").asText()).startsWith("update:");
  }

  @Test
  void aRecordingWithoutLabelsHasTheHeadingOnly() throws Exception {
    FleetSimulator simulator = new FleetSimulator(PLAN.with(Scenarios.NONE));
    try (FleetRecording recording = new FleetRecording(directory, RecordingFormat.AVRO)) {
      for (int i = 0; i < 100; i++) {
        SimulatedEvent event = simulator.next();
        recording.add(event);
      }
    }
    assertThat(labels()).containsExactly("scenario,line,EventID,label");
  }
}
