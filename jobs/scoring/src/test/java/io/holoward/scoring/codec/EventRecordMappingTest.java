package io.holoward.scoring.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.schema.Alarm;
import io.holoward.schema.Flow;
import io.holoward.schema.ProcessEvent;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventRecordMappingTest {

  private final EventMapping mapping = new EventMapping("default");

  static Stream<TelemetryEvent> events() {
    return Stream.of(
        Samples.connection(),
        Samples.connectionOfNobody(),
        Samples.processStart(),
        Samples.listen(),
        Samples.alarm(),
        Samples.flow());
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyKindOfEventComesBackFromTheRecordOfItsTopic(TelemetryEvent event) throws Exception {
    assertThat(decode(EventRecordMapping.toRecord(event))).isEqualTo(event);
  }

  private TelemetryEvent decode(SpecificRecord record) throws DecodeException {
    if (record instanceof Alarm alarm) {
      return mapping.toEvent(alarm, Samples.SOURCE);
    }
    return record instanceof Flow flow
        ? mapping.toEvent(flow, Samples.SOURCE)
        : mapping.toEvent((ProcessEvent) record, Samples.SOURCE);
  }
}
