package io.holoward.telemetry.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Windows events nested as Winlogbeat 7 and 8 write them, one object a record: {@code
 * winlog.event_id}, {@code winlog.provider_name}, {@code winlog.channel}, {@code
 * winlog.computer_name}, {@code winlog.event_data.*}, {@code @timestamp}, {@code host.name}, {@code
 * organization.name}. What Winlogbeat adds about the logging itself ({@code winlog.process}, {@code
 * agent}) is not the event's process and not read.
 */
final class WinlogbeatFormat extends CheckedFormat {

  static final String NAME = "winlogbeat";

  private final WindowsRecord fields = new WindowsRecord();
  private final WindowsEvents events = new WindowsEvents();
  private final JsonRecords.Fields taker = this::take;

  WinlogbeatFormat() {
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
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "@timestamp" -> fields.set(WindowsField.AT_TIMESTAMP, json);
        case "winlog" -> takeWinlog(json);
        case "host" -> takeName(json, WindowsField.HOST_NAME);
        case "organization" -> takeName(json, WindowsField.ORGANISATION);
        default -> json.skipChildren();
      }
    }
  }

  private void takeWinlog(JsonParser json) throws IOException {
    if (!json.isExpectedStartObjectToken()) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "event_id" -> fields.set(WindowsField.EVENT_ID, json);
        case "channel" -> fields.set(WindowsField.CHANNEL, json);
        case "provider_name" -> fields.set(WindowsField.PROVIDER, json);
        case "computer_name" -> fields.set(WindowsField.COMPUTER, json);
        case "event_data" -> takeEventData(json);
        default -> json.skipChildren();
      }
    }
  }

  private void takeEventData(JsonParser json) throws IOException {
    if (!json.isExpectedStartObjectToken()) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      WindowsField field = WindowsField.byName(json.currentName());
      json.nextToken();
      if (field != null && field.isEventData()) {
        fields.set(field, json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void takeName(JsonParser json, WindowsField field) throws IOException {
    if (!json.isExpectedStartObjectToken()) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean name = json.currentName().equals("name");
      json.nextToken();
      if (name) {
        fields.set(field, json);
      } else {
        json.skipChildren();
      }
    }
  }
}
