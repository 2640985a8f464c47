package io.holoward.schema;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaCompatibilityTest {

  private static final int SAMPLES = 50;
  private static final long SEED = 20_261_122;

  @ParameterizedTest
  @MethodSource("releasedAndToday")
  void todayReadsWhatAReleaseWrote(Schema released, Schema today) throws IOException {
    assertReads(today, released);
  }

  @ParameterizedTest
  @MethodSource("releasedAndToday")
  void aReleaseReadsWhatTodayWrites(Schema released, Schema today) throws IOException {
    assertReads(released, today);
  }

  @Test
  void theGeneratedClassesAreOfTodaysSchemas() throws ReflectiveOperationException {
    for (Schema schema : SchemaFiles.today()) {
      Schema generated = (Schema) Class.forName(schema.getFullName()).getField("SCHEMA$").get(null);
      assertThat(SchemaNormalization.toParsingForm(generated))
          .isEqualTo(SchemaNormalization.toParsingForm(schema));
    }
  }

  static Stream<Arguments> releasedAndToday() {
    Map<String, Schema> today =
        SchemaFiles.today().stream().collect(Collectors.toMap(Schema::getFullName, s -> s));
    return SchemaFiles.RELEASES.stream()
        .flatMap(
            version ->
                SchemaFiles.released(version).stream()
                    .map(
                        released -> {
                          assertThat(today).containsKey(released.getFullName());
                          return Arguments.of(
                              Named.of(version + " " + released.getName(), released),
                              Named.of("today", today.get(released.getFullName())));
                        }));
  }

  private static void assertReads(Schema reader, Schema writer) throws IOException {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    assertThat(result.getType()).as(result.getDescription()).isEqualTo(COMPATIBLE);
    for (Object sample : new RandomData(writer, SAMPLES, SEED)) {
      byte[] bytes = write(sample, writer);
      Object read = read(bytes, writer, reader);
      assertThat(GenericData.get().validate(reader, read)).isTrue();
      assertSharedFieldsEqual(read(bytes, writer, writer), writer, read, reader);
    }
  }

  private static void assertSharedFieldsEqual(
      Object written, Schema writer, Object read, Schema reader) {
    if (writer.getType() == Schema.Type.ENUM) {
      String symbol = written.toString();
      assertThat(read).hasToString(reader.hasEnumSymbol(symbol) ? symbol : reader.getEnumDefault());
      return;
    }
    List<Schema.Field> unchanged =
        writer.getFields().stream()
            .filter(field -> reader.getField(field.name()) != null)
            .filter(field -> reader.getField(field.name()).schema().equals(field.schema()))
            .toList();
    assertThat(unchanged).isNotEmpty();
    for (Schema.Field field : unchanged) {
      Object before = ((GenericData.Record) written).get(field.name());
      Object after = ((GenericData.Record) read).get(field.name());
      assertThat(after).as(field.name()).isEqualTo(before);
    }
  }

  private static byte[] write(Object sample, Schema schema) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(schema).write(sample, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static Object read(byte[] bytes, Schema writer, Schema reader) throws IOException {
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    Object read = new GenericDatumReader<>(writer, reader).read(null, decoder);
    assertThat(decoder.isEnd()).isTrue();
    return read;
  }
}
