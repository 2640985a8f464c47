package io.holoward.scoring.flow;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.detection.flow.FlowGroupKey;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.port.PortExceptionProposal;
import io.holoward.detection.port.PortUseKey;
import io.holoward.scoring.exchange.ExchangedType;
import io.holoward.scoring.instance.InstanceEvent;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The part of the topology that flows go through.
 *
 * @param annotated every flow with what is anomalous about it
 * @param instanceEvents what flows tell of process instances: their anomalies, and as configured
 *     their connections
 * @param portExceptions proposals to accept applications on ports that are not their own
 */
public record FlowStage(
    DataStream<AnnotatedFlow> annotated,
    DataStream<InstanceEvent> instanceEvents,
    DataStream<PortExceptionProposal> portExceptions) {

  /** Flows with their groups, as they cross the exchange. */
  static final ExchangedType<GroupedFlow> GROUPED_FLOWS =
      new ExchangedType<>(GroupedFlow.class, new GroupedFlowCodec());

  /**
   * Defines it.
   *
   * @param ofHosts flows that came among the records of hosts
   * @param ofTopic flows of the topic of flows
   */
  public static FlowStage define(
      DataStream<FlowEvent> ofHosts, DataStream<FlowEvent> ofTopic, Configuration configuration) {
    SingleOutputStreamOperator<GroupedFlow> hosts =
        grouped(ofHosts, "host-flow-grouping", configuration);
    SingleOutputStreamOperator<GroupedFlow> topic =
        grouped(ofTopic, "flow-grouping", configuration);
    SingleOutputStreamOperator<AnnotatedFlow> annotated =
        hosts
            .union(topic)
            .keyBy(GroupedFlow::group, TypeInformation.of(FlowGroupKey.class))
            .transform(
                "flow-statistics",
                TypeInformation.of(AnnotatedFlow.class),
                new FlowStatistics(configuration))
            .uid("flow-statistics");
    DataStream<PortExceptionProposal> portExceptions =
        annotated
            .getSideOutput(FlowStatistics.PORTS)
            .keyBy(PortSighting::use, TypeInformation.of(PortUseKey.class))
            .process(new PortExceptions(configuration))
            .name("port-exceptions")
            .uid("port-exceptions");
    return new FlowStage(
        annotated,
        annotated
            .getSideOutput(FlowStatistics.ALARMS)
            .union(
                hosts.getSideOutput(FlowGrouping.CONNECTIONS),
                topic.getSideOutput(FlowGrouping.CONNECTIONS)),
        portExceptions);
  }

  /** On each input by itself, so that it is chained to what comes before. */
  private static SingleOutputStreamOperator<GroupedFlow> grouped(
      DataStream<FlowEvent> flows, String uid, Configuration configuration) {
    return flows.process(new FlowGrouping(configuration), GROUPED_FLOWS).name(uid).uid(uid);
  }
}
