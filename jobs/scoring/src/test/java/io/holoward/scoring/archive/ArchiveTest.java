package io.holoward.scoring.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.configuration.ConfigurationException;
import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.scoring.codec.Samples;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.job.EmbeddedFlink;
import io.holoward.telemetry.format.ReadContext;
import io.holoward.telemetry.format.Reading;
import io.holoward.telemetry.input.TelemetryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {

  @TempDir Path directory;

  private Archive archive(String... more) {
    List<String> set = new ArrayList<>(List.of(more));
    set.add("archive.directory='" + directory.resolve("archive").toUri() + "'");
    return new Archive(Configuration.of(set.toArray(String[]::new)).archive());
  }

  private void write(Archive archive, List<Decoded> records) throws Exception {
    try (EmbeddedFlink flink = EmbeddedFlink.bounded(1, directory)) {
      StreamExecutionEnvironment env = flink.environment();
      archive.inputs(
          env.fromData(records, TypeInformation.of(Decoded.class)).uid("records"), "inputs");
      env.execute();
    }
  }

  private List<TelemetryEvent> read() throws IOException {
    List<TelemetryEvent> events = new ArrayList<>();
    try (TelemetryReader reader =
        TelemetryReader.open(
            List.of(directory.resolve("archive/inputs")), "auto", ReadContext.of("other"))) {
      reader.forEachRemaining(item -> events.add(((Reading.Event) item.reading()).event()));
    }
    return events;
  }

  private static AlarmEvent alarmOf(String organisation, long time) {
    AlarmEvent like = Samples.alarm();
    return new AlarmEvent(
        organisation,
        like.host(),
        time,
        like.process(),
        like.id(),
        like.type(),
        like.connections(),
        like.source());
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstandard", "deflate"})
  void everyKindOfEventIsReadAgainAsItWas(String codec) throws Exception {
    List<TelemetryEvent> events =
        List.of(
            Samples.connection(),
            Samples.processStart(),
            Samples.listen(),
            Samples.flow(),
            Samples.alarm());
    List<Decoded> records = new ArrayList<>(events.stream().map(Decoded::of).toList());
    records.add(Decoded.ignored("header"));
    write(archive("archive.codec=" + codec), records);
    assertThat(read()).isEqualTo(events);
  }

  @Test
  void noOrganisationLeadsOutOfTheArchive() throws Exception {
    List<Decoded> records =
        Stream.of("../../escaped", "..", "/", "a\0b", "C:\\x", "%2E%2E", ".hidden", "ü ")
            .map(organisation -> Decoded.of(alarmOf(organisation, Samples.alarm().eventTime())))
            .toList();
    write(archive(), records);
    assertThat(directory.resolve("escaped")).doesNotExist();
    assertThat(read())
        .containsExactlyInAnyOrderElementsOf(records.stream().map(Decoded::event).toList());
  }

  @Test
  void aFloodOfOrganisationsSharesAFolder() throws Exception {
    List<Decoded> records = new ArrayList<>();
    for (int i = 0; i < ArchiveFolders.MAX_FOLDERS + 100; i++) {
      records.add(Decoded.of(alarmOf("tenant-" + i, Samples.alarm().eventTime())));
    }
    write(archive(), records);
    try (Stream<Path> folders = Files.list(directory.resolve("archive/inputs"))) {
      assertThat(folders).hasSize(ArchiveFolders.MAX_FOLDERS + 1);
    }
    assertThat(directory.resolve("archive/inputs").resolve(ArchiveFolders.MORE)).exists();
    assertThat(read()).hasSameSizeAs(records);
  }

  @Test
  void aDayIsThatOfTheEventInUtc() throws Exception {
    long midnight = Duration.ofDays(20_000).toMillis();
    write(
        archive(),
        List.of(Decoded.of(alarmOf("acme", midnight - 1)), Decoded.of(alarmOf("acme", midnight))));
    assertThat(directory.resolve("archive/inputs/organisation=acme/day=2024-10-03")).exists();
    assertThat(directory.resolve("archive/inputs/organisation=acme/day=2024-10-04")).exists();
  }

  @Test
  void withoutCheckpointsNoFileWouldEverBeComplete() throws Exception {
    try (EmbeddedFlink flink = EmbeddedFlink.bounded(1, directory)) {
      assertThatThrownBy(() -> archive().check(flink.environment()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("execution.checkpointing.interval");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefusedAtStart() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    try (EmbeddedFlink flink =
        EmbeddedFlink.continuous(1, directory, Duration.ofSeconds(1), Optional.empty())) {
      archive().check(flink.environment());
      for (String place : List.of(file.resolve("archive").toUri().toString(), "gopher://x/y")) {
        assertThatThrownBy(
                () ->
                    new Archive(Configuration.of("archive.directory='" + place + "'").archive())
                        .check(flink.environment()))
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContaining("archive.directory: " + place + " cannot be written");
      }
    }
  }
}
