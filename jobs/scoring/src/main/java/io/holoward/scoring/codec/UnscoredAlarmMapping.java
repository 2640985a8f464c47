package io.holoward.scoring.codec;

import io.holoward.detection.finding.Activity;
import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.Finding;
import io.holoward.schema.UnscoredAlarm;
import java.time.Instant;
import java.util.List;

/** From findings to the alarms they were before scoring: all that scoring added is left out. */
public final class UnscoredAlarmMapping {

  private UnscoredAlarmMapping() {}

  /** The record of the alarm behind a finding that was raised just now. */
  public static UnscoredAlarm toRecord(Finding finding) {
    UnscoredAlarm alarm = new UnscoredAlarm();
    alarm.setUid(finding.uid());
    setActor(alarm, finding.actor());
    alarm.setDetector(finding.detector());
    if (finding.externalAlarm() != null) {
      alarm.setAlarmId(finding.externalAlarm().id());
      alarm.setAlarmType(finding.externalAlarm().type());
    }
    alarm.setFlowAnomalies(
        finding.flow() == null ? List.of() : FlowMapping.types(finding.flow().anomalies()));
    setActivity(alarm, finding.activity());
    alarm.setLate(finding.late());
    alarm.setEventTime(Instant.ofEpochMilli(finding.eventTime()));
    if (finding.source() != null) {
      alarm.setSource(FindingMapping.source(finding.source()));
    }
    return alarm;
  }

  private static void setActor(UnscoredAlarm alarm, Actor actor) {
    alarm.setOrganisation(actor.organisation());
    alarm.setHost(actor.host());
    alarm.setProcessId(actor.processId());
    alarm.setProcessName(actor.processName());
    alarm.setProcessInstance(FindingMapping.instance(actor));
    alarm.setImage(actor.image());
    alarm.setUser(actor.user());
    alarm.setContainer(actor.container());
    alarm.setCommandLine(actor.commandLine());
  }

  private static void setActivity(UnscoredAlarm alarm, Activity activity) {
    alarm.setFeatures(activity.features());
    alarm.setConnections(activity.connections().stream().map(FieldMapping::toRecord).toList());
    alarm.setConnectionCount(activity.connectionCount());
    alarm.setBlocked(activity.blocked());
  }
}
