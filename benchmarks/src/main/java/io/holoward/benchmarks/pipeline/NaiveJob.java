package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The work of the job as one would write it first: every record is decoded and sent to the subtask
 * of its key, where one look-up and one write of RocksDB count it in its window; no local
 * aggregation before, no cache on the heap.
 *
 * <p>It keeps only the count of each (key, service) in its latest window. Everything else that the
 * whole job does is left out: twins, context, address history, late data, expiry, models, scoring,
 * findings; in place of a scored alarm it writes the record that was new. So it is faster than a
 * complete job of this kind would be.
 *
 * @param writesAll whether every record is written out again, as flows are; else only those that
 *     are the first of their key and service in a window
 */
record NaiveJob(String topic, KeyedDecoding decoding, boolean writesAll) implements MeasuredJob {

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
        .process(new StoredCount(writesAll), KeyedRecord.TYPE)
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
