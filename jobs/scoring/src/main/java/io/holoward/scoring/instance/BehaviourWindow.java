package io.holoward.scoring.instance;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.history.Clients;
import io.holoward.detection.history.NoveltyBurst;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.rhythm.Moments;
import io.holoward.detection.rhythm.Rhythm;
import io.holoward.detection.rhythm.ServiceActivity;
import io.holoward.detection.rhythm.ServiceKey;
import io.holoward.detection.rhythm.WindowServices;
import io.holoward.detection.sighting.Sighting;
import io.holoward.scoring.metrics.Counted;
import io.holoward.scoring.metrics.JobMetrics;
import io.holoward.scoring.metrics.Stock;
import io.holoward.scoring.state.CachingProcessFunction;
import io.holoward.scoring.state.Expiry;
import io.holoward.scoring.state.HeapShare;
import io.holoward.scoring.state.KeyedValues;
import io.holoward.scoring.state.RestoredTimers;
import io.holoward.scoring.state.StoredKeys;
import io.holoward.scoring.state.WriteBackCache;
import io.holoward.scoring.state.WriteBackCache.Entry;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.apache.flink.util.Collector;

/**
 * Turns the connections of one process instance into behaviour records: its signatures, each once
 * per event-time window.
 *
 * <p>A signature the instance had not shown in this window is sent on at once, as a {@link
 * Sighting.Kind#FIRST}; when the window closes, what was counted beyond follows as a {@link
 * Sighting.Kind#REPETITION}, and each service that the instance connects to at regular intervals as
 * a {@link Sighting.Kind#BEACON}. Refused connections are sent on one by one, their repetitions
 * when the window closes. With {@code record: window} nothing is sent early: the union of all
 * signatures of the window follows as one record when it closes.
 *
 * <p>A count of repetitions names its service only, and may overtake the connection it repeats:
 * which signature it belongs to is settled when the window closes. Of an instance that uses more
 * services in a window than can be remembered, the further ones are counted by what their service
 * alone tells, and are no beacons.
 *
 * <p>With {@code evaluation.assess} the connections that are only counted follow at once as well,
 * as {@link Sighting.Kind#ASSESSMENT}.
 *
 * <p>What is new at a public address waits until the watermark has reached it: of very much of that
 * only the first is told, see {@link io.holoward.detection.history.NoveltyBurst}.
 *
 * <p>A window closes when the watermark passes its end by the allowed lateness. What comes after
 * that is sent on as {@link Sighting.Kind#LATE} and counted.
 */
public final class BehaviourWindow
    extends CachingProcessFunction<InstanceKey, IdentifiedEvent, Sighting>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private static final int CACHED_WINDOWS = 65_536;
  private static final double SHARE_OF_HEAP = 0.08;
  private static final int BYTES_EACH = 2_000;

  private final Configuration configuration;
  private final boolean unionOfWindow;
  private final boolean assess;
  private final long allowedLateness;
  private final Clients clients;
  private final int cachedWindows;

  private transient WriteBackCache<WindowKey, LiveWindow> windows;
  private transient StoredKeys<WindowKey> stored;
  private transient RestoredTimers restoredTimers;
  private transient Beacons beacons;
  private transient Bursts bursts;
  private transient SignatureExtension extension;
  private transient Stock holding;
  private transient boolean restored;
  private transient Counted late;
  private transient Counted serviceOverflow;

  /** Takes the definition of a record and the allowed lateness from the configuration. */
  public BehaviourWindow(Configuration configuration) {
    this(configuration, CACHED_WINDOWS);
  }

  /**
   * @param cachedWindows how many open windows a subtask holds decoded at most, if its heap has
   *     room
   */
  BehaviourWindow(Configuration configuration, int cachedWindows) {
    this.configuration = configuration;
    this.cachedWindows = cachedWindows;
    this.unionOfWindow = configuration.record() == Configuration.RecordKind.WINDOW;
    this.assess = configuration.evaluation().assess();
    this.allowedLateness = configuration.time().allowedLateness().toMillis();
    this.clients = configuration.clients();
  }

  @Override
  public void initializeState(FunctionInitializationContext state) throws Exception {
    holding = Stock.restore(state, "holding");
    restored = state.isRestored();
    stored = StoredKeys.restore(state, "stored-windows", allowedLateness, 0);
    restoredTimers = RestoredTimers.of(state, "window-delays", allowedLateness);
    beacons = new Beacons(configuration, state);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext snapshot) throws Exception {
    holding.snapshot();
    stored.snapshot();
    restoredTimers.snapshot();
    beacons.snapshot();
  }

  @Override
  public void open(OpenContext openContext) {
    MapState<Long, OpenWindow> open =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "open-windows", Types.LONG, TypeInformation.of(OpenWindow.class)));
    int held = HeapShare.entries(cachedWindows, SHARE_OF_HEAP, BYTES_EACH);
    windows =
        new WriteBackCache<>(
            held,
            KeyedValues.of(open, WindowKey::end).as(LiveWindow::new, LiveWindow::stored),
            window -> setCurrentKey(window.instance()),
            new Expiry<>(new UntilClosed(allowedLateness), stored, this::wake));
    windows.show(getRuntimeContext(), "windows");
    late = Counted.register(getRuntimeContext(), "late");
    serviceOverflow = Counted.overflow(getRuntimeContext(), "serviceOverflow", "services");
    beacons.open(getRuntimeContext(), held, this::setCurrentKey, this::wake);
    holding.show(JobMetrics.of(getRuntimeContext(), "queue", "burst"), "waiting");
    bursts = new Bursts(configuration, getRuntimeContext(), holding, restored);
    extension = new SignatureExtension(configuration);
  }

  /** Those of windows and of rhythms; what waits for a burst has its time of its own. */
  @Override
  protected void renewTimers(InternalTimerService<VoidNamespace> service, KeyContext keys)
      throws Exception {
    restoredTimers.renew(
        service,
        keys,
        (namespace, time, timeOfNow) -> service.registerEventTimeTimer(namespace, timeOfNow));
  }

  @Override
  protected void writeBack() throws Exception {
    windows.writeBack();
    beacons.writeBack();
  }

  @Override
  protected long nextDue(long watermark) {
    return watermark < END_OF_INPUT
        ? Math.min(windows.nextDue(), beacons.nextDue())
        : windows.nextDue();
  }

  @Override
  protected void due(long time, Collector<Sighting> out) throws Exception {
    for (WindowKey window : windows.due(time)) {
      setCurrentKey(window.instance());
      close(window, out);
    }
    beacons.forgetDue(time);
  }

  @Override
  protected void passed(long watermark) {
    stored.passed(watermark);
    beacons.passed(watermark);
  }

  private void wake(long time) {
    timers().registerEventTimeTimer(time);
  }

  @Override
  public void processElement(IdentifiedEvent identified, Context ctx, Collector<Sighting> out)
      throws Exception {
    InstanceEvent event = identified.event();
    switch (event.kind()) {
      case CONNECTION, REPETITION, BLOCKED, BLOCKED_REPETITION -> observe(identified, out);
      case ALARM -> out.collect(identified.sighting(Sighting.Kind.EXTERNAL_ALARM));
      case FLOW -> out.collect(identified.sighting(Sighting.Kind.FLOW));
      case FLOW_REPETITION -> out.collect(identified.sighting(Sighting.Kind.FLOW_REPETITION));
      case START -> {}
    }
  }

  private void observe(IdentifiedEvent identified, Collector<Sighting> out) throws Exception {
    InstanceEvent event = identified.event();
    if (isLate(event)) {
      late.inc(event.count());
      out.collect(identified.sighting(extension.of(event), lateKind(event)));
      return;
    }
    boolean waits = bursts.concerns(event) && event.lastSeen() > timers().currentWatermark();
    if (!waits) {
      count(identified, out);
    } else if (bursts.hold(identified)) {
      timers().registerEventTimeTimer(event.lastSeen());
    } else {
      count(identified.with(Novelty.NONE), out);
    }
  }

  private void count(IdentifiedEvent identified, Collector<Sighting> out) throws Exception {
    InstanceEvent event = identified.event();
    Entry<LiveWindow> open =
        windows.currentOrNew(
            new WindowKey(event.instance(), event.windowEnd()),
            key -> new LiveWindow(OpenWindow.of(identified)));
    open.changed();
    LiveWindow window = open.value();
    if (event.kind().isRepetition()) {
      repetition(window, identified, out);
    } else if (bursts.concerns(event)) {
      NoveltyBurst burst = bursts.of(window);
      IdentifiedEvent judged = bursts.judge(identified, burst);
      window.tell(burst.told());
      connection(window, judged, out);
    } else {
      connection(window, identified, out);
    }
  }

  private void connection(LiveWindow window, IdentifiedEvent identified, Collector<Sighting> out) {
    InstanceEvent event = identified.event();
    boolean blocked = isBlocked(event);
    String signature = extension.of(event);
    int known = window.indexOf(signature, blocked);
    if (blocked) {
      out.collect(identified.sighting(signature, Sighting.Kind.BLOCKED));
    } else if (known < 0 && !unionOfWindow) {
      out.collect(identified.sighting(signature, Sighting.Kind.FIRST));
    } else if (assess) {
      out.collect(identified.sighting(signature, Sighting.Kind.ASSESSMENT));
    }
    List<WindowEntry> entries = window.entries();
    note(window.services(), event, 0, known < 0 ? entries.size() : known);
    if (known < 0) {
      entries.add(
          blocked ? WindowEntry.refused(signature, event) : WindowEntry.of(signature, event));
    } else if (!blocked) {
      entries.set(known, entries.get(known).plus(event));
    }
  }

  private void repetition(LiveWindow window, IdentifiedEvent identified, Collector<Sighting> out) {
    InstanceEvent event = identified.event();
    if (note(window.services(), event, event.count(), ServiceActivity.UNTOLD)) {
      return;
    }
    boolean blocked = isBlocked(event);
    String signature = extension.of(event);
    int known = window.indexOf(signature, blocked);
    List<WindowEntry> entries = window.entries();
    if (known >= 0) {
      entries.set(known, entries.get(known).plus(event));
    } else if (unionOfWindow && !blocked) {
      entries.add(WindowEntry.of(signature, event));
    } else {
      out.collect(identified.sighting(signature, repetitionKind(event)));
    }
  }

  private boolean note(WindowServices services, InstanceEvent event, long repeated, int signature) {
    boolean noted =
        services.add(
            new ServiceActivity(
                key(event),
                Moments.of(event.count(), event.lastSeen(), event.gaps()),
                repeated,
                signature));
    if (!noted) {
      serviceOverflow.inc();
    }
    return noted;
  }

  private ServiceKey key(InstanceEvent event) {
    OrientedConnection connection = event.connections().get(0);
    return clients.isOne(connection, event.loopback())
        ? ServiceKey.ofClient(connection, isBlocked(event))
        : ServiceKey.of(connection, event.loopback(), isBlocked(event));
  }

  private static boolean isBlocked(InstanceEvent event) {
    return event.kind() == InstanceEvent.Kind.BLOCKED
        || event.kind() == InstanceEvent.Kind.BLOCKED_REPETITION;
  }

  private boolean isLate(InstanceEvent event) {
    return event.windowEnd() + allowedLateness <= timers().currentWatermark();
  }

  /** A late count names no connection to score: it only adds to what was raised before. */
  private static Sighting.Kind lateKind(InstanceEvent event) {
    return switch (event.kind()) {
      case REPETITION, BLOCKED_REPETITION -> repetitionKind(event);
      case BLOCKED -> Sighting.Kind.BLOCKED;
      default -> Sighting.Kind.LATE;
    };
  }

  private static Sighting.Kind repetitionKind(InstanceEvent event) {
    return event.kind() == InstanceEvent.Kind.REPETITION
        ? Sighting.Kind.REPETITION
        : Sighting.Kind.BLOCKED_REPETITION;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<Sighting> out)
      throws Exception {
    for (IdentifiedEvent due : bursts.due(timers().currentWatermark())) {
      count(due, out);
    }
    boolean isOfWindow =
        close(new WindowKey(ctx.getCurrentKey(), timestamp - allowedLateness), out);
    if (!isOfWindow && timers().currentWatermark() < END_OF_INPUT) {
      beacons.wake(ctx.getCurrentKey(), timestamp);
    }
  }

  /**
   * Closes a window of the current instance.
   *
   * @return false if there is no such window
   */
  private boolean close(WindowKey key, Collector<Sighting> out) throws Exception {
    Entry<LiveWindow> open = windows.current(key);
    if (open == null) {
      return false;
    }
    close(key, open.value(), out);
    windows.forget(key);
    return true;
  }

  private void close(WindowKey key, LiveWindow window, Collector<Sighting> out) throws Exception {
    ClosingWindow closing = new ClosingWindow(key.instance(), key.end(), window, extension);
    Map<ServiceActivity, Rhythm> found =
        beacons.judge(key.instance(), closing.services(), key.end());
    if (unionOfWindow) {
      closing.union(found.keySet()).ifPresent(out::collect);
      closing.refusedRepetitions().forEach(out::collect);
    } else {
      closing.repetitions().forEach(out::collect);
      found.forEach((service, rhythm) -> out.collect(closing.beacon(service, rhythm)));
    }
  }
}
