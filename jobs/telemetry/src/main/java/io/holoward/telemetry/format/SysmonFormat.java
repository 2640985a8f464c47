package io.holoward.telemetry.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Windows events as flat JSON objects, one a line: {@code {"EventID":3,"Channel":"Sysmon",
 * "Computer":…,"UtcTime":…,"Image":…,"SourceIp":…}}. Numbers may be JSON numbers or strings.
 */
final class SysmonFormat extends CheckedFormat {

  static final String NAME = "sysmon";

  private final WindowsRecord fields = new WindowsRecord();
  private final WindowsEvents events = new WindowsEvents();
  private final JsonRecords.Fields taker = this::take;

  SysmonFormat() {
    super(NAME);
  }

  @Override
  Reading readRecord(byte[] record, int offset, int length, ReadContext context) {
    fields.clear();
    JsonRecords.read(record, offset, length, taker);
    return events.read(fields, context);
  }

  private void take(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      WindowsField field = WindowsField.byName(json.currentName());
      json.nextToken();
      if (field == null) {
        json.skipChildren();
      } else {
        fields.set(field, json);
      }
    }
  }
}
