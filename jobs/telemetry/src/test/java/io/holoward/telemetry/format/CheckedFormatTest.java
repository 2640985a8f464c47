package io.holoward.telemetry.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckedFormatTest {

  private static Reading.Invalid readByOneThatThrows(RuntimeException failure) {
    TelemetryFormat format =
        new CheckedFormat("broken") {
          @Override
          Reading readRecord(byte[] record, int offset, int length, ReadContext context) {
            throw failure;
          }
        };
    return Reads.invalid(Reads.read(format, "a record"));
  }

  @Test
  void aFailureThatNobodyForesawIsAMalformedRecord() {
    Reading.Invalid invalid = readByOneThatThrows(new NullPointerException("nothing there"));
    assertThat(invalid.errorClass()).isEqualTo(Reading.Invalid.MALFORMED_RECORD);
    assertThat(invalid.message()).contains("reader failed", "NullPointer", "nothing there");
  }

  @Test
  void whatIsWrongWithTheRecordKeepsItsClass() {
    assertThat(readByOneThatThrows(InvalidRecordException.missing("host")).errorClass())
        .isEqualTo(Reading.Invalid.MISSING_FIELD);
  }
}
