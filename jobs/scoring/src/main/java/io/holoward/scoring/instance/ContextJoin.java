package io.holoward.scoring.instance;

import io.holoward.detection.history.Clients;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.scoring.metrics.Counted;
import io.holoward.scoring.metrics.JobMetrics;
import io.holoward.scoring.metrics.Stock;
import io.holoward.scoring.state.CachingProcessFunction;
import io.holoward.scoring.state.Expiry;
import io.holoward.scoring.state.HeapShare;
import io.holoward.scoring.state.KeyedValues;
import io.holoward.scoring.state.Lifespan;
import io.holoward.scoring.state.StoredKeys;
import io.holoward.scoring.state.Ticks;
import io.holoward.scoring.state.WriteBackCache;
import io.holoward.scoring.state.WriteBackCache.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Joins the start of a process instance to its sightings and tells which process it belongs to.
 *
 * <p>The identity of an instance is fixed at its first sighting; what is learned later (a command
 * line that arrives after the first connection) counts from the next observation window, so that
 * one window never splits over two identities. Upstream alarms and anomalies of flows come by
 * another way and may overtake the start of their instance: they wait until the watermark has
 * reached them, and fix nothing. Those beyond what may wait for an instance are let through at
 * once, and counted. A context is forgotten once the instance has not been seen for {@code expiry}
 * of event time.
 *
 * <p>Sightings of outbound connections, and of clients that are told apart, go by the side output
 * {@link #HISTORY}: their way leads through the address history.
 */
public final class ContextJoin
    extends CachingProcessFunction<InstanceKey, InstanceEvent, IdentifiedEvent>
    implements CheckpointedFunction {

  /** Connections of which the address history has to tell what is new about them. */
  public static final OutputTag<IdentifiedEvent> HISTORY =
      new OutputTag<>("history", Exchanged.IDENTIFIED_EVENTS);

  private static final long serialVersionUID = 1L;

  /** Alarms and flows of one instance that wait; a source far ahead must not fill the state. */
  private static final int MAX_WAITING = 16_384;

  private static final Ticks HOURLY = new Ticks(Duration.ofHours(1).toMillis());
  private static final int CACHED_CONTEXTS = 131_072;
  private static final double SHARE_OF_HEAP = 0.05;
  private static final int BYTES_EACH = 500;

  private final long expiry;
  private final Clients clients;
  private final int cachedContexts;
  private transient WriteBackCache<InstanceKey, InstanceContext> contexts;
  private transient StoredKeys<InstanceKey> stored;
  private transient ListState<InstanceEvent> waiting;
  private transient ValueState<Integer> places;

  /** Whether something may wait for an instance of this subtask; false spares looking. */
  private transient boolean mayWait;

  private transient Stock holding;
  private transient Counted overflow;
  private transient RememberedIdentities identities;

  /**
   * @param expiry how long an instance is remembered after it was last seen
   * @param clients whose inbound connections lead through the address history as well
   */
  public ContextJoin(Duration expiry, Clients clients) {
    this(expiry, clients, CACHED_CONTEXTS);
  }

  /**
   * @param cachedContexts how many contexts a subtask holds decoded at most, if its heap has room
   */
  ContextJoin(Duration expiry, Clients clients, int cachedContexts) {
    this.clients = clients;
    this.expiry = expiry.toMillis();
    this.cachedContexts = cachedContexts;
  }

  @Override
  public void initializeState(FunctionInitializationContext state) throws Exception {
    holding = Stock.restore(state, "holding");
    stored = StoredKeys.restore(state, "stored-contexts", expiry, HOURLY.period());
    mayWait = state.isRestored();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext snapshot) throws Exception {
    holding.snapshot();
    stored.snapshot();
  }

  @Override
  public void open(OpenContext openContext) {
    contexts =
        new WriteBackCache<>(
            HeapShare.entries(cachedContexts, SHARE_OF_HEAP, BYTES_EACH),
            KeyedValues.of(
                getRuntimeContext()
                    .getState(
                        new ValueStateDescriptor<>(
                            "instance-context", TypeInformation.of(InstanceContext.class)))),
            this::setCurrentKey,
            new Expiry<>(
                (instance, context) -> HOURLY.notBefore(instance, expired(context.lastSeen())),
                stored,
                time -> timers().registerEventTimeTimer(time)));
    contexts.show(getRuntimeContext(), "contexts");
    waiting =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>(
                    "waiting-flows", TypeInformation.of(InstanceEvent.class)));
    places = getRuntimeContext().getState(new ValueStateDescriptor<>("waiting-count", Types.INT));
    holding.show(JobMetrics.of(getRuntimeContext(), "queue", "context"), "waiting");
    overflow = Counted.overflow(getRuntimeContext(), "overtakingOverflow", "context-queue");
    identities = new RememberedIdentities();
  }

  @Override
  protected void writeBack() throws Exception {
    contexts.writeBack();
  }

  @Override
  public void processElement(InstanceEvent event, Context ctx, Collector<IdentifiedEvent> out)
      throws Exception {
    if (event.kind().isFlow() || event.kind() == InstanceEvent.Kind.ALARM) {
      awaitContext(event, ctx, out);
      return;
    }
    Entry<InstanceContext> stored = contexts.current(event.instance());
    InstanceContext before = known(stored, event);
    if (event.kind().isRepetition()) {
      if (before != null && before.processId() != null) {
        out.collect(
            new IdentifiedEvent(
                event.of(before.organisation(), before.host(), before.known()),
                before.processId(),
                before.processName()));
      }
      return;
    }
    InstanceContext after = update(before, event);
    if (after != before) {
      if (stored == null) {
        contexts.begin(event.instance(), after);
      } else {
        stored.replace(after);
      }
    }
    if (event.isOfHistory(clients)) {
      ctx.output(HISTORY, identified(event, after));
    } else if (event.kind() != InstanceEvent.Kind.START) {
      out.collect(identified(event, after));
    }
  }

  private static IdentifiedEvent identified(InstanceEvent event, InstanceContext instance) {
    return new IdentifiedEvent(
        event.of(event.organisation(), event.host(), instance.known()),
        instance.processId(),
        instance.processName());
  }

  private void awaitContext(InstanceEvent event, Context ctx, Collector<IdentifiedEvent> out)
      throws Exception {
    if (event.lastSeen() > ctx.timerService().currentWatermark() && takePlace()) {
      waiting.add(event);
      holding.add(1);
      ctx.timerService().registerEventTimeTimer(event.lastSeen());
    } else {
      out.collect(identified(event, update(known(event), event)));
    }
  }

  private boolean takePlace() throws Exception {
    Integer taken = places.value();
    int before = taken == null ? 0 : taken;
    if (before >= MAX_WAITING) {
      overflow.inc();
      return false;
    }
    places.update(before + 1);
    mayWait = true;
    return true;
  }

  /** All that are due, so that many timers of one watermark cost no more than one. */
  private void releaseWaiting(long watermark, Collector<IdentifiedEvent> out) throws Exception {
    List<InstanceEvent> due = new ArrayList<>();
    List<InstanceEvent> still = new ArrayList<>();
    for (InstanceEvent event : waiting.get()) {
      (event.lastSeen() <= watermark ? due : still).add(event);
    }
    if (!due.isEmpty()) {
      waiting.update(still);
      holding.add(-due.size());
      places.update(still.isEmpty() ? null : still.size());
      for (InstanceEvent event : due) {
        out.collect(identified(event, update(known(event), event)));
      }
    }
  }

  /**
   * What is remembered at the time of the event. Whether the timer that forgets an expired context
   * has fired yet depends on how the watermark travels; what is told of an event must not.
   */
  private InstanceContext known(Entry<InstanceContext> stored, InstanceEvent event) {
    return stored == null || event.lastSeen() >= expired(stored.value().lastSeen())
        ? null
        : stored.value();
  }

  private InstanceContext known(InstanceEvent event) throws Exception {
    return known(contexts.current(event.instance()), event);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<IdentifiedEvent> out)
      throws Exception {
    long watermark = ctx.timerService().currentWatermark();
    if (mayWait) {
      releaseWaiting(watermark, out);
    }
    if (watermark < END_OF_INPUT) {
      forget(ctx.getCurrentKey(), timestamp);
    }
  }

  private void forget(InstanceKey instance, long time) throws Exception {
    Entry<InstanceContext> held = contexts.current(instance);
    if (held == null) {
      return;
    }
    if (expired(held.value().lastSeen()) <= time) {
      contexts.forget(instance);
    } else {
      contexts.await(instance, held);
    }
  }

  @Override
  protected long nextDue(long watermark) {
    return watermark < END_OF_INPUT ? contexts.nextDue() : Lifespan.ENDLESS;
  }

  @Override
  protected void due(long time, Collector<IdentifiedEvent> out) throws Exception {
    for (InstanceKey instance : contexts.due(time)) {
      setCurrentKey(instance);
      forget(instance, time);
    }
  }

  @Override
  protected void passed(long watermark) {
    stored.passed(watermark);
  }

  private InstanceContext update(InstanceContext before, InstanceEvent event) {
    InstanceContext seen =
        (before == null ? InstanceContext.NOTHING : before).seen(event, coarse(event.lastSeen()));
    boolean identityIsFixed = seen.processId() != null && event.windowEnd() <= seen.windowEnd();
    if (event.kind() == InstanceEvent.Kind.START || identityIsFixed) {
      return seen;
    }
    ProcessIdentity identity = identities.identify(event.organisation(), seen.known());
    return seen.processId() == null || identity.precision() > seen.precision()
        ? seen.identified(identity, event.windowEnd())
        : seen;
  }

  /**
   * Last-seen times are kept to the hour, so that a busy instance is not rewritten at each event.
   */
  private static long coarse(long time) {
    return Math.floorDiv(time, HOURLY.period()) * HOURLY.period();
  }

  private long expired(long lastSeen) {
    return lastSeen + expiry + HOURLY.period();
  }
}
