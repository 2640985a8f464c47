package io.holoward.scoring.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holoward.schema.Flow;
import io.holoward.schema.ProcessEvent;
import io.holoward.schema.RoundTripSummary;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

class FlowDatumReaderTest {

  private final Random random = new Random(20_261_122);
  private final RandomFlows flows = new RandomFlows(20_261_122);
  private final FlowDatumReader reader = new FlowDatumReader();

  @Test
  void readsWhatTheGeneralReaderReads() throws IOException {
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = bytes(flow());
      assertThat(reader.read(null, over(bytes, bytes.length))).isEqualTo(generally(bytes));
    }
  }

  @Test
  void collectionsInBlocksOfToldLengthAreReadAsAnyOthers() throws IOException {
    for (int i = 0; i < 500; i++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      var encoder = new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null);
      byte[] bytes = encoded(flow(), encoder, out);
      assertThat(reader.read(null, over(bytes, bytes.length))).isEqualTo(generally(bytes));
    }
  }

  @Test
  void whatEndsTooEarlyIsTold() throws IOException {
    byte[] bytes = bytes(FlowMapping.toRecord(Samples.flow()));
    for (int length = 0; length < bytes.length; length++) {
      BoundedDecoder part = over(bytes, length);
      assertThatExceptionOfType(EOFException.class).isThrownBy(() -> reader.read(null, part));
    }
  }

  @Test
  void bytesThatMeanNothingThrowAndNeverYieldAnotherRecord() throws IOException {
    int read = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = bytes(flow());
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      Flow flow = orNull(bytes);
      if (flow != null) {
        read++;
        assertThat(flow).isEqualTo(generally(bytes));
      }
    }
    assertThat(read).isBetween(500, 4_900);
  }

  private Flow orNull(byte[] bytes) {
    try {
      return reader.read(null, over(bytes, bytes.length));
    } catch (IOException | RuntimeException meaningless) {
      return null;
    }
  }

  @Test
  void attributesThatComeAgainAreHeldOnceAndNobodyCanChangeThem() throws IOException {
    byte[] bytes = bytes(FlowMapping.toRecord(Samples.flow()));
    Map<String, String> first = reader.read(null, over(bytes, bytes.length)).getLayer7();
    Map<String, String> again = reader.read(null, over(bytes, bytes.length)).getLayer7();

    assertThat(again).isSameAs(first).isUnmodifiable();
  }

  @Test
  void aSchemaThatIsNotTodaysIsRefused() {
    reader.setSchema(Flow.getClassSchema());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader.setSchema(ProcessEvent.getClassSchema()));
  }

  private Flow flow() {
    Flow flow = FlowMapping.toRecord(flows.next());
    if (random.nextInt(4) == 0) {
      flow.setOrganisation(null);
      flow.setRoundTrip(new RoundTripSummary(3L, 2.5, 0.5, null, random.nextDouble()));
    }
    return flow;
  }

  private static Flow generally(byte[] bytes) throws IOException {
    return (Flow)
        SpecificData.getForClass(Flow.class)
            .createDatumReader(Flow.getClassSchema(), Flow.getClassSchema())
            .read(null, over(bytes, bytes.length));
  }

  private static BoundedDecoder over(byte[] bytes, int length) {
    return new BoundedDecoder().over(bytes, 0, length);
  }

  private static byte[] bytes(Flow flow) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return encoded(flow, EncoderFactory.get().binaryEncoder(out, null), out);
  }

  private static byte[] encoded(Flow flow, BinaryEncoder encoder, ByteArrayOutputStream out)
      throws IOException {
    new SpecificDatumWriter<>(Flow.class).write(flow, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
