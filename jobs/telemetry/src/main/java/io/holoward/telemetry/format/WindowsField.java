package io.holoward.telemetry.format;

import java.util.HashMap;
import java.util.Map;

/** The fields of Windows events that are read, with the names that they have in event data. */
enum WindowsField {
  EVENT_ID("EventID"),
  CHANNEL("Channel"),
  PROVIDER("SourceName"),
  COMPUTER("Computer"),
  HOST_NAME("Hostname"),
  ORGANISATION("organisation"),
  TS("ts"),
  EVENT_TIME("EventTime"),
  AT_TIMESTAMP("@timestamp"),
  UTC_TIME("UtcTime"),
  PROCESS_GUID("ProcessGuid"),
  /** The pid of Sysmon events. Collectors write their own header's pid as {@code ProcessID}. */
  SYSMON_PID("ProcessId"),
  SECURITY_PID("ProcessID"),
  IMAGE("Image"),
  APPLICATION("Application"),
  USER("User"),
  COMMAND_LINE("CommandLine"),
  PARENT_IMAGE("ParentImage"),
  HASHES("Hashes"),
  PROTOCOL("Protocol"),
  INITIATED("Initiated"),
  DIRECTION("Direction"),
  SOURCE_ADDRESS("SourceAddress"),
  SOURCE_PORT("SourcePort"),
  DESTINATION_ADDRESS("DestAddress"),
  DESTINATION_PORT("DestPort");

  private static final Map<String, WindowsField> BY_NAME = new HashMap<>();

  static {
    for (WindowsField field : values()) {
      BY_NAME.put(field.label, field);
    }
    // Sysmon's names where they differ from those of the Security log.
    BY_NAME.put("SourceIp", SOURCE_ADDRESS);
    BY_NAME.put("DestinationIp", DESTINATION_ADDRESS);
    BY_NAME.put("DestinationPort", DESTINATION_PORT);
    BY_NAME.put("ProviderName", PROVIDER);
  }

  private final String label;

  WindowsField(String label) {
    this.label = label;
  }

  /** The field of this name, or null for one that is not read. */
  static WindowsField byName(String name) {
    return BY_NAME.get(name);
  }

  /** True for what a provider reports of the event, false for the record's own header. */
  boolean isEventData() {
    return compareTo(UTC_TIME) >= 0;
  }

  /** Its usual name, for messages. */
  String label() {
    return label;
  }
}
