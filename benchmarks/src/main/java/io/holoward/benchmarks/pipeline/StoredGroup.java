package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.flow.FlowGroup;
import io.holoward.detection.flow.FlowRules;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.scoring.decode.Decoders;
import io.holoward.scoring.decode.RecordDecoder;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Reads, decodes, encodes and writes the state of a flow's group for every single flow: what the
 * job keeps on the heap.
 */
final class StoredGroup extends KeyedProcessFunction<Long, KeyedRecord, KeyedRecord> {

  private static final long serialVersionUID = 1L;
  private static final SourcePosition NOWHERE = new SourcePosition("", 0);

  private final RecordDecoder decoder;
  private final FlowRules rules;
  private transient ValueState<byte[]> group;

  StoredGroup(Configuration configuration) {
    this.decoder = Decoders.flows(configuration);
    this.rules = configuration.flowRules();
  }

  @Override
  public void open(OpenContext context) {
    decoder.open();
    group =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "group", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(KeyedRecord record, Context context, Collector<KeyedRecord> out)
      throws Exception {
    FlowEvent flow = decoder.decode(record.bytes(), NOWHERE).flow();
    byte[] stored = group.value();
    FlowGroup known =
        stored == null
            ? new FlowGroup(flow.organisation(), flow.host(), rules)
            : FlowGroup.fromBytes(stored, rules);
    known.observe(flow, null, null);
    group.update(known.toBytes());
    out.collect(record);
  }
}
