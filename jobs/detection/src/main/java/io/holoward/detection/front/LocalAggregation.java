package io.holoward.detection.front;

import io.holoward.detection.history.Clients;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.rhythm.Gaps;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps repetition away from the exchange: of the connections of an instance to one service in one
 * tumbling event-time window only the first is forwarded, the others are counted and handed over
 * when the window closes. Forwarded connections plus counts are always all connections.
 *
 * <p>Not thread-safe.
 */
public final class LocalAggregation {

  private static final int VERSION = 3;

  /** Told no clients. */
  private static final int VERSION_WITHOUT_CLIENTS = 2;

  /** Told neither loopback nor gaps, and times of the repetitions alone. */
  private static final int VERSION_WITHOUT_GAPS = 1;

  /** How many events are looked at before judging whether aggregation is worth its cost. */
  static final int BLOCK = 65_536;

  /** For how many blocks everything is forwarded when it is not. */
  static final int BYPASSED_BLOCKS = 4;

  private static final double BYPASS_ABOVE = 0.8;

  private final long windowMillis;
  private final int maxEntries;
  private final Clients clients;
  private final RepetitionTable table;
  private long closedUntil = Long.MIN_VALUE;
  private int seenInBlock;
  private int newInBlock;
  private int bypassed;

  /**
   * @param windowMillis the length of a window
   * @param maxEntries how many different connections are known at a time; beyond, all counts are
   *     handed over and the table starts empty
   * @param clients whose inbound connections are no repetition of those of others
   * @param seed any number that those who choose addresses do not know
   */
  public LocalAggregation(long windowMillis, int maxEntries, Clients clients, long seed) {
    if (windowMillis <= 0 || maxEntries <= 0) {
      throw new IllegalArgumentException(
          "window and entries must be positive, not " + windowMillis + " and " + maxEntries);
    }
    this.windowMillis = windowMillis;
    this.maxEntries = maxEntries;
    this.clients = clients;
    this.table = new RepetitionTable(seed);
  }

  /**
   * Whether a connection is to be forwarded: true for the first of its kind in its window, for late
   * ones, and while nearly everything is new; else it is counted here.
   *
   * @param overflow takes the counts held back when the table is full
   */
  public boolean first(
      InstanceKey key,
      OrientedConnection connection,
      boolean blocked,
      boolean loopback,
      long eventTime,
      Consumer<HeldBack> overflow) {
    long windowEnd = windowEnd(eventTime);
    if (windowEnd <= closedUntil) {
      return true;
    }
    if (bypassed > 0) {
      bypassed--;
      return true;
    }
    boolean byClient = clients.isOne(connection, loopback);
    Endpoint service = connection.service();
    boolean first =
        table.note(
            key,
            byClient ? connection.remote().address() : service.address(),
            service.port(),
            byClient,
            connection.direction(),
            connection.protocol(),
            blocked,
            loopback,
            windowEnd,
            eventTime);
    if (table.size() > maxEntries) {
      table.removeWindows(end -> true, overflow);
    }
    judge(first);
    return first;
  }

  /** Hands over the counts of all windows that the watermark closes. */
  public void flush(long watermark, Consumer<HeldBack> consumer) {
    closedUntil = watermark == Long.MAX_VALUE ? watermark : watermark + 1;
    long closed = closedUntil;
    if (table.earliestWindowEnd() <= closed) {
      table.removeWindows(end -> end <= closed, consumer);
    }
  }

  /** How many different connections are known now. */
  public int size() {
    return table.size();
  }

  /** The end of the window an event time lies in, exclusive. */
  public long windowEnd(long eventTime) {
    return (Math.floorDiv(eventTime, windowMillis) + 1) * windowMillis;
  }

  private void judge(boolean first) {
    newInBlock += first ? 1 : 0;
    if (++seenInBlock == BLOCK) {
      bypassed = newInBlock > BYPASS_ABOVE * BLOCK ? BYPASSED_BLOCKS * BLOCK : 0;
      seenInBlock = 0;
      newInBlock = 0;
    }
  }

  /**
   * The counts held back. Each snapshot must be restored in one place only, whichever that is: a
   * count does not depend on where it is handed over.
   */
  public byte[] snapshotHeld() {
    SnapshotWriter out = new SnapshotWriter(VERSION);
    int[] entries = {0};
    table.forEachHeld(held -> entries[0]++);
    out.number(entries[0]);
    table.forEachHeld(held -> write(out, held));
    return out.toBytes();
  }

  /** Adds counts held back elsewhere. */
  public void restoreHeld(List<byte[]> snapshots) {
    for (byte[] snapshot : snapshots) {
      SnapshotReader in =
          new SnapshotReader(snapshot, VERSION_WITHOUT_GAPS, VERSION, "counted connections");
      for (int n = in.count(); n > 0; n--) {
        table.add(read(in));
      }
    }
  }

  private static void write(SnapshotWriter out, HeldBack held) {
    out.number(held.key().high());
    out.number(held.key().low());
    out.endpoint(held.service());
    out.text(held.client());
    out.constant(held.direction());
    out.constant(held.protocol());
    out.flag(held.blocked());
    out.flag(held.loopback());
    out.number(held.windowEnd());
    out.number(held.count());
    out.number(held.firstTime());
    out.number(held.lastTime());
    out.number(held.gaps().squares());
  }

  private static HeldBack read(SnapshotReader in) {
    boolean hasGaps = in.version() > VERSION_WITHOUT_GAPS;
    InstanceKey key = new InstanceKey(in.number(), in.number());
    Endpoint service = in.endpoint();
    String client = in.version() > VERSION_WITHOUT_CLIENTS ? in.text() : null;
    Direction direction = in.constant(Direction.class);
    Protocol protocol = in.constant(Protocol.class);
    boolean blocked = in.flag();
    boolean loopback = hasGaps && in.flag();
    long windowEnd = in.number();
    long count = in.number();
    long first = in.number();
    long last = in.number();
    long squares = hasGaps ? in.number() : irregular(last - first);
    return new HeldBack(
        key,
        service,
        client,
        direction,
        protocol,
        blocked,
        loopback,
        windowEnd,
        count,
        first,
        last,
        new Gaps(last - first, squares));
  }

  /** Of gaps that are not known it must not be said that they are regular: all time in one gap. */
  private static long irregular(long sum) {
    return sum * sum;
  }
}
