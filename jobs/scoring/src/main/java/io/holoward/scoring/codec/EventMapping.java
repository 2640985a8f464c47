package io.holoward.scoring.codec;

import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.schema.Alarm;
import io.holoward.schema.Connection;
import io.holoward.schema.Flow;
import io.holoward.schema.Listen;
import io.holoward.schema.ProcessEvent;
import io.holoward.schema.ProcessStart;
import io.holoward.telemetry.format.AlarmRecordReader;
import io.holoward.telemetry.format.FlowRecordReader;
import io.holoward.telemetry.format.ProcessEventReader;
import io.holoward.telemetry.format.ReadContext;
import io.holoward.telemetry.format.Reading;
import io.holoward.telemetry.format.Reading.Invalid;
import java.io.Serializable;
import java.time.Instant;

/**
 * Between the Avro records of host telemetry and the events of the domain. What comes in is checked
 * here, once: literal addresses, ports, times, and names that must be there. For one thread; keep
 * it from record to record, it remembers the spellings it has met.
 */
public final class EventMapping implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String defaultOrganisation;
  private transient ProcessEventReader processEvents;
  private transient FlowRecordReader flows;
  private transient AlarmRecordReader alarms;
  private transient ReadContext context;

  /**
   * @param defaultOrganisation the tenant of records that name none
   */
  public EventMapping(String defaultOrganisation) {
    this.defaultOrganisation = defaultOrganisation;
  }

  /**
   * The event a record tells of.
   *
   * @param source where the record stands
   * @throws DecodeException when a field makes no sense
   */
  public TelemetryEvent toEvent(ProcessEvent event, SourcePosition source) throws DecodeException {
    open();
    FieldMapping.time("eventTime", event.getEventTime());
    return event(processEvents.read(event, context.at(source)));
  }

  /**
   * The flow a record tells of.
   *
   * @param source where the record stands
   * @throws DecodeException when a field makes no sense
   */
  public TelemetryEvent toEvent(Flow flow, SourcePosition source) throws DecodeException {
    open();
    FieldMapping.time("eventTime", flow.getEventTime());
    return event(flows.read(flow, context.at(source)));
  }

  private void open() {
    if (context == null) {
      processEvents = new ProcessEventReader();
      flows = new FlowRecordReader();
      alarms = new AlarmRecordReader();
      context = ReadContext.of(defaultOrganisation);
    }
  }

  private static TelemetryEvent event(Reading reading) throws DecodeException {
    if (reading instanceof Invalid invalid) {
      throw new DecodeException(invalid.errorClass(), invalid.message());
    }
    return ((Reading.Event) reading).event();
  }

  /**
   * The alarm a record tells of.
   *
   * @param source where the record stands
   * @throws DecodeException when a field makes no sense
   */
  public AlarmEvent toEvent(Alarm alarm, SourcePosition source) throws DecodeException {
    open();
    FieldMapping.time("eventTime", alarm.getEventTime());
    return (AlarmEvent) event(alarms.read(alarm, context.at(source)));
  }

  /** The record of a connection, a process start or a listen. */
  public static ProcessEvent toRecord(TelemetryEvent event) {
    return new ProcessEvent(
        event.organisation(),
        event.host(),
        Instant.ofEpochMilli(event.eventTime()),
        FieldMapping.toRecord(event.process()),
        body(event));
  }

  /** The record of an alarm. */
  public static Alarm toRecord(AlarmEvent alarm) {
    return new Alarm(
        alarm.organisation(),
        alarm.host(),
        Instant.ofEpochMilli(alarm.eventTime()),
        FieldMapping.toRecord(alarm.process()),
        alarm.id(),
        alarm.type(),
        alarm.connections().stream().map(FieldMapping::toRecord).toList());
  }

  private static Object body(TelemetryEvent event) {
    if (event instanceof ConnectionEvent connection) {
      return new Connection(
          SymbolMapping.toSymbol(connection.sensor()),
          SymbolMapping.toSymbol(connection.protocol()),
          SymbolMapping.toSymbol(connection.direction()),
          SymbolMapping.toSymbol(connection.ends()),
          FieldMapping.toRecord(connection.first()),
          FieldMapping.toRecord(connection.second()),
          connection.blocked());
    }
    if (event instanceof ProcessStartEvent start) {
      return new ProcessStart(start.parentImage(), start.fileHash());
    }
    if (event instanceof ListenEvent listen) {
      return new Listen(
          SymbolMapping.toSymbol(listen.protocol()), FieldMapping.toRecord(listen.local()));
    }
    throw new IllegalArgumentException(
        "alarms and flows are no process events: they have topics of their own");
  }
}
