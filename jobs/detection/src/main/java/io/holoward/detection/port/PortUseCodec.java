package io.holoward.detection.port;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stored form of a {@link PortUse}: four letters, a version, the fields in a fixed order, hours
 * and hosts in ascending order. Of what it reads it would write the same bytes again; it refuses
 * all others.
 */
final class PortUseCodec {

  private static final int MAGIC = 0x48575055; // HWPU
  private static final int VERSION = 1;

  /** Letters, version, flag, two times, two counts. */
  private static final int FIXED_BYTES =
      Integer.BYTES + 1 + 1 + 2 * Long.BYTES + Short.BYTES + Byte.BYTES;

  /** The time tells the hour. */
  private static final int HOUR_BYTES = Long.BYTES;

  private static final int HOST_BYTES = Integer.BYTES + Long.BYTES;

  private PortUseCodec() {}

  static byte[] write(PortUse use) {
    int hours = use.lastByHourAhead.size();
    int hosts = use.firstByHost.size();
    ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + hours * HOUR_BYTES + hosts * HOST_BYTES);
    out.putInt(MAGIC).put((byte) VERSION).put((byte) (use.proposed ? 1 : 0));
    out.putLong(use.lastTick).putLong(use.lastSettled);
    out.putShort((short) hours);
    use.lastByHourAhead.values().forEach(out::putLong);
    out.put((byte) hosts);
    for (Map.Entry<Integer, Long> host : new TreeMap<>(use.firstByHost).entrySet()) {
      out.putInt(host.getKey()).putLong(host.getValue());
    }
    return out.array();
  }

  static PortUse read(byte[] stored) {
    ByteBuffer in = ByteBuffer.wrap(stored);
    try {
      if (in.getInt() != MAGIC) {
        throw refuse("it does not begin with HWPU");
      }
      int version = Byte.toUnsignedInt(in.get());
      if (version != VERSION) {
        throw refuse("its version is " + version + ", this release reads " + VERSION);
      }
      PortUse use = new PortUse();
      settled(in, use);
      hours(in, use);
      hosts(in, use);
      if (in.hasRemaining()) {
        throw refuse(in.remaining() + " bytes follow its end");
      }
      return use;
    } catch (BufferUnderflowException e) {
      throw refuse("it ends too early");
    }
  }

  private static void settled(ByteBuffer in, PortUse use) {
    byte proposed = in.get();
    if (proposed != 0 && proposed != 1) {
      throw refuse("it says neither that it was proposed nor that it was not");
    }
    use.proposed = proposed == 1;
    use.lastTick = in.getLong();
    use.lastSettled = in.getLong();
    if (use.lastSettled != Long.MIN_VALUE && !use.isOver(PortUse.hour(use.lastSettled))) {
      throw refuse("its last use lies after its last tick");
    }
  }

  private static void hours(ByteBuffer in, PortUse use) {
    int count = Short.toUnsignedInt(in.getShort());
    check(use, count, PortUse.MAX_HOURS_AHEAD, "hours", in.remaining() / HOUR_BYTES);
    for (int i = 0; i < count; i++) {
      long time = in.getLong();
      long hour = PortUse.hour(time);
      if (use.isOver(hour) || (i > 0 && hour <= use.lastByHourAhead.lastKey())) {
        throw refuse("its hours are out of order");
      }
      use.lastByHourAhead.put(hour, time);
    }
  }

  private static void hosts(ByteBuffer in, PortUse use) {
    int count = Byte.toUnsignedInt(in.get());
    check(use, count, ExceptionRules.MAX_HOSTS, "hosts", in.remaining() / HOST_BYTES);
    int last = Integer.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      int host = in.getInt();
      if (i > 0 && host <= last) {
        throw refuse("its hosts are out of order");
      }
      use.firstByHost.put(host, in.getLong());
      last = host;
    }
  }

  private static void check(PortUse use, int count, int limit, String what, int follow) {
    if (count > limit) {
      throw refuse("it counts " + count + " " + what + ", at most " + limit + " are kept");
    }
    if (count > follow) {
      throw refuse("it ends too early");
    }
    if (use.proposed && count > 0) {
      throw refuse("it was proposed and yet has " + what);
    }
  }

  private static IllegalArgumentException refuse(String reason) {
    return new IllegalArgumentException("Not a port use: " + reason);
  }
}
