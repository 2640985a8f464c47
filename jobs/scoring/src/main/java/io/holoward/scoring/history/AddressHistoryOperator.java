package io.holoward.scoring.history;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.history.AddressHistory;
import io.holoward.detection.history.HistoryRules;
import io.holoward.detection.history.HistorySnapshot;
import io.holoward.detection.history.RemoteNetwork;
import io.holoward.detection.history.Service;
import io.holoward.detection.history.Surroundings;
import io.holoward.detection.history.Use;
import io.holoward.detection.history.WideNetworkHistory;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.scoring.history.Histories.Met;
import io.holoward.scoring.instance.HeldEvent;
import io.holoward.scoring.instance.HeldEvents;
import io.holoward.scoring.instance.IdentifiedEvent;
import io.holoward.scoring.instance.InstanceEvent;
import io.holoward.scoring.metrics.Counted;
import io.holoward.scoring.metrics.JobMetrics;
import io.holoward.scoring.metrics.Stock;
import io.holoward.scoring.state.OwnKeys;
import io.holoward.scoring.state.Seeding;
import io.holoward.scoring.state.WriteBackCache.Entry;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Tells of each outbound connection what is new about it; keyed by organisation and the area where
 * its remote network lies: the wide network around a public one, a private one itself.
 *
 * <p>Every connection that was not refused teaches the history, whatever is thought of it later.
 * What is told of an event depends on event times alone, never on arrival: an event that looks new
 * waits while something may still come that was seen before it, and one that meets what will be
 * forgotten by its time waits until it is. In a running job hardly any does, as the watermark is
 * far less behind than the horizon; around the sealing of the history events wait for a moment.
 *
 * <p>With {@code novelty.leave-one-out} what looks new waits for the end of the input, and event
 * time stands still behind this operator until then.
 */
public final class AddressHistoryOperator extends AbstractStreamOperator<IdentifiedEvent>
    implements OneInputStreamOperator<IdentifiedEvent, IdentifiedEvent>,
        Triggerable<String, String> {

  /** The history of a network: when it was sealed, and once a day if it changed. */
  public static final OutputTag<HistorySnapshot> SNAPSHOTS =
      new OutputTag<>("history-snapshots") {};

  private static final long serialVersionUID = 1L;

  private static final int CACHED_HISTORIES = 4_096;

  /**
   * Namespace of the timers that let go what waits. A network's own is that of the timers that
   * forget what is known of it, and tell it.
   */
  private static final String RELEASE = "release";

  /** Namespace of the timers that forget a wide network. */
  static final String WIDE = "wide";

  /** Releases share timers. */
  private static final long RELEASE_GRAIN = Duration.ofMinutes(1).toMillis();

  private static final Comparator<HeldEvent> BY_DUE =
      Comparator.comparingLong(HeldEvent::due)
          .thenComparingLong(held -> held.event().event().lastSeen());

  /** Event time of the timers that only the end of the input fires. */
  private static final long END = Long.MAX_VALUE - 1;

  private final Configuration configuration;
  private final HistoryRules rules;
  private final int ephemeralLow;
  private final int cachedHistories;

  private transient HistoryReadiness readiness;
  private transient Seeding seeding;
  private transient Histories histories;
  private transient HeldEvents held;
  private transient InternalTimerService<String> timers;

  /** What is due, while it is let go; null otherwise. */
  private transient PriorityQueue<HeldEvent> releasing;

  private transient Stock holding;
  private transient Counted lookups;
  private transient Counted waiting;
  private transient Counted unknown;
  private transient Counted overflow;

  /** Takes what new means, and the bounds, from the configuration. */
  public AddressHistoryOperator(Configuration configuration) {
    this(configuration, CACHED_HISTORIES);
  }

  /**
   * @param cachedHistories how many decoded histories a subtask holds at a time
   */
  AddressHistoryOperator(Configuration configuration, int cachedHistories) {
    this.configuration = configuration;
    this.rules = configuration.historyRules();
    this.ephemeralLow = configuration.features().ephemeralLow();
    this.cachedHistories = cachedHistories;
  }

  /** The key of an event: the area its connection leads to. */
  public static String key(IdentifiedEvent identified) {
    return place(identified).areaKey();
  }

  private static Place place(IdentifiedEvent identified) {
    InstanceEvent event = identified.event();
    String address = event.connections().get(0).remote().address();
    return Place.of(event.organisation(), address);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    readiness = new HistoryReadiness(context, configuration);
    seeding = Seeding.of(context, configuration);
    holding = Stock.restore(context, "holding");
  }

  @Override
  public void open() throws Exception {
    super.open();
    histories =
        new Histories(
            rules,
            seeding == Seeding.DONE
                ? SeedHistories.none(configuration)
                : SeedHistories.read(configuration),
            cachedHistories,
            getPartitionedState(Histories.NETWORKS),
            getPartitionedState(Histories.WIDE),
            this::setCurrentKey);
    if (seeding == Seeding.AT_START) {
      histories.beginWithSeed(OwnKeys.of(getRuntimeContext().getTaskInfo()));
    }
    held =
        new HeldEvents(
            getPartitionedState(HeldEvents.EVENTS), getPartitionedState(HeldEvents.SUMMARY));
    timers = getInternalTimerService("history", StringSerializer.INSTANCE, this);
    histories.show(getRuntimeContext());
    holding.show(JobMetrics.of(getRuntimeContext(), "queue", "history"), "waiting");
    lookups = Counted.register(getRuntimeContext(), "historyLookups");
    waiting = Counted.register(getRuntimeContext(), "historyWaiting");
    unknown = Counted.register(getRuntimeContext(), "historyUnknown");
    overflow = Counted.overflow(getRuntimeContext(), "historyOverflow", "history-queue");
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    histories.writeBack();
    readiness.snapshot();
    holding.snapshot();
    super.snapshotState(context);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (!rules.leaveOneOut() || mark.getTimestamp() == Long.MAX_VALUE) {
      super.processWatermark(mark);
    }
  }

  @Override
  public void processElement(StreamRecord<IdentifiedEvent> element) throws Exception {
    lookups.inc();
    answer(element.getValue(), timers.currentWatermark());
  }

  /**
   * Sends an event on with what is new about it, or holds it while that is not settled.
   *
   * @param now the watermark; while it jumps, the time of the timer that is due: what is told must
   *     not depend on how far it jumps
   */
  private void answer(IdentifiedEvent event, long now) throws Exception {
    Use use = use(event);
    Met met =
        histories.meet(
            place(event), namespace -> register(upkeepAfter(use.eventTime()), namespace));
    long from = meetsAt(met, use, now);
    if (now < from) {
      if (!hold(event, use, from)) {
        note(event, met, use);
        send(event, Novelty.NONE);
      }
      return;
    }
    note(event, met, use);
    Surroundings known = met.surroundings();
    Novelty novelty =
        rules.leaveOneOut() ? known.leaveOneOut(use) : known.novelty(use, readiness.readyAt());
    if (!novelty.isAny() || now >= settledAt(use)) {
      if (known.network().isUnknown(use)) {
        unknown.inc();
      }
      send(event, novelty);
    } else if (!hold(event, use, settledAt(use))) {
      send(event, Novelty.NONE);
    }
  }

  /**
   * The watermark from which the history is what a use meets: what is forgotten by its time has
   * been, and no two uses are noted as one that are too far apart to be.
   */
  private long meetsAt(Met met, Use use, long now) {
    if (rules.leaveOneOut()) {
      return Long.MIN_VALUE;
    }
    Surroundings known = met.surroundings();
    long lapse = known.lapse(use);
    while (lapse <= use.eventTime() && lapse <= now) {
      known.expire(lapse);
      met.changed();
      lapse = known.lapse(use);
    }
    return lapse <= use.eventTime() ? lapse : use.eventTime() - rules.expiry();
  }

  private void note(IdentifiedEvent event, Met met, Use use) {
    boolean teaches = event.event().kind() == InstanceEvent.Kind.CONNECTION;
    if (teaches && met.surroundings().note(use)) {
      met.changed();
      register(upkeepAfter(use.eventTime()), met.place().network());
    }
  }

  private long upkeepAfter(long eventTime) {
    if (rules.leaveOneOut()) {
      return END;
    }
    return eventTime < readiness.readyAt()
        ? readiness.readyAt() - 1
        : HistoryRules.tick(eventTime + 1);
  }

  private long settledAt(Use use) {
    return rules.leaveOneOut() ? END : rules.settledAt(use, readiness.readyAt());
  }

  /**
   * Holds an event until the watermark has reached a time, or somewhat longer, but never until it
   * is late; false when no more may wait.
   */
  private boolean hold(IdentifiedEvent event, Use use, long until) throws Exception {
    long due = until == END ? END : Math.min(use.eventTime(), releaseTick(until));
    if (releasing != null && due <= timers.currentWatermark()) {
      releasing.add(new HeldEvent(event, due));
      return true;
    }
    if (!held.add(event, due)) {
      overflow.inc();
      return false;
    }
    waiting.inc();
    holding.add(1);
    register(due, RELEASE);
    return true;
  }

  private static long releaseTick(long time) {
    return -Math.floorDiv(-time, RELEASE_GRAIN) * RELEASE_GRAIN;
  }

  private void register(long time, String namespace) {
    timers.registerEventTimeTimer(namespace, time);
  }

  private void send(IdentifiedEvent event, Novelty novelty) {
    output.collect(new StreamRecord<>(event.with(novelty), event.event().lastSeen()));
  }

  private Use use(IdentifiedEvent identified) {
    InstanceEvent event = identified.event();
    OrientedConnection connection = event.connections().get(0);
    return new Use(
        connection.direction() == Direction.OUT
            ? Service.of(connection)
            : Service.ofClient(connection, ephemeralLow),
        identified.processId(),
        event.host(),
        event.lastSeen());
  }

  @Override
  public void onEventTime(InternalTimer<String, String> timer) throws Exception {
    switch (timer.getNamespace()) {
      case RELEASE -> release();
      case WIDE -> upkeepWide(timer.getKey(), timer.getTimestamp());
      default -> {
        String organisation = RemoteNetwork.parse(timer.getKey()).organisation();
        upkeep(new RemoteNetwork(organisation, timer.getNamespace()), timer.getTimestamp());
      }
    }
  }

  /**
   * Lets go all that the watermark has reached, each as if its own timer were due: after a jump of
   * the watermark many are, and a look at all of them for each would be too dear.
   */
  private void release() throws Exception {
    releasing = new PriorityQueue<>(BY_DUE);
    releasing.addAll(held.take(timers.currentWatermark()));
    holding.add(-releasing.size());
    while (!releasing.isEmpty()) {
      HeldEvent next = releasing.poll();
      answer(next.event(), next.due());
    }
    releasing = null;
  }

  @Override
  public void onProcessingTime(InternalTimer<String, String> timer) {
    throw new IllegalStateException("no processing-time timer is ever registered");
  }

  private void upkeep(RemoteNetwork network, long tick) throws Exception {
    Entry<AddressHistory> entry = histories.network(network);
    if (entry == null) {
      return;
    }
    AddressHistory history = entry.value();
    boolean isEnd = timers.currentWatermark() == Long.MAX_VALUE;
    if (!isEnd && history.expire(tick)) {
      entry.changed();
    }
    if (history.hasNews()) {
      output.collect(SNAPSHOTS, new StreamRecord<>(history.snapshot(network), tick));
      history.told();
      entry.changed();
    }
    if (history.isEmpty()) {
      histories.forget(network);
    } else if (!isEnd && history.nextLapse() < Long.MAX_VALUE) {
      register(history.nextLapse(), network.network());
    }
  }

  private void upkeepWide(String area, long tick) throws Exception {
    Entry<WideNetworkHistory> entry = histories.wide(area);
    if (entry == null) {
      return;
    }
    WideNetworkHistory history = entry.value();
    boolean isEnd = timers.currentWatermark() == Long.MAX_VALUE;
    if (!isEnd && history.expire(tick)) {
      entry.changed();
    }
    if (history.isEmpty()) {
      histories.forgetWide(area);
    } else if (!isEnd && history.lapse() < Long.MAX_VALUE) {
      register(history.lapse(), WIDE);
    }
  }
}
