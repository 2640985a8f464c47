package io.holoward.scoring.process;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.FeatureSet;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.lifecycle.Lifecycle;
import io.holoward.detection.lifecycle.NoveltyLearning;
import io.holoward.detection.lifecycle.Phase;
import io.holoward.detection.lifecycle.ProcessProfile;
import io.holoward.detection.lifecycle.Progress;
import io.holoward.detection.lifecycle.WindowLearning;
import io.holoward.detection.sighting.FlowSightings;
import io.holoward.detection.sighting.Sighting;
import io.holoward.scoring.history.HistoryReadiness;
import io.holoward.scoring.metrics.Counted;
import io.holoward.scoring.state.HeapShare;
import io.holoward.scoring.state.KeyedValues;
import io.holoward.scoring.state.OwnKeys;
import io.holoward.scoring.state.RestoredTimers;
import io.holoward.scoring.state.Seeding;
import io.holoward.scoring.state.WriteBackCache;
import io.holoward.scoring.state.WriteBackCache.Entry;
import java.util.List;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Learns the intended states of each process and scores what deviates; keyed by process.
 *
 * <p>What changes a model is decided at the end of observation windows, over the set of records up
 * to then and in an order that does not depend on their arrival. A sighting of a process in
 * discovery therefore waits until its window closes: then it is learned, or, if the process was
 * sealed in the meantime, scored. A sighting of a protected process is scored at once.
 *
 * <p>A command holds for the windows that begin after it is effective, and is applied when all
 * windows that began before have closed; until then their sightings wait too. The stream of
 * commands never holds event time back.
 */
public final class IntendedStatesOperator extends AbstractStreamOperator<Finding>
    implements TwoInputStreamOperator<Sighting, ControlCommand, Finding>,
        Triggerable<String, Long> {

  /** The intended states of a process whenever they changed. */
  public static final OutputTag<StateSnapshot> SNAPSHOTS = new OutputTag<>("snapshots") {};

  /** How far the discovery of a process is. */
  public static final OutputTag<Progress> PROGRESS = new OutputTag<>("progress") {};

  /** How every connection compares, with {@code evaluation.assess}. */
  public static final OutputTag<AssessedConnection> ASSESSMENTS = new OutputTag<>("assessments") {};

  private static final long serialVersionUID = 1L;

  private static final int CACHED_PROFILES = 32_768;
  private static final double SHARE_OF_HEAP = 0.1;
  private static final int BYTES_EACH = 10_000;

  private final Configuration configuration;
  private final List<ControlCommand> recorded;
  private final WindowClock clock;
  private final int cachedProfiles;

  private transient WindowLearning learning;
  private transient FeatureSet features;
  private transient Judgement judgement;
  private transient Commands commands;
  private transient PopulationReadiness population;
  private transient HistoryReadiness history;
  private transient RestoredTimers restoredTimers;
  private transient Seeding seeding;
  private transient SeedStates seed;
  private transient WriteBackCache<String, CachedProfile> profiles;
  private transient WaitingSightings waiting;
  private transient RaisedFindings findings;
  private transient Announcements told;
  private transient PhaseChanges phases;
  private transient InternalTimerService<Long> timers;

  private transient Counted records;
  private transient ProcessCounts counts;

  /** Takes all rules of learning and scoring from the configuration. */
  public IntendedStatesOperator(Configuration configuration) {
    this(configuration, List.of());
  }

  /**
   * @param recorded commands that are known before the first arrives
   */
  IntendedStatesOperator(Configuration configuration, List<ControlCommand> recorded) {
    this(configuration, recorded, CACHED_PROFILES);
  }

  /**
   * @param cachedProfiles how many decoded profiles a subtask holds at most, if its heap has room
   */
  IntendedStatesOperator(
      Configuration configuration, List<ControlCommand> recorded, int cachedProfiles) {
    this.configuration = configuration;
    this.recorded = List.copyOf(recorded);
    this.clock = WindowClock.of(configuration);
    this.cachedProfiles = cachedProfiles;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    commands = new Commands(context, recorded);
    population = new PopulationReadiness(context, configuration);
    history = new HistoryReadiness(context, configuration);
    restoredTimers =
        RestoredTimers.of(context, "process-delays", clock.allowedLateness(), clock.sealAt());
    seeding = Seeding.of(context, configuration);
    counts = new ProcessCounts(context);
  }

  @Override
  public void open() throws Exception {
    super.open();
    features = configuration.connectionFeatures().set();
    NoveltyLearning novelty = new NoveltyLearning(configuration.noveltyRules(), history.readyAt());
    learning = new WindowLearning(novelty);
    Lifecycle lifecycle =
        new Lifecycle(
            configuration.promotion(),
            configuration.sealingRules(),
            configuration.scoringRules(),
            novelty,
            features);
    judgement = new Judgement(configuration, getRuntimeContext());
    told = new Announcements(configuration, lifecycle, judgement, output);
    seed =
        seeding == Seeding.DONE ? SeedStates.none(configuration) : SeedStates.read(configuration);
    profiles =
        new WriteBackCache<>(
            HeapShare.entries(cachedProfiles, SHARE_OF_HEAP, BYTES_EACH),
            KeyedValues.<String, byte[]>of(
                    getPartitionedState(
                        new ValueStateDescriptor<>(
                            "profile", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)))
                .as(
                    bytes -> new CachedProfile(ProcessProfile.fromBytes(bytes)),
                    cached -> cached.profile.toBytes()),
            this::setCurrentKey);
    profiles.show(getRuntimeContext(), "profiles");
    counts.show(getRuntimeContext());
    timers = getInternalTimerService("process", LongSerializer.INSTANCE, this);
    waiting = waiting();
    findings = findings();
    phases =
        new PhaseChanges(
            lifecycle,
            commands,
            clock,
            waiting,
            findings,
            told,
            counts,
            tick -> register(tick, ProcessTimers.UPKEEP));
    records = Counted.register(getRuntimeContext(), "records");
    restoredTimers.renew(timers, this, this::renew);
    if (seeding == Seeding.AT_START) {
      beginWithSeed();
    }
  }

  /** What a restored state of this name does not fit is told now, not when it is first used. */
  private void register(StateDescriptor<?, ?> state) throws Exception {
    var unused = getOrCreateKeyedState(LongSerializer.INSTANCE, state);
  }

  private void beginWithSeed() throws Exception {
    OwnKeys own = OwnKeys.of(getRuntimeContext().getTaskInfo());
    for (String processId : seed.processes()) {
      if (own.contains(processId) && judgement.models(processId)) {
        setCurrentKey(processId);
        profiles.currentOrNew(processId, id -> new CachedProfile(seed.profile(id)));
        counts.begun();
        counts.promoted();
      }
    }
    seed = SeedStates.none(configuration);
  }

  private RaisedFindings findings() throws Exception {
    MapStateDescriptor<String, Finding> raised = RaisedFindings.state();
    ValueStateDescriptor<Integer> flowFindings = RaisedFindings.flowFindings();
    register(raised);
    register(flowFindings);
    return new RaisedFindings(
        judgement,
        slotEnd -> getPartitionedState(slotEnd, LongSerializer.INSTANCE, raised),
        slotEnd -> getPartitionedState(slotEnd, LongSerializer.INSTANCE, flowFindings),
        slotEnd -> register(clock.closing(slotEnd), ProcessTimers.SLOT),
        finding -> output.collect(new StreamRecord<>(finding, finding.eventTime())),
        Counted.overflow(getRuntimeContext(), "flowFindingsOverflow", "flow-findings"));
  }

  private WaitingSightings waiting() throws Exception {
    ListStateDescriptor<Sighting> sightings = SightingQueues.waitingSightings();
    ListStateDescriptor<Sighting> assessments = SightingQueues.waitingAssessments();
    register(sightings);
    if (configuration.evaluation().assess()) {
      register(assessments);
    }
    return new WaitingSightings(
        new SightingQueues(
            getPartitionedState(SightingQueues.pendingAlarms()),
            held(sightings),
            held(assessments)),
        configuration,
        windowEnd -> register(clock.closing(windowEnd), ProcessTimers.WINDOW),
        tick -> register(tick, ProcessTimers.UPKEEP),
        counts,
        Counted.overflow(getRuntimeContext(), "waitingOverflow", "window-queue"),
        Counted.overflow(getRuntimeContext(), "pendingOverflow", "pending-alarms"),
        Counted.overflow(getRuntimeContext(), "assessmentOverflow", "assessment-queue"));
  }

  private HeldSightings held(ListStateDescriptor<Sighting> state) {
    return new HeldSightings(
        windowEnd -> getPartitionedState(windowEnd, LongSerializer.INSTANCE, state),
        this::getCurrentKey,
        this::setCurrentKey);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    profiles.writeBack();
    waiting.writeBack();
    commands.snapshot();
    population.snapshot();
    history.snapshot();
    restoredTimers.snapshot();
    counts.snapshot();
    super.snapshotState(context);
  }

  /** The control input counts for nothing: event time is that of the sightings alone. */
  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    processWatermark(mark);
  }

  @Override
  public void processWatermark2(Watermark mark) {
    // See processWatermark1.
  }

  @Override
  public void processElement2(StreamRecord<ControlCommand> element) {
    commands.add(element.getValue());
  }

  @Override
  public void processElement1(StreamRecord<Sighting> element) throws Exception {
    Sighting sighting = element.getValue();
    if (!judgement.models(sighting.processId())) {
      return;
    }
    Entry<CachedProfile> entry = profiles.currentOrNew(sighting.processId(), this::newProfile);
    if (entry.value().profile.lastSeen() == Long.MIN_VALUE) {
      register(clock.expiryTick(sighting.eventTime()), ProcessTimers.UPKEEP);
    }
    phases.applyCommands(
        entry,
        Math.min(
            sighting.windowEnd() - clock.windowSize(), clock.settled(timers.currentWatermark())));
    switch (sighting.kind()) {
      case FIRST -> {
        records.inc();
        behaviour(entry, sighting);
      }
      case BLOCKED, BEACON -> behaviour(entry, sighting);
      case LATE -> judgeOrReport(entry, sighting);
      case ASSESSMENT -> assessOrAwait(entry, sighting);
      case EXTERNAL_ALARM -> judgeOrAwaitModel(entry, sighting);
      case FLOW -> flow(entry, sighting);
      case REPETITION, BLOCKED_REPETITION, FLOW_REPETITION -> repetition(entry, sighting);
    }
  }

  private void behaviour(Entry<CachedProfile> entry, Sighting sighting) throws Exception {
    if (isJudgedAtOnce(entry, sighting)) {
      findings.judge(sighting, entry.value().profile);
      told.assess(sighting, entry.value().profile, true);
    } else {
      waiting.await(entry.value(), sighting);
    }
  }

  /** As {@link #behaviour}, but it is neither learned nor raises anything. */
  private void assessOrAwait(Entry<CachedProfile> entry, Sighting sighting) throws Exception {
    if (isJudgedAtOnce(entry, sighting)) {
      told.assess(sighting, entry.value().profile, true);
    } else {
      waiting.awaitAssessment(entry.value(), sighting);
    }
  }

  /** Not while a command that already holds for the sighting's window cannot be applied yet. */
  private boolean isJudgedAtOnce(Entry<CachedProfile> entry, Sighting sighting) {
    return entry.value().profile.phase() == Phase.PROTECTED
        && !commands.anyWithin(
            sighting.organisation(),
            clock.settled(timers.currentWatermark()),
            sighting.windowEnd() - clock.windowSize());
  }

  private void judgeOrReport(Entry<CachedProfile> entry, Sighting sighting) throws Exception {
    ProcessProfile profile = entry.value().profile;
    boolean judged = isJudged(profile, sighting.eventTime());
    if (judged) {
      findings.judge(sighting, profile);
    }
    told.assess(sighting, profile, judged);
  }

  /**
   * Judges an alarm, or lets it wait for the model it is to be compared with; one that has no place
   * to wait comes out as it is.
   */
  private void judgeOrAwaitModel(Entry<CachedProfile> entry, Sighting alarm) throws Exception {
    if (entry.value().profile.phase() == Phase.PROTECTED
        || !waiting.awaitModel(entry.value(), alarm)) {
      findings.judge(alarm, entry.value().profile);
    }
  }

  /**
   * Waits for its window to be learned, like behaviour; too late for that, it is only scored. What
   * is known of no process (a sensor on the network does not see it) is nobody's behaviour.
   */
  private void flow(Entry<CachedProfile> entry, Sighting sighting) throws Exception {
    if (entry.value().profile.identity().isUnknown()) {
      findings.judge(sighting, entry.value().profile);
      return;
    }
    boolean closed = clock.closing(sighting.windowEnd()) <= timers.currentWatermark();
    if (closed) {
      judgeOrAwaitModel(entry, sighting);
    } else {
      behaviour(entry, sighting);
    }
  }

  /** Counts for a finding; what that finding is may have to wait for the window to close. */
  private void repetition(Entry<CachedProfile> entry, Sighting sighting) throws Exception {
    boolean isNobodys = entry.value().profile.identity().isUnknown() && sighting.kind().isFlow();
    if (!isNobodys && !isJudgedAtOnce(entry, sighting)) {
      waiting.await(entry.value(), sighting);
      return;
    }
    if (!findings.repeat(sighting, entry.value().profile)) {
      waiting.await(entry.value(), sighting);
    }
  }

  private boolean isJudged(ProcessProfile profile, long eventTime) {
    return profile.phase() == Phase.PROTECTED || isUnmodelled(profile, eventTime);
  }

  /** A process nobody had seen when the population was known well enough to say so. */
  private boolean isUnmodelled(ProcessProfile profile, long eventTime) {
    return profile.phase() == Phase.DISCOVERY
        && Math.min(profile.firstSeen(), eventTime) >= population.readyAt();
  }

  @Override
  public void onEventTime(InternalTimer<String, Long> timer) throws Exception {
    String processId = timer.getKey();
    long tick = ProcessTimers.tickOf(timer.getTimestamp(), timer.getNamespace());
    if (timer.getNamespace().equals(ProcessTimers.WINDOW)) {
      closeWindow(processId, tick);
    } else if (timer.getNamespace().equals(ProcessTimers.SLOT)) {
      findings.closeSlot(clock.closedAt(tick));
    } else {
      upkeep(processId, tick);
    }
  }

  /** The timer of then stays: nothing is left of what it is about when it comes. */
  private void renew(Long kind, long time, long timeOfNow) {
    if (!kind.equals(ProcessTimers.UPKEEP)) {
      timers.registerEventTimeTimer(kind, timeOfNow);
    } else if (time == ProcessTimers.at(ProcessTimers.END, kind)) {
      awaitSealAt();
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, Long> timer) {
    throw new IllegalStateException("no processing-time timer is ever registered");
  }

  private void closeWindow(String processId, long tick) throws Exception {
    long windowEnd = clock.closedAt(tick);
    if (waiting.anyFor(windowEnd)) {
      closeWindow(unexpired(processId, tick), windowEnd);
    }
  }

  private void closeWindow(Entry<CachedProfile> entry, long windowEnd) throws Exception {
    phases.applyCommands(entry, windowEnd - clock.windowSize());
    ProcessProfile profile = entry.value().profile;
    List<Sighting> sightings = waiting.takeWindow(entry.value(), windowEnd);
    assessAll(sightings, windowEnd, profile);
    if (sightings.isEmpty()) {
      return;
    }
    if (profile.phase() == Phase.PROTECTED) {
      findings.judgeAll(sightings, profile);
      return;
    }
    learning.learn(profile, sightings);
    entry.changed();
    if (isUnmodelled(profile, windowEnd)) {
      findings.judgeAll(sightings, profile);
    } else {
      for (Sighting alarm : FlowSightings.alarms(sightings)) {
        judgeOrAwaitModel(entry, alarm);
      }
    }
    phases.learned(entry, windowEnd);
  }

  /** By the model as it is before the window is learned: nothing is compared with itself. */
  private void assessAll(List<Sighting> sightings, long windowEnd, ProcessProfile profile)
      throws Exception {
    if (configuration.evaluation().assess()) {
      long earliest = sightings.stream().mapToLong(Sighting::eventTime).min().orElse(windowEnd);
      boolean judged = isJudged(profile, earliest);
      sightings.forEach(sighting -> told.assess(sighting, profile, judged));
      waiting
          .takeAssessments(windowEnd)
          .forEach(sighting -> told.assess(sighting, profile, judged));
    }
  }

  private void upkeep(String processId, long tick) throws Exception {
    Entry<CachedProfile> entry = profiles.current(processId);
    if (entry == null) {
      return;
    }
    ProcessProfile profile = entry.value().profile;
    if (tick == ProcessTimers.END) {
      phases.end(entry);
      return;
    }
    phases.applyCommands(entry, clock.closedAt(tick) - clock.windowSize());
    phases.sealAt(entry, tick);
    if (profile.phase() == Phase.DISCOVERY) {
      for (Sighting alarm : waiting.takeOverdue(entry.value(), tick)) {
        findings.judge(alarm, profile);
      }
    }
    if (timers.currentWatermark() < Long.MAX_VALUE && hasExpired(entry, tick)) {
      forget(processId);
    }
  }

  /**
   * The profile of the current key, begun anew if it expired before a tick: whether the timer that
   * forgets it has fired yet must not matter.
   */
  private Entry<CachedProfile> unexpired(String processId, long tick) throws Exception {
    Entry<CachedProfile> entry = profiles.currentOrNew(processId, this::newProfile);
    if (entry.value().profile.lastSeen() == Long.MIN_VALUE || !hasExpired(entry, tick - 1)) {
      return entry;
    }
    forget(processId);
    return profiles.currentOrNew(processId, this::newProfile);
  }

  private void forget(String processId) throws Exception {
    profiles.forget(processId);
    timers.deleteEventTimeTimer(
        ProcessTimers.UPKEEP, ProcessTimers.at(ProcessTimers.END, ProcessTimers.UPKEEP));
    counts.forgotten();
  }

  /** Whether the timer that forgets the process is due by this tick. */
  private boolean hasExpired(Entry<CachedProfile> entry, long tick) throws Exception {
    long lastSeen = entry.value().profile.lastSeen();
    return entry.value().profile.phase() == Phase.DISCOVERY
        && !entry.value().profile.locked()
        && (lastSeen == Long.MIN_VALUE || clock.expiryTick(lastSeen) <= tick)
        && !waiting.anyPending(entry.value());
  }

  private CachedProfile newProfile(String processId) {
    counts.begun();
    ProcessProfile profile = seed.profile(processId);
    if (profile != null) {
      counts.promoted();
      CachedProfile seeded = new CachedProfile(profile);
      told.seeded(seeded);
      return seeded;
    }
    awaitSealAt();
    register(ProcessTimers.END, ProcessTimers.UPKEEP);
    return new CachedProfile(
        new ProcessProfile(processId, configuration.states().maxDistinct(), features));
  }

  private void awaitSealAt() {
    if (configuration.promotion().sealAt() != null) {
      register(clock.sealAtTick(), ProcessTimers.UPKEEP);
    }
  }

  private void register(long tick, Long kind) {
    timers.registerEventTimeTimer(kind, ProcessTimers.at(tick, kind));
  }
}
