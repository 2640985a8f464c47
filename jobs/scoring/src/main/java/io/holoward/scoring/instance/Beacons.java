package io.holoward.scoring.instance;

import io.holoward.detection.configuration.BeaconSettings;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.rhythm.BeaconRule;
import io.holoward.detection.rhythm.Moments;
import io.holoward.detection.rhythm.Rhythm;
import io.holoward.detection.rhythm.RhythmMemory;
import io.holoward.detection.rhythm.ServiceActivity;
import io.holoward.detection.rhythm.ServiceKey;
import io.holoward.scoring.metrics.Counted;
import io.holoward.scoring.state.Expiry;
import io.holoward.scoring.state.KeyedValues;
import io.holoward.scoring.state.StoredKeys;
import io.holoward.scoring.state.Ticks;
import io.holoward.scoring.state.WriteBackCache;
import io.holoward.scoring.state.WriteBackCache.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * Which services an instance connects to at regular intervals: remembers, of each instance, the
 * rhythm of its outbound connections over the horizon. It is read and written once a window, and
 * keeps nothing when the feature is switched off.
 */
final class Beacons {

  /** The name of the feature this is for. */
  private static final String FEATURE = "beacon";

  private final boolean on;
  private final BeaconRule rule;
  private final long horizon;
  private final long window;
  private final long allowedLateness;

  /** One timer a horizon, not one a window. */
  private final Ticks ticks;

  private final StoredKeys<InstanceKey> stored;
  private WriteBackCache<InstanceKey, long[]> remembered;
  private ThrowingConsumer<InstanceKey, Exception> setCurrentKey;
  private Counted overflow;

  /** Begins with what the state was restored with. */
  Beacons(Configuration configuration, FunctionInitializationContext state) throws Exception {
    BeaconSettings beacon = configuration.beacon();
    this.on = !configuration.features().off().contains(FEATURE);
    this.rule = new BeaconRule(beacon.minConnections(), beacon.maxVariation());
    this.horizon = beacon.horizon().toMillis();
    this.window = configuration.window().size().toMillis();
    this.allowedLateness = configuration.time().allowedLateness().toMillis();
    this.ticks = new Ticks(horizon);
    this.stored =
        StoredKeys.restore(state, "stored-rhythms", horizon + allowedLateness, ticks.period());
  }

  /**
   * To be called before anything else.
   *
   * @param cached of how many instances it is held on the heap
   * @param timers sets a timer of the current instance, at which {@link #wake} is to be called
   */
  void open(
      RuntimeContext context,
      int cached,
      ThrowingConsumer<InstanceKey, Exception> setCurrentKey,
      LongConsumer timers) {
    this.setCurrentKey = setCurrentKey;
    remembered =
        new WriteBackCache<>(
            cached,
            KeyedValues.of(
                context.getState(
                    new ValueStateDescriptor<>(
                        "rhythms", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO))),
            setCurrentKey,
            new Expiry<>(
                (instance, rows) ->
                    ticks.notBefore(instance, memory(rows).expiry()) + allowedLateness,
                stored,
                timers));
    remembered.show(context, "rhythms");
    overflow = Counted.overflow(context, "rhythmOverflow", "rhythm");
  }

  void writeBack() throws Exception {
    remembered.writeBack();
  }

  /** Keeps what is known; to be called when the operator is snapshotted. */
  void snapshot() throws Exception {
    stored.snapshot();
  }

  /** When the first of what is held without a timer is due, or earlier. */
  long nextDue() {
    return remembered.nextDue();
  }

  /**
   * A timer of an instance came: forgets it, or sets another timer, as one that an earlier release
   * set may come too early.
   */
  void wake(InstanceKey instance, long time) throws Exception {
    forget(instance, time - allowedLateness);
    Entry<long[]> held = remembered.current(instance);
    if (held != null) {
      remembered.await(instance, held);
    }
  }

  /** Does what {@link #wake} does for all that is held without a timer and due. */
  void forgetDue(long time) throws Exception {
    for (InstanceKey instance : remembered.due(time)) {
      setCurrentKey.accept(instance);
      forget(instance, time - allowedLateness);
    }
  }

  void passed(long watermark) {
    stored.passed(watermark);
  }

  /**
   * The services of a window that closes that are called at regular intervals.
   *
   * @param instance the current one
   * @param services what it did in the window
   */
  Map<ServiceActivity, Rhythm> judge(
      InstanceKey instance, List<ServiceActivity> services, long windowEnd) throws Exception {
    Map<ServiceKey, Moments> called = new LinkedHashMap<>();
    for (ServiceActivity service : on ? services : List.<ServiceActivity>of()) {
      if (service.key().outbound() && !service.key().blocked()) {
        called.put(service.key(), service.moments());
      }
    }
    if (called.isEmpty()) {
      forget(instance, windowEnd);
      return Map.of();
    }
    Entry<long[]> before = remembered.current(instance);
    RhythmMemory memory = memory(before == null ? null : before.value());
    Map<ServiceKey, Moments> within = memory.add(windowEnd, called);
    overflow.inc(memory.shrink());
    if (before == null) {
      remembered.begin(instance, memory.rows());
    } else {
      before.replace(memory.rows());
    }
    Map<ServiceActivity, Rhythm> beacons = new LinkedHashMap<>();
    for (ServiceActivity service : services) {
      if (called.containsKey(service.key())) {
        rule.judge(within.get(service.key())).ifPresent(rhythm -> beacons.put(service, rhythm));
      }
    }
    return beacons;
  }

  /** Clears the memory of an instance that connected to nothing within the horizon of a window. */
  private void forget(InstanceKey instance, long windowEnd) throws Exception {
    Entry<long[]> held = remembered.current(instance);
    if (held != null && memory(held.value()).expiry() <= windowEnd) {
      remembered.forget(instance);
    }
  }

  private RhythmMemory memory(long[] rows) {
    return new RhythmMemory(rows, horizon, window);
  }
}
