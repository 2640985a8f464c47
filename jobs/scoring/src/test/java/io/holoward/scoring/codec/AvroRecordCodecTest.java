package io.holoward.scoring.codec;

import static io.holoward.telemetry.format.Reading.Invalid.MALFORMED_RECORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holoward.registry.RegistryUnavailableException;
import io.holoward.schema.Alarm;
import io.holoward.schema.ControlAction;
import io.holoward.schema.ControlCommand;
import io.holoward.schema.ProcessEvent;
import io.holoward.schema.ScoredAlarm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class AvroRecordCodecTest {

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroRecordEncoder<ProcessEvent> encoder =
      new AvroRecordEncoder<>(ProcessEvent.class, "process-events", registry);
  private final AvroRecordDecoder<ProcessEvent> decoder =
      new AvroRecordDecoder<>(ProcessEvent.class, registry);
  private final ProcessEvent event = EventMapping.toRecord(Samples.connection());

  @Test
  void whatWasEncodedIsDecoded() throws DecodeException {
    ProcessEvent start = EventMapping.toRecord(Samples.processStart());

    assertThat(decoder.decode(encoder.encode(event))).isEqualTo(event);
    assertThat(decoder.decode(encoder.encode(start))).isEqualTo(start);
    assertThat(decoder.decode(encoder.encode(event))).isEqualTo(event);
  }

  @Test
  void aRecordBeginsWithAZeroAndItsSchemaId() {
    registry.register("other", Schema.create(Schema.Type.LONG));

    ByteBuffer record = ByteBuffer.wrap(encoder.encode(event));

    assertThat(record.get()).isZero();
    assertThat(record.getInt()).isEqualTo(2);
  }

  @Test
  void theSchemaIsRegisteredOnceForTheValuesOfTheTopic() {
    assertThat(registry.subjects()).isEmpty();

    encoder.encode(event);
    encoder.encode(event);

    assertThat(registry.subjects()).containsExactly("process-events-value");
  }

  @Test
  void aKnownSchemaIsAskedForOnce() throws DecodeException {
    byte[] record = encoder.encode(event);

    decoder.decode(record);
    decoder.decode(record);

    assertThat(registry.questions()).isEqualTo(1);
  }

  @Test
  void anotherFirstByteIsNotTheWireFormat() {
    byte[] record = encoder.encode(event);
    record[0] = '{';

    assertRefused(record, DecodeException.WRONG_MAGIC, "begins with byte 123");
    assertRefused(new byte[0], DecodeException.WRONG_MAGIC, "an empty record");
  }

  @Test
  void aTruncatedRecordIsRefusedWhereverItEnds() {
    byte[] record = encoder.encode(event);

    for (int length = 1; length < record.length; length++) {
      byte[] truncated = Arrays.copyOf(record, length);
      assertRefused(truncated, DecodeException.TRUNCATED, "");
    }
  }

  @Test
  void bytesAfterTheRecordAreRefused() {
    byte[] record = encoder.encode(event);

    assertRefused(
        Arrays.copyOf(record, record.length + 2), DecodeException.TRAILING_BYTES, "2 bytes left");
  }

  @Test
  void anUnknownSchemaIsRefused() {
    byte[] record = encoder.encode(event);
    ByteBuffer.wrap(record).putInt(1, 4711);

    assertRefused(record, DecodeException.UNKNOWN_SCHEMA, "schema id 4711: not in the registry");
  }

  @Test
  void aRecordOfAnotherSubjectIsRefusedAndItsSchemaAskedForOnce() {
    byte[] alarm =
        new AvroRecordEncoder<>(Alarm.class, "alarms", registry)
            .encode(EventMapping.toRecord(Samples.alarm()));

    assertRefused(alarm, DecodeException.OTHER_RECORD, "a record of another subject");
    assertRefused(
        alarm,
        DecodeException.OTHER_RECORD,
        "schema id 1 is io.holoward.schema.Alarm, expected io.holoward.schema.ProcessEvent");
    assertThat(registry.questions()).isEqualTo(1);
  }

  @Test
  void anOutageOfTheRegistryRefusesNoRecord() throws DecodeException {
    byte[] record = encoder.encode(event);
    registry.down(true);
    assertThatThrownBy(() -> decoder.decode(record))
        .isInstanceOf(RegistryUnavailableException.class);

    registry.down(false);
    assertThat(decoder.decode(record)).isEqualTo(event);

    registry.down(true);
    assertThat(decoder.decode(record)).isEqualTo(event);
  }

  @Test
  void aDecoderWorksOnAfterABadRecord() throws DecodeException {
    byte[] record = encoder.encode(event);
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = record.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        damaged[5 + random.nextInt(record.length - 5)] = (byte) random.nextInt();
      }
      try {
        decoder.decode(damaged);
      } catch (DecodeException e) {
        refused++;
      }
    }

    assertThat(refused).isPositive();
    assertThat(decoder.decode(record)).isEqualTo(event);
  }

  @Test
  void aRecordThatCannotBeEncodedLeavesNothingBehind() throws DecodeException {
    ProcessEvent incomplete = ProcessEvent.newBuilder(event).build();
    incomplete.setHost(null);

    assertThatThrownBy(() -> encoder.encode(incomplete)).isInstanceOf(RuntimeException.class);

    assertThat(decoder.decode(encoder.encode(event))).isEqualTo(event);
  }

  @Test
  void aRecordOfANewerSchemaIsReadByTodays() throws Exception {
    Schema newer =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "ControlCommand", "namespace": "io.holoward.schema",
                 "fields": [
                   {"name": "reason", "type": "string"},
                   {"name": "id", "type": "string"},
                   {"name": "organisation", "type": "string"},
                   {"name": "action", "type": {"type": "enum", "name": "ControlAction",
                     "symbols": ["PROMOTE", "PAUSE"]}},
                   {"name": "processPattern", "type": "string"},
                   {"name": "effectiveTime",
                    "type": {"type": "long", "logicalType": "timestamp-millis"}},
                   {"name": "issuedBy", "type": "string"}]}""");
    var record = new GenericData.Record(newer);
    record.put("reason", "holiday");
    record.put("id", "c1");
    record.put("organisation", "acme");
    record.put("action", new GenericData.EnumSymbol(newer.getField("action").schema(), "PAUSE"));
    record.put("processPattern", "*");
    record.put("effectiveTime", Samples.TIME);
    record.put("issuedBy", "ada");

    var commands = new AvroRecordDecoder<>(ControlCommand.class, registry);
    ControlCommand command = commands.decode(encode(newer, record));

    assertThat(command.getIssuedBy()).isEqualTo("ada");
    assertThat(command.getEffectiveTime()).isEqualTo(Instant.ofEpochMilli(Samples.TIME));
    assertThat(command.getAction()).isEqualTo(ControlAction.UNKNOWN);
  }

  @Test
  void eventsOfTodaysSchemaAndOfANewerOneAreReadInTurn() throws DecodeException {
    byte[] todays = encoder.encode(event);
    byte[] newers = withAFieldBefore(todays);

    for (int i = 0; i < 3; i++) {
      assertThat(decoder.decode(todays)).isEqualTo(event);
      assertThat(decoder.decode(newers)).isEqualTo(event);
    }
    assertThat(registry.questions()).isEqualTo(2);
  }

  private byte[] withAFieldBefore(byte[] record) {
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(new Schema.Field("added", Schema.create(Schema.Type.LONG), null, null));
    for (Schema.Field field : ProcessEvent.getClassSchema().getFields()) {
      fields.add(new Schema.Field(field, field.schema()));
    }
    int id =
        registry.register(
            "process-events-value",
            Schema.createRecord("ProcessEvent", null, "io.holoward.schema", false, fields));
    byte seven = 14; // Avro's zigzag
    return ByteBuffer.allocate(record.length + 1)
        .put((byte) 0)
        .putInt(id)
        .put(seven)
        .put(record, 5, record.length - 5)
        .array();
  }

  @Test
  void aSchemaThatTodaysCannotReadIsRefused() throws IOException {
    Schema stranger =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "ProcessEvent", "namespace": "io.holoward.schema",
                 "fields": [{"name": "host", "type": "long"}]}""");
    var record = new GenericData.Record(stranger);
    record.put("host", 5L);

    assertRefused(encode(stranger, record), DecodeException.INCOMPATIBLE_SCHEMA, "schema id 1");
  }

  @Test
  void aBranchThatTheUnionDoesNotHaveIsMalformed() {
    byte[] record = encoder.encode(EventMapping.toRecord(Samples.connectionOfNobody()));
    // The union's branch of the organisation, the first byte after the header: 2 stands for 1.
    assertThat(record[5]).isEqualTo((byte) 2);
    record[5] = 40;

    assertRefused(record, MALFORMED_RECORD, "");
  }

  @Test
  void aScoredAlarmSurvivesTheTopic() throws DecodeException {
    ScoredAlarm alarm = FindingMapping.toRecord(Samples.abnormal());
    byte[] record =
        new AvroRecordEncoder<>(ScoredAlarm.class, "scored-alarms", registry).encode(alarm);

    assertThat(new AvroRecordDecoder<>(ScoredAlarm.class, registry).decode(record))
        .isEqualTo(alarm);
  }

  private void assertRefused(byte[] record, String errorClass, String message) {
    DecodeException refusal =
        catchThrowableOfType(DecodeException.class, () -> decoder.decode(record));
    assertThat(refusal).isNotNull();
    assertThat(refusal.errorClass()).isEqualTo(errorClass);
    assertThat(refusal).hasMessageContaining(message);
  }

  private byte[] encode(Schema schema, GenericData.Record record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int id = registry.register("any", schema);
    bytes.write(0);
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
    new GenericDatumWriter<>(schema)
        .write(record, EncoderFactory.get().directBinaryEncoder(bytes, null));
    return bytes.toByteArray();
  }
}
