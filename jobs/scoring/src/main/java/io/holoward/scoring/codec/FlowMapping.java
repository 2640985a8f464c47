package io.holoward.scoring.codec;

import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.flow.FlowObservation;
import io.holoward.detection.flow.RttComparison;
import io.holoward.detection.flow.WindowStatistics;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.Volume;
import io.holoward.schema.Flow;
import io.holoward.schema.FlowAnomalyType;
import io.holoward.schema.RoundTripBaseline;
import io.holoward.schema.RoundTripSamples;
import io.holoward.schema.RoundTripStatistics;
import io.holoward.schema.RoundTripSummary;
import java.time.Instant;
import java.util.List;

/** From flows of the domain to the records of the topics of flows. */
public final class FlowMapping {

  private FlowMapping() {}

  /** The record of a flow. */
  public static Flow toRecord(FlowEvent flow) {
    OrientedConnection connection = flow.connection();
    Volume volume = flow.volume();
    return new Flow(
        flow.organisation(),
        flow.host(),
        Instant.ofEpochMilli(flow.eventTime()),
        flow.startTime() == null ? null : Instant.ofEpochMilli(flow.startTime()),
        FieldMapping.toRecord(flow.process()),
        SymbolMapping.toSymbol(connection.direction()),
        SymbolMapping.toSymbol(connection.protocol()),
        FieldMapping.toRecord(connection.local()),
        FieldMapping.toRecord(connection.remote()),
        flow.application(),
        flow.layer7(),
        flow.context(),
        flow.roundTrip() == null ? null : roundTrip(flow.roundTrip()),
        volume.bytesSent(),
        volume.bytesReceived(),
        volume.packetsSent(),
        volume.packetsReceived());
  }

  private static Object roundTrip(RoundTrip given) {
    return given.samples().isEmpty()
        ? new RoundTripSummary(
            given.count(), given.mean(), given.standardDeviation(), given.min(), given.max())
        : new RoundTripSamples(given.samples());
  }

  /** The record of an annotated flow. */
  public static io.holoward.schema.AnnotatedFlow toRecord(AnnotatedFlow annotated) {
    FlowObservation observation = annotated.observation();
    io.holoward.schema.AnnotatedFlow flow = new io.holoward.schema.AnnotatedFlow();
    flow.setFlow(toRecord(annotated.flow()));
    flow.setProcessId(annotated.processId());
    flow.setProcessName(annotated.processName());
    flow.setAnomalous(annotated.anomalous());
    flow.setAnomalyTypes(types(observation.anomalies()));
    flow.setTechniques(FlowAnomaly.techniques(observation.anomalies()));
    flow.setExplanation(observation.text());
    flow.setExpectedPorts(annotated.expectedPorts());
    if (observation.lastWindow() != null) {
      flow.setStatistics(statistics(observation.lastWindow()));
    }
    if (observation.comparison() != null) {
      flow.setBaseline(baseline(observation.comparison()));
    }
    if (annotated.advice() != null) {
      flow.setRecommendation(FindingMapping.recommendation(annotated.advice().recommendation()));
      if (annotated.advice().rule() != null) {
        flow.setRule(ResponseMapping.toRecord(annotated.advice().rule()));
      }
    }
    if (annotated.flow().source() != null) {
      flow.setSource(FindingMapping.source(annotated.flow().source()));
    }
    return flow;
  }

  static List<FlowAnomalyType> types(List<FlowAnomaly> anomalies) {
    return anomalies.stream().map(FlowMapping::type).toList();
  }

  static FlowAnomalyType type(FlowAnomaly anomaly) {
    return switch (anomaly) {
      case RTT_DEVIATION -> FlowAnomalyType.RTT_DEVIATION;
      case RTT_LEVEL_SHIFT -> FlowAnomalyType.RTT_LEVEL_SHIFT;
      case RTT_DRIFT -> FlowAnomalyType.RTT_DRIFT;
      case PORT_NONSTANDARD -> FlowAnomalyType.PORT_NONSTANDARD;
      case PORT_FOREIGN_PROTOCOL -> FlowAnomalyType.PORT_FOREIGN_PROTOCOL;
    };
  }

  private static RoundTripStatistics statistics(WindowStatistics window) {
    return new RoundTripStatistics(
        Instant.ofEpochMilli(window.windowEnd()),
        window.count(),
        window.mean(),
        window.standardDeviation(),
        window.min(),
        window.max());
  }

  private static RoundTripBaseline baseline(RttComparison comparison) {
    return new RoundTripBaseline(
        comparison.values(),
        comparison.logMean(),
        comparison.logStandardDeviation(),
        comparison.zScore(),
        comparison.limit());
  }
}
