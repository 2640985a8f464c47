package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;

/**
 * The work of the job as one would write it first: every record is decoded and sent to the subtask
 * of its key, where one look-up and one write of RocksDB note it; no local aggregation before, no
 * cache on the heap.
 *
 * <p>Of process events it keeps only the count of each instance and service in its latest window,
 * and in place of a scored alarm writes the record that was new; of flows it keeps all of the flow
 * group, and writes every record out again. Everything else that the whole job does is left out:
 * twins, context, address history, late data, timers, expiry, models, scoring, findings, ports. So
 * it is faster than a complete job of this kind would be.
 *
 * @param work with the state of a key
 */
record NaiveJob(
    String topic, KeyedDecoding decoding, KeyedProcessFunction<Long, KeyedRecord, KeyedRecord> work)
    implements MeasuredJob {

  @Override
  public void define(StreamExecutionEnvironment env, Configuration configuration) {
    env.fromSource(
            TopicOnce.source(configuration, topic, decoding),
            WatermarkStrategy.noWatermarks(),
            "records")
        .uid("records")
        .filter(new StartLine<>())
        .uid("start")
        .keyBy(KeyedRecord::key, BasicTypeInfo.LONG_TYPE_INFO)
        .process(work, KeyedRecord.TYPE)
        .uid("count")
        .transform("finish", KeyedRecord.TYPE, new FinishLine<>())
        .uid("finish")
        .sinkTo(TopicOnce.sink(configuration))
        .uid("copies");
  }

  @Override
  public void check(JobExecutionResult result, long events) {
    StartLine.require(result, events);
  }
}
