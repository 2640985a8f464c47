package io.holoward.scoring.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Random;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoundedDecoderTest {

  private static final Schema EVERYTHING =
      SchemaBuilder.record("Everything")
          .fields()
          .requiredBoolean("flag")
          .requiredInt("small")
          .requiredLong("large")
          .requiredFloat("single")
          .requiredDouble("exact")
          .requiredString("text")
          .requiredBytes("raw")
          .optionalString("maybe")
          .name("digest")
          .type()
          .fixed("Digest")
          .size(16)
          .noDefault()
          .name("colour")
          .type()
          .enumeration("Colour")
          .symbols("RED", "GREEN")
          .noDefault()
          .name("list")
          .type()
          .array()
          .items()
          .doubleType()
          .noDefault()
          .name("table")
          .type()
          .map()
          .values()
          .longType()
          .noDefault()
          .endRecord();

  private static final Schema LAST_ONLY =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Everything", "fields": [
                {"name": "table", "type": {"type": "map", "values": "long"}}]}""");

  @Test
  void itReadsWhatAvrosOwnDecoderReads() throws IOException {
    for (Object sample : new RandomData(EVERYTHING, 500, 7)) {
      byte[] bytes = write(sample);
      var decoder = new BoundedDecoder().over(bytes, 0, bytes.length);

      Object read = new GenericDatumReader<>(EVERYTHING).read(null, decoder);

      assertThat(read).isEqualTo(readByAvro(bytes, EVERYTHING));
      assertThat(decoder.remaining()).isZero();
    }
  }

  @Test
  void itSkipsWhatAvrosOwnDecoderSkips() throws IOException {
    for (Object sample : new RandomData(EVERYTHING, 500, 8)) {
      byte[] bytes = write(sample);
      var decoder = new BoundedDecoder().over(bytes, 0, bytes.length);

      Object read = new GenericDatumReader<>(EVERYTHING, LAST_ONLY).read(null, decoder);

      assertThat(read).isEqualTo(readByAvro(bytes, LAST_ONLY));
      assertThat(decoder.remaining()).isZero();
    }
  }

  @Test
  void itReadsBlocksWithTheirLength() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Schema array = Schema.createArray(Schema.create(Schema.Type.LONG));
    BinaryEncoder encoder =
        new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(bytes, null);
    java.util.List<Long> values = new Random(3).longs(1_000).boxed().toList();
    new GenericDatumWriter<>(array).write(values, encoder);
    encoder.flush();
    var decoder = new BoundedDecoder().over(bytes.toByteArray(), 0, bytes.size());

    assertThat(new GenericDatumReader<>(array).read(null, decoder)).isEqualTo(values);
  }

  @Test
  void everyTruncationIsTheEndOfTheBytes() throws IOException {
    byte[] bytes = write(new RandomData(EVERYTHING, 1, 9).iterator().next());
    for (int length = 0; length < bytes.length; length++) {
      var decoder = new BoundedDecoder().over(bytes, 0, length);
      assertThatThrownBy(() -> new GenericDatumReader<>(EVERYTHING).read(null, decoder))
          .isInstanceOf(EOFException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("hugeLengths")
  void aLengthBeyondTheBytesIsNotBelieved(byte[] announced) {
    assertThatThrownBy(() -> over(announced).readString(null))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("0 bytes left");
    assertThatThrownBy(() -> over(announced).readBytes(null)).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> over(announced).skipBytes()).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> over(announced).readArrayStart()).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> over(announced).readMapStart()).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> over(announced).skipMap()).isInstanceOf(EOFException.class);
  }

  @Test
  void aNegativeLengthIsRefused() throws IOException {
    byte[] minusTwo = {3};
    assertThatThrownBy(() -> over(minusTwo).readString(null))
        .isInstanceOf(AvroRuntimeException.class);
    assertThatThrownBy(() -> over(varint(Long.MIN_VALUE)).readArrayStart())
        .isInstanceOf(IOException.class);
  }

  @Test
  void aNumberThatNeverEndsIsRefused() {
    byte[] endless = new byte[20];
    java.util.Arrays.fill(endless, (byte) 0xFF);
    assertThatThrownBy(() -> over(endless).readLong()).isInstanceOf(AvroRuntimeException.class);
  }

  @Test
  void anIntBeyondItsRangeIsRefused() throws IOException {
    assertThat(over(varint(Integer.MIN_VALUE)).readInt()).isEqualTo(Integer.MIN_VALUE);
    byte[] tooLarge = varint(Integer.MAX_VALUE + 1L);
    assertThatThrownBy(() -> over(tooLarge).readInt()).isInstanceOf(AvroRuntimeException.class);
  }

  static byte[][] hugeLengths() throws IOException {
    return new byte[][] {
      varint(1), varint(Integer.MAX_VALUE - 8), varint(1L << 33), varint(Long.MAX_VALUE)
    };
  }

  private static BoundedDecoder over(byte[] bytes) {
    return new BoundedDecoder().over(bytes, 0, bytes.length);
  }

  private static byte[] varint(long value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EncoderFactory.get().directBinaryEncoder(bytes, null).writeLong(value);
    return bytes.toByteArray();
  }

  private static byte[] write(Object sample) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new GenericDatumWriter<>(EVERYTHING)
        .write(sample, EncoderFactory.get().directBinaryEncoder(bytes, null));
    return bytes.toByteArray();
  }

  private static Object readByAvro(byte[] bytes, Schema reader) throws IOException {
    return new GenericDatumReader<>(EVERYTHING, reader)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
