package io.holoward.scoring.instance;

import io.holoward.detection.configuration.BeaconSettings;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.rhythm.BeaconRule;
import io.holoward.detection.rhythm.Moments;
import io.holoward.detection.rhythm.Rhythm;
import io.holoward.detection.rhythm.RhythmMemory;
import io.holoward.detection.rhythm.ServiceActivity;
import io.holoward.detection.rhythm.ServiceKey;
import io.holoward.scoring.metrics.Counted;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;

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
  private final ValueState<long[]> remembered;
  private final Counted overflow;

  Beacons(Configuration configuration, RuntimeContext context) {
    BeaconSettings beacon = configuration.beacon();
    this.on = !configuration.features().off().contains(FEATURE);
    this.rule = new BeaconRule(beacon.minConnections(), beacon.maxVariation());
    this.horizon = beacon.horizon().toMillis();
    this.window = configuration.window().size().toMillis();
    this.remembered =
        context.getState(
            new ValueStateDescriptor<>(
                "rhythms", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    this.overflow = Counted.overflow(context, "rhythmOverflow", "rhythm");
  }

  /**
   * The services of a window that closes that are called at regular intervals.
   *
   * @param services what the current instance did in the window
   * @param expiry takes the time at which {@link #forget} is to be called at the latest
   */
  Map<ServiceActivity, Rhythm> judge(
      List<ServiceActivity> services, long windowEnd, LongConsumer expiry) throws IOException {
    Map<ServiceKey, Moments> called = new LinkedHashMap<>();
    for (ServiceActivity service : on ? services : List.<ServiceActivity>of()) {
      if (service.key().outbound() && !service.key().blocked()) {
        called.put(service.key(), service.moments());
      }
    }
    if (called.isEmpty()) {
      forget(windowEnd);
      return Map.of();
    }
    RhythmMemory memory = new RhythmMemory(remembered.value(), horizon, window);
    long expiryBefore = coarse(memory.expiry());
    Map<ServiceKey, Moments> within = memory.add(windowEnd, called);
    overflow.inc(memory.shrink());
    remembered.update(memory.rows());
    if (coarse(memory.expiry()) != expiryBefore) {
      expiry.accept(coarse(memory.expiry()));
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
  void forget(long windowEnd) throws IOException {
    long[] rows = remembered.value();
    if (rows != null && new RhythmMemory(rows, horizon, window).expiry() <= windowEnd) {
      remembered.clear();
    }
  }

  /** One timer a horizon, not one a window. */
  private long coarse(long time) {
    return time == Long.MIN_VALUE ? time : (Math.floorDiv(time - 1, horizon) + 1) * horizon;
  }
}
