package io.holoward.benchmarks.pipeline;

import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.api.java.typeutils.TupleTypeInfo;

/**
 * A record as it was read, with what a job to compare with needs of it: a hash of what it is keyed
 * by, a hash of what is counted of that, and its observation window. The smallest thing that can be
 * exchanged and written out again.
 */
public final class KeyedRecord extends Tuple4<Long, Long, Long, byte[]> {

  private static final long serialVersionUID = 1L;

  static final TypeInformation<KeyedRecord> TYPE =
      new TupleTypeInfo<>(
          KeyedRecord.class,
          BasicTypeInfo.LONG_TYPE_INFO,
          BasicTypeInfo.LONG_TYPE_INFO,
          BasicTypeInfo.LONG_TYPE_INFO,
          PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** For Flink, which sets the fields. */
  public KeyedRecord() {}

  KeyedRecord(long key, long counted, long window, byte[] bytes) {
    super(key, counted, window, bytes);
  }

  long key() {
    return f0;
  }

  long counted() {
    return f1;
  }

  long window() {
    return f2;
  }

  byte[] bytes() {
    return f3;
  }
}
