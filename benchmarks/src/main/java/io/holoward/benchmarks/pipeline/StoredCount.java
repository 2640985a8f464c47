package io.holoward.benchmarks.pipeline;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.TupleTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Reads and writes the count of a record's key and service for every single record; passes on those
 * that are the first in their window.
 */
final class StoredCount extends KeyedProcessFunction<Long, KeyedRecord, KeyedRecord> {

  private static final long serialVersionUID = 1L;
  private static final TypeInformation<Tuple2<Long, Long>> WINDOW_AND_COUNT =
      new TupleTypeInfo<>(BasicTypeInfo.LONG_TYPE_INFO, BasicTypeInfo.LONG_TYPE_INFO);

  private transient MapState<Long, Tuple2<Long, Long>> counts;

  @Override
  public void open(OpenContext context) {
    counts =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("counts", BasicTypeInfo.LONG_TYPE_INFO, WINDOW_AND_COUNT));
  }

  @Override
  public void processElement(KeyedRecord record, Context context, Collector<KeyedRecord> out)
      throws Exception {
    Tuple2<Long, Long> stored = counts.get(record.counted());
    boolean first = stored == null || stored.f0 != record.window();
    counts.put(record.counted(), Tuple2.of(record.window(), first ? 1 : stored.f1 + 1));
    if (first) {
      out.collect(record);
    }
  }
}
