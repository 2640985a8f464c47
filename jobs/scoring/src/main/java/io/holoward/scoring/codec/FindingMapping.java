package io.holoward.scoring.codec;

import io.holoward.detection.finding.Activity;
import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.Baseline;
import io.holoward.detection.finding.Deviation;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.entropy.FeatureContribution;
import io.holoward.schema.ProcessInstance;
import io.holoward.schema.Recommendation;
import io.holoward.schema.ResponseAction;
import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.Severity;
import io.holoward.schema.Verdict;
import java.time.Instant;
import java.util.List;

/** From findings of the domain to the records of the scored-alarms topic. */
public final class FindingMapping {

  private FindingMapping() {}

  /** The record of a finding. */
  public static ScoredAlarm toRecord(Finding finding) {
    ScoredAlarm alarm = new ScoredAlarm();
    alarm.setUid(finding.uid());
    alarm.setDetector(finding.detector());
    alarm.setVerdict(verdict(finding.verdict()));
    alarm.setSeverity(severity(finding.severity()));
    alarm.setPopulationScore(finding.populationScore());
    alarm.setEventTime(Instant.ofEpochMilli(finding.eventTime()));
    alarm.setDetectionTime(Instant.ofEpochMilli(finding.detectionTime()));
    alarm.setTechniques(finding.techniques());
    alarm.setExplanation(finding.explanation());
    alarm.setUpdate(finding.update());
    alarm.setLate(finding.late());
    if (finding.externalAlarm() != null) {
      alarm.setAlarmId(finding.externalAlarm().id());
      alarm.setAlarmType(finding.externalAlarm().type());
    }
    alarm.setFlowAnomalies(
        finding.flow() == null ? List.of() : FlowMapping.types(finding.flow().anomalies()));
    if (finding.recommendation() != null) {
      alarm.setRecommendation(recommendation(finding.recommendation()));
    }
    if (finding.source() != null) {
      alarm.setSource(source(finding.source()));
    }
    setActor(alarm, finding.actor());
    setActivity(alarm, finding.activity());
    setBaseline(alarm, finding.baseline());
    setDeviation(alarm, finding.deviation());
    return alarm;
  }

  private static void setActor(ScoredAlarm alarm, Actor actor) {
    alarm.setOrganisation(actor.organisation());
    alarm.setHost(actor.host());
    alarm.setProcessId(actor.processId());
    alarm.setProcessName(actor.processName());
    alarm.setProcessInstance(instance(actor));
    alarm.setImage(actor.image());
    alarm.setUser(actor.user());
    alarm.setContainer(actor.container());
    alarm.setCommandLine(actor.commandLine());
  }

  static ProcessInstance instance(Actor actor) {
    return new ProcessInstance(actor.instanceKey(), actor.pid(), actor.guid());
  }

  private static void setActivity(ScoredAlarm alarm, Activity activity) {
    alarm.setFeatures(activity.features());
    alarm.setConnections(activity.connections().stream().map(FieldMapping::toRecord).toList());
    alarm.setConnectionCount(activity.connectionCount());
    alarm.setWindowCount(activity.windowCount());
    alarm.setBlocked(activity.blocked());
    alarm.setFirstSeen(Instant.ofEpochMilli(activity.firstSeen()));
    alarm.setLastSeen(Instant.ofEpochMilli(activity.lastSeen()));
  }

  private static void setBaseline(ScoredAlarm alarm, Baseline baseline) {
    if (baseline == null) {
      return;
    }
    alarm.setModelVersion(baseline.modelVersion());
    alarm.setModelRecords(baseline.records());
    alarm.setModelAgeMillis(baseline.age());
    alarm.setState(baseline.state());
    alarm.setStates(baseline.states());
  }

  private static void setDeviation(ScoredAlarm alarm, Deviation deviation) {
    if (deviation == null) {
      alarm.setContributions(List.of());
      return;
    }
    alarm.setScore(deviation.score());
    alarm.setOutlierFactor(deviation.outlierFactor());
    alarm.setOutlierFactorRaw(deviation.outlierFactorRaw());
    alarm.setZScore(deviation.zScore());
    alarm.setThreshold(deviation.threshold());
    alarm.setOutlierFactorMin(deviation.outlierFactorMin());
    alarm.setOutlierFactorMax(deviation.outlierFactorMax());
    alarm.setRank(deviation.rank());
    alarm.setCanDetect(deviation.canDetect());
    alarm.setAlarmEntropyGain(deviation.alarmEntropyGain());
    alarm.setMaxFeatureRemovalGain(deviation.maxFeatureRemovalGain());
    alarm.setContributions(
        deviation.contributions().stream().map(FindingMapping::contribution).toList());
  }

  private static io.holoward.schema.FeatureContribution contribution(FeatureContribution given) {
    return new io.holoward.schema.FeatureContribution(
        given.feature(),
        given.value(),
        given.contribution(),
        given.entropyGain(),
        given.removalGain(),
        given.recordsWithFeature(),
        given.records());
  }

  static Recommendation recommendation(io.holoward.detection.finding.Recommendation given) {
    ResponseAction action =
        switch (given.action()) {
          case INVESTIGATE -> ResponseAction.INVESTIGATE;
          case ALLOW_LIST -> ResponseAction.ALLOW_LIST;
          case COLLECT -> ResponseAction.COLLECT;
          case BLOCK -> ResponseAction.BLOCK;
        };
    return new Recommendation(action, given.text());
  }

  static io.holoward.schema.SourcePosition source(SourcePosition given) {
    return new io.holoward.schema.SourcePosition(given.name(), given.position());
  }

  static Verdict verdict(io.holoward.detection.finding.Verdict given) {
    return switch (given) {
      case NORMAL -> Verdict.NORMAL;
      case ABNORMAL -> Verdict.ABNORMAL;
      case UNMODELLED -> Verdict.UNMODELLED;
    };
  }

  static Severity severity(io.holoward.detection.finding.Severity given) {
    return switch (given) {
      case INFORMATIONAL -> Severity.INFORMATIONAL;
      case LOW -> Severity.LOW;
      case MEDIUM -> Severity.MEDIUM;
      case HIGH -> Severity.HIGH;
      case CRITICAL -> Severity.CRITICAL;
    };
  }
}
