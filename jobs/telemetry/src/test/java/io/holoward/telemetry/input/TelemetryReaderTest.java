package io.holoward.telemetry.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.schema.Endpoint;
import io.holoward.schema.Flow;
import io.holoward.schema.ProcessEvent;
import io.holoward.telemetry.format.Flows;
import io.holoward.telemetry.format.ProcessEvents;
import io.holoward.telemetry.format.ReadContext;
import io.holoward.telemetry.format.Reading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryReaderTest {

  private static final String SYSMON =
      "{\"EventID\":3,\"Channel\":\"Sysmon\",\"Computer\":\"w\",\"ts\":\"2020-06-10T02:50:55.662Z\"}\n";

  @TempDir Path folder;

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private Path write(String name, String content) throws IOException {
    return write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Reading> readings(TelemetryReader reader) throws IOException {
    List<Reading> readings = new ArrayList<>();
    try (reader) {
      reader.forEachRemaining(item -> readings.add(item.reading()));
    }
    return readings;
  }

  private static List<Reading> readings(Path... paths) throws IOException {
    return readings(TelemetryReader.open(List.of(paths), "auto", ReadContext.of("acme")));
  }

  private static TelemetryEvent event(Reading reading) {
    return ((Reading.Event) reading).event();
  }

  private static <T extends SpecificRecord> byte[] container(Schema schema, List<T> records)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<T> writer = new DataFileWriter<>(new SpecificDatumWriter<>(schema))) {
      writer.setCodec(CodecFactory.deflateCodec(6)).setSyncInterval(64).create(schema, bytes);
      for (T record : records) {
        writer.append(record);
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void eachFileIsReadByTheFormatItLooksLike() throws IOException {
    Path sysmon = write("a.jsonl", SYSMON);
    Path winlogbeat =
        write(
            "b.jsonl",
            "{\"@timestamp\":\"2020-06-10T02:50:55.662Z\",\"winlog\":{\"event_id\":4624}}\n");
    Path empty = write("c.jsonl", "");
    assertThat(readings(sysmon, winlogbeat, empty))
        .satisfiesExactly(
            reading -> assertThat(reading).isInstanceOf(Reading.Event.class),
            reading -> assertThat(reading).isEqualTo(Reading.Ignored.EVENT_ID));
  }

  @Test
  void aReadEventKnowsItsFileAndLine() throws IOException {
    List<Reading> readings = readings(write("a.jsonl.gz", Gzip.of("\n" + SYSMON)));
    assertThat(event(readings.get(1)).source()).isEqualTo(new SourcePosition("a.jsonl.gz", 2));
  }

  @Test
  void aFileThatLooksLikeNoFormatIsTheUsersErrorBeforeAnythingIsRead() throws IOException {
    Path sysmon = write("a.jsonl", SYSMON);
    Path other = write("readme.md", "hello");
    assertThatThrownBy(() -> readings(sysmon, other))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("readme.md")
        .hasMessageContaining("sysmon");
  }

  @Test
  void theStandardInputHasAFormatToo() throws IOException {
    TelemetryReader reader =
        TelemetryReader.open(
            List.of(Path.of("-")),
            "auto",
            ReadContext.of("acme"),
            new ByteArrayInputStream(SYSMON.getBytes(StandardCharsets.UTF_8)));
    assertThat(readings(reader)).singleElement().isInstanceOf(Reading.Event.class);
    TelemetryReader unknown =
        TelemetryReader.open(
            List.of(Path.of("-")),
            "auto",
            ReadContext.of("acme"),
            new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(unknown::next).isInstanceOf(InputException.class);
  }

  @Test
  void anUnknownFormatIsTheUsersError() throws IOException {
    Path sysmon = write("a.jsonl", SYSMON);
    assertThatThrownBy(
            () -> TelemetryReader.open(List.of(sysmon), "netflow", ReadContext.of("acme")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("winlogbeat");
  }

  @Test
  void theFaultOfARecordIsItsReading() throws IOException {
    byte[] whole = Gzip.of(SYSMON.repeat(10));
    Path cut = write("a.jsonl.gz", Arrays.copyOf(whole, whole.length - 4));
    List<Reading> readings = readings(cut);
    assertThat(readings).hasSize(11);
    assertThat(((Reading.Invalid) readings.get(10)).errorClass())
        .isEqualTo(Reading.Invalid.DAMAGED_INPUT);
  }

  @Test
  void anAvroContainerGivesItsRecordsByNumber() throws IOException {
    List<ProcessEvent> events = new ArrayList<>();
    for (int pid = 0; pid < 20; pid++) {
      events.add(ProcessEvents.connection(pid));
    }
    Path file = write("a.avro", Gzip.of(container(ProcessEvent.getClassSchema(), events)));
    List<Reading> readings = readings(file);
    assertThat(readings).hasSize(20);
    ConnectionEvent last = (ConnectionEvent) event(readings.get(19));
    assertThat(last.process().pid()).isEqualTo(19);
    assertThat(last.source()).isEqualTo(new SourcePosition("a.avro", 20));
  }

  @Test
  void anAvroContainerOfFlowsIsReadByTheSameFormat() throws IOException {
    List<Flow> flows = new ArrayList<>();
    for (int pid = 0; pid < 20; pid++) {
      flows.add(Flows.outbound(pid));
    }
    Path file = write("a.avro", container(Flow.getClassSchema(), flows));
    for (String format : List.of("auto", "avro")) {
      List<Reading> readings =
          readings(TelemetryReader.open(List.of(file), format, ReadContext.of("acme")));
      assertThat(readings).hasSize(20);
      FlowEvent last = (FlowEvent) event(readings.get(19));
      assertThat(last.process().pid()).isEqualTo(19);
      assertThat(last.roundTrip().mean()).isEqualTo(20);
      assertThat(last.source()).isEqualTo(new SourcePosition("a.avro", 20));
    }
  }

  @Test
  void aDamagedAvroContainerGivesTheRecordsBeforeTheDamage() throws IOException {
    List<ProcessEvent> events = new ArrayList<>();
    for (int pid = 0; pid < 20; pid++) {
      events.add(ProcessEvents.connection(pid));
    }
    byte[] whole = container(ProcessEvent.getClassSchema(), events);
    List<Reading> readings = readings(write("a.avro", Arrays.copyOf(whole, whole.length - 40)));
    assertThat(readings).hasSizeBetween(15, 20);
    assertThat(readings.subList(0, readings.size() - 1))
        .allSatisfy(reading -> assertThat(reading).isInstanceOf(Reading.Event.class));
    assertThat(((Reading.Invalid) readings.get(readings.size() - 1)).errorClass())
        .isEqualTo(Reading.Invalid.DAMAGED_INPUT);
  }

  @Test
  void anAvroContainerOfOtherRecordsIsOneFault() throws IOException {
    List<Endpoint> ends = List.of(Endpoint.newBuilder().setPort(1).build());
    Path file = write("a.avro", container(Endpoint.getClassSchema(), ends));
    assertThat(readings(file))
        .singleElement()
        .satisfies(
            reading ->
                assertThat(((Reading.Invalid) reading).message())
                    .contains("io.holoward.schema.Endpoint", "expected ProcessEvent"));
  }
}
