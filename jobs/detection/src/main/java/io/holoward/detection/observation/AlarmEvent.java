package io.holoward.detection.observation;

import java.util.List;

/**
 * An alarm that an upstream product raised about a process, to be scored like the job's own.
 *
 * @param id the upstream product's id of the alarm
 * @param type the upstream product's name for the kind of alarm
 * @param connections the connections the alarm is about; all of the alarm's process and host
 */
public record AlarmEvent(
    String organisation,
    String host,
    long eventTime,
    ProcessReference process,
    String id,
    String type,
    List<OrientedConnection> connections,
    SourcePosition source)
    implements TelemetryEvent {

  @Override
  public AlarmEvent withHost(String name) {
    return new AlarmEvent(organisation, name, eventTime, process, id, type, connections, source);
  }
}
