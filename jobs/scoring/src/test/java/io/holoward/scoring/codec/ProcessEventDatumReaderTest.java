package io.holoward.scoring.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holoward.schema.Connection;
import io.holoward.schema.ConnectionEnds;
import io.holoward.schema.Direction;
import io.holoward.schema.Endpoint;
import io.holoward.schema.Flow;
import io.holoward.schema.Listen;
import io.holoward.schema.ProcessEvent;
import io.holoward.schema.ProcessReference;
import io.holoward.schema.ProcessStart;
import io.holoward.schema.Protocol;
import io.holoward.schema.Sensor;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

class ProcessEventDatumReaderTest {

  private final Random random = new Random(20_261_122);
  private final ProcessEventDatumReader reader = new ProcessEventDatumReader();

  @Test
  void readsWhatTheGeneralReaderReads() throws IOException {
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = bytes(event());
      assertThat(reader.read(null, over(bytes, bytes.length))).isEqualTo(generally(bytes));
    }
  }

  @Test
  void whatEndsTooEarlyIsTold() throws IOException {
    byte[] bytes = bytes(event());
    for (int length = 0; length < bytes.length; length++) {
      BoundedDecoder part = over(bytes, length);
      assertThatExceptionOfType(EOFException.class).isThrownBy(() -> reader.read(null, part));
    }
  }

  @Test
  void bytesThatMeanNothingThrowAndNeverYieldAnotherRecord() throws IOException {
    int read = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = bytes(event());
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      ProcessEvent event = orNull(bytes);
      if (event != null) {
        read++;
        assertThat(event).isEqualTo(generally(bytes));
      }
    }
    assertThat(read).isBetween(500, 4_900);
  }

  private ProcessEvent orNull(byte[] bytes) {
    try {
      return reader.read(null, over(bytes, bytes.length));
    } catch (IOException | RuntimeException meaningless) {
      return null;
    }
  }

  @Test
  void aSchemaThatIsNotTodaysIsRefused() {
    reader.setSchema(ProcessEvent.getClassSchema());
    assertThatIllegalArgumentException().isThrownBy(() -> reader.setSchema(Flow.getClassSchema()));
  }

  private static ProcessEvent generally(byte[] bytes) throws IOException {
    SpecificData model = SpecificData.getForClass(ProcessEvent.class);
    return (ProcessEvent)
        model
            .createDatumReader(ProcessEvent.getClassSchema(), ProcessEvent.getClassSchema())
            .read(null, over(bytes, bytes.length));
  }

  private static BoundedDecoder over(byte[] bytes, int length) {
    return new BoundedDecoder().over(bytes, 0, length);
  }

  private static byte[] bytes(ProcessEvent event) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new SpecificDatumWriter<>(ProcessEvent.class).write(event, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private ProcessEvent event() {
    return new ProcessEvent(
        text(),
        "host-" + random.nextInt(100),
        Instant.ofEpochMilli(random.nextLong(2_000_000_000_000L)),
        new ProcessReference(
            text(),
            random.nextBoolean() ? null : random.nextLong(),
            text(),
            text(),
            text(),
            text()),
        body());
  }

  private Object body() {
    return switch (random.nextInt(3)) {
      case 0 ->
          new Connection(
              one(Sensor.values()),
              one(Protocol.values()),
              one(Direction.values()),
              one(ConnectionEnds.values()),
              endpoint(),
              endpoint(),
              random.nextBoolean());
      case 1 -> new ProcessStart(text(), text());
      default -> new Listen(one(Protocol.values()), endpoint());
    };
  }

  private Endpoint endpoint() {
    return new Endpoint(text(), random.nextBoolean() ? null : random.nextInt());
  }

  private String text() {
    return random.nextInt(3) == 0 ? null : "ä text " + random.nextInt(1_000);
  }

  private <E> E one(E[] values) {
    return values[random.nextInt(values.length)];
  }
}
