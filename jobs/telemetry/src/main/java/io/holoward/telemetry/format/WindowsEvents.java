package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.InvalidRecordException.invalidField;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.TelemetryEvent;
import java.util.Locale;

/**
 * Says what a Windows event means, whatever format it came in: Sysmon 1 (process start) and 3
 * (connection), Security 5156 and 5157 (connection permitted, blocked), 5158 and 5154 (bind,
 * listen). Which end of a connection is local is left to orientation: ends stay source and
 * destination, the direction is the declared one.
 */
final class WindowsEvents {

  private static final String INBOUND = "%%14592";
  private static final String OUTBOUND = "%%14593";

  private final FieldValues values = new FieldValues();

  /**
   * @throws InvalidRecordException if a field makes no sense or one that is needed is absent
   */
  Reading read(WindowsRecord record, ReadContext context) {
    String eventId = record.get(WindowsField.EVENT_ID);
    if (eventId == null) {
      throw InvalidRecordException.missing(WindowsField.EVENT_ID.label());
    }
    return switch (eventId) {
      case "1" -> sysmon(record) ? event(processStart(record, context)) : Reading.Ignored.CHANNEL;
      case "3" -> sysmon(record) ? event(connection(record, context)) : Reading.Ignored.CHANNEL;
      case "5156", "5157" ->
          security(record)
              ? event(filtering(record, context, eventId.equals("5157")))
              : Reading.Ignored.CHANNEL;
      case "5158", "5154" ->
          security(record) ? event(listen(record, context)) : Reading.Ignored.CHANNEL;
      default -> Reading.Ignored.EVENT_ID;
    };
  }

  private static Reading event(TelemetryEvent event) {
    return new Reading.Event(event);
  }

  private TelemetryEvent processStart(WindowsRecord record, ReadContext context) {
    return new ProcessStartEvent(
        organisation(record, context),
        host(record),
        time(record),
        sysmonProcess(record),
        FieldValues.image(record.get(WindowsField.PARENT_IMAGE)),
        fileHash(record.get(WindowsField.HASHES)),
        context.position());
  }

  private TelemetryEvent connection(WindowsRecord record, ReadContext context) {
    return new ConnectionEvent(
        organisation(record, context),
        host(record),
        time(record),
        sysmonProcess(record),
        Sensor.SYSMON,
        protocol(record),
        initiated(record.get(WindowsField.INITIATED)),
        Ends.SOURCE_DESTINATION,
        source(record),
        destination(record),
        false,
        context.position());
  }

  private TelemetryEvent filtering(WindowsRecord record, ReadContext context, boolean blocked) {
    return new ConnectionEvent(
        organisation(record, context),
        host(record),
        time(record),
        securityProcess(record),
        Sensor.WINDOWS_FILTERING,
        protocol(record),
        direction(record.get(WindowsField.DIRECTION)),
        Ends.SOURCE_DESTINATION,
        source(record),
        destination(record),
        blocked,
        context.position());
  }

  private TelemetryEvent listen(WindowsRecord record, ReadContext context) {
    return new ListenEvent(
        organisation(record, context),
        host(record),
        time(record),
        securityProcess(record),
        protocol(record),
        source(record),
        context.position());
  }

  private static ProcessReference sysmonProcess(WindowsRecord record) {
    return new ProcessReference(
        FieldValues.text(record.get(WindowsField.PROCESS_GUID)),
        FieldValues.pid(WindowsField.SYSMON_PID.label(), record.get(WindowsField.SYSMON_PID)),
        FieldValues.image(record.get(WindowsField.IMAGE)),
        FieldValues.text(record.get(WindowsField.USER)),
        FieldValues.text(record.get(WindowsField.COMMAND_LINE)),
        null);
  }

  private static ProcessReference securityProcess(WindowsRecord record) {
    return new ProcessReference(
        null,
        FieldValues.pid(WindowsField.SECURITY_PID.label(), record.get(WindowsField.SECURITY_PID)),
        FieldValues.image(record.get(WindowsField.APPLICATION)),
        null,
        null,
        null);
  }

  private static Protocol protocol(WindowsRecord record) {
    return FieldValues.protocol(WindowsField.PROTOCOL.label(), record.get(WindowsField.PROTOCOL));
  }

  private Endpoint source(WindowsRecord record) {
    return values.endpoint(
        WindowsField.SOURCE_ADDRESS.label(),
        record.get(WindowsField.SOURCE_ADDRESS),
        WindowsField.SOURCE_PORT.label(),
        record.get(WindowsField.SOURCE_PORT));
  }

  private Endpoint destination(WindowsRecord record) {
    return values.endpoint(
        WindowsField.DESTINATION_ADDRESS.label(),
        record.get(WindowsField.DESTINATION_ADDRESS),
        WindowsField.DESTINATION_PORT.label(),
        record.get(WindowsField.DESTINATION_PORT));
  }

  private String host(WindowsRecord record) {
    String computer = record.get(WindowsField.COMPUTER);
    return values.host(
        WindowsField.COMPUTER.label(),
        computer != null ? computer : record.get(WindowsField.HOST_NAME));
  }

  private static String organisation(WindowsRecord record, ReadContext context) {
    String organisation = FieldValues.text(record.get(WindowsField.ORGANISATION));
    return organisation != null ? organisation : context.organisation();
  }

  private static Direction initiated(String text) {
    if (FieldValues.isAbsent(text)) {
      return Direction.UNKNOWN;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Direction.OUT;
      case "false" -> Direction.IN;
      default -> throw invalidField(WindowsField.INITIATED.label(), "true or false", text);
    };
  }

  private static Direction direction(String text) {
    if (FieldValues.isAbsent(text)) {
      return Direction.UNKNOWN;
    }
    return switch (text) {
      case INBOUND, "Inbound" -> Direction.IN;
      case OUTBOUND, "Outbound" -> Direction.OUT;
      default ->
          throw invalidField(
              WindowsField.DIRECTION.label(), "%%14592 (inbound) or %%14593 (outbound)", text);
    };
  }

  /** The strongest of Sysmon's hashes, which come as {@code SHA1=…,MD5=…,SHA256=…}. */
  private static String fileHash(String hashes) {
    if (FieldValues.isAbsent(hashes)) {
      return null;
    }
    String[] all = hashes.split(",", -1);
    for (String algorithm : new String[] {"SHA256=", "SHA1=", "MD5="}) {
      for (String hash : all) {
        if (hash.startsWith(algorithm)) {
          return hash;
        }
      }
    }
    return null;
  }

  /** The event's time, by the field that is surest to be UTC. */
  private static long time(WindowsRecord record) {
    long time = timeOf(record, WindowsField.TS, true);
    if (time == Timestamps.UNREADABLE) {
      time = timeOf(record, WindowsField.UTC_TIME, true);
    }
    if (time == Timestamps.UNREADABLE) {
      time = zonedTime(record);
    }
    if (time < Timestamps.EARLIEST) {
      throw new InvalidRecordException(
          Reading.Invalid.INVALID_TIME, "the event's time is before the year 2000");
    }
    return time;
  }

  /** Unreadable where the field is absent; one that is there has to be a time. */
  private static long timeOf(WindowsRecord record, WindowsField field, boolean utc) {
    String text = record.get(field);
    if (FieldValues.isAbsent(text)) {
      return Timestamps.UNREADABLE;
    }
    long time = Timestamps.parse(text, utc);
    if (time == Timestamps.UNREADABLE) {
      throw new InvalidRecordException(
          Reading.Invalid.INVALID_TIME,
          invalidField(field.label(), "a time such as 2020-06-10T02:50:55.662Z", text)
              .getMessage());
    }
    return time;
  }

  /**
   * {@code EventTime} is the host's local time in most exports: it counts only with an offset. Next
   * comes the collector's own time.
   */
  private static long zonedTime(WindowsRecord record) {
    String eventTime = record.get(WindowsField.EVENT_TIME);
    long time = eventTime == null ? Timestamps.UNREADABLE : Timestamps.parse(eventTime, false);
    if (time == Timestamps.UNREADABLE) {
      time = timeOf(record, WindowsField.AT_TIMESTAMP, false);
    }
    if (time == Timestamps.UNREADABLE) {
      throw new InvalidRecordException(
          Reading.Invalid.INVALID_TIME,
          "no time in UTC: neither ts, UtcTime nor @timestamp, and EventTime has no offset");
    }
    return time;
  }

  private static boolean sysmon(WindowsRecord record) {
    return isOf("Sysmon", record);
  }

  private static boolean security(WindowsRecord record) {
    return isOf("Security", record);
  }

  /**
   * Event ids are unique only within a log: 1 of the System log is a change of the clock. The
   * provider decides, a forwarded event's channel only says that it was forwarded. A record that
   * names neither is taken at its id.
   */
  private static boolean isOf(String log, WindowsRecord record) {
    String provider = record.get(WindowsField.PROVIDER);
    String name = provider != null ? provider : record.get(WindowsField.CHANNEL);
    return name == null || name.contains(log);
  }
}
