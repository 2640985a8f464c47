package io.holoward.telemetry.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import java.nio.charset.StandardCharsets;

/** Reads single records in tests. */
final class Reads {

  static final SourcePosition HERE = new SourcePosition("test.jsonl", 7);

  private Reads() {}

  static Reading read(TelemetryFormat format, ReadContext context, String record) {
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    return format.read(bytes, 0, bytes.length, context.at(HERE));
  }

  static Reading read(TelemetryFormat format, String record) {
    return read(format, ReadContext.of("acme"), record);
  }

  static <T extends TelemetryEvent> T event(Class<T> type, Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Event.class);
    return type.cast(((Reading.Event) reading).event());
  }

  static Reading.Invalid invalid(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Invalid.class);
    return (Reading.Invalid) reading;
  }
}
