package io.holoward.scoring.process;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.lifecycle.Lifecycle;
import io.holoward.detection.lifecycle.Phase;
import io.holoward.detection.lifecycle.ProcessProfile;
import io.holoward.detection.lifecycle.Progress;
import io.holoward.detection.lifecycle.Transition;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.sighting.Sighting;
import io.holoward.entropy.Signature;
import io.holoward.scoring.metrics.Counted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
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

  private static final long serialVersionUID = 1L;

  /** What arrived first comes first; the rest only makes the order total. */
  private static final Comparator<Sighting> ORDER =
      Comparator.comparingLong(Sighting::eventTime)
          .thenComparing(Sighting::signature)
          .thenComparing(Sighting::instanceKey)
          .thenComparing(
              Sighting::source,
              Comparator.nullsLast(
                  Comparator.comparing(SourcePosition::name)
                      .thenComparingLong(SourcePosition::position)));

  /** Sightings of one process that wait for one window; beyond, they are counted and dropped. */
  private static final int MAX_WAITING = 16_384;

  private static final int CACHED_PROFILES = 4_096;
  private static final long PROGRESS_INTERVAL = Duration.ofHours(1).toMillis();
  private static final long UPKEEP_GRAIN = Duration.ofHours(1).toMillis();

  /** Event time of the timer that the end of a bounded input fires. */
  private static final long END = Long.MAX_VALUE - ProcessTimers.KINDS;

  private final Configuration configuration;
  private final long windowSize;
  private final long allowedLateness;
  private final long expiry;
  private final int cachedProfiles;

  private transient Lifecycle lifecycle;
  private transient Judgement judgement;
  private transient Commands commands;
  private transient PopulationReadiness population;
  private transient SeedStates seed;
  private transient ProfileCache profiles;
  private transient ListState<Sighting> pending;
  private transient ListStateDescriptor<Sighting> waitingState;
  private transient MapStateDescriptor<String, Finding> raisedState;
  private transient InternalTimerService<Long> timers;

  private transient Counted records;
  private transient Counted processes;
  private transient Counted protectedProcesses;
  private transient Counted waitingOverflow;
  private transient Counted pendingOverflow;

  /** Takes all rules of learning and scoring from the configuration. */
  public IntendedStatesOperator(Configuration configuration) {
    this(configuration, CACHED_PROFILES);
  }

  /**
   * @param cachedProfiles how many decoded profiles a subtask holds at a time
   */
  IntendedStatesOperator(Configuration configuration, int cachedProfiles) {
    this.configuration = configuration;
    this.windowSize = configuration.window().size().toMillis();
    this.allowedLateness = configuration.time().allowedLateness().toMillis();
    this.expiry = configuration.states().expiry().toMillis();
    this.cachedProfiles = cachedProfiles;
  }

  /**
   * Puts the operator into a topology.
   *
   * @param sightings of all processes
   * @param commands of operators; every subtask gets all of them
   */
  public static SingleOutputStreamOperator<Finding> connect(
      DataStream<Sighting> sightings,
      DataStream<ControlCommand> commands,
      Configuration configuration) {
    KeyedStream<Sighting, String> byProcess = sightings.keyBy(Sighting::processId, Types.STRING);
    TwoInputTransformation<Sighting, ControlCommand, Finding> transformation =
        new TwoInputTransformation<>(
            byProcess.getTransformation(),
            commands.broadcast().getTransformation(),
            "intended-states",
            new IntendedStatesOperator(configuration),
            TypeInformation.of(Finding.class),
            sightings.getExecutionEnvironment().getParallelism(),
            false);
    transformation.setStateKeySelectors(byProcess.getKeySelector(), null);
    transformation.setStateKeyType(Types.STRING);
    sightings.getExecutionEnvironment().addOperator(transformation);
    return new Stream(sightings.getExecutionEnvironment(), transformation).uid("intended-states");
  }

  /** Gives an operator that was built by hand the methods of a stream. */
  private static final class Stream extends SingleOutputStreamOperator<Finding> {
    Stream(StreamExecutionEnvironment env, Transformation<Finding> transformation) {
      super(env, transformation);
    }
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    commands = new Commands(context);
    population = new PopulationReadiness(context, configuration);
  }

  @Override
  public void open() throws Exception {
    super.open();
    lifecycle =
        new Lifecycle(
            configuration.promotion(), configuration.sealingRules(), configuration.scoringRules());
    judgement = new Judgement(configuration);
    seed = SeedStates.read(configuration);
    profiles =
        new ProfileCache(
            cachedProfiles,
            getPartitionedState(
                new ValueStateDescriptor<>(
                    "profile", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)),
            this::setCurrentKey,
            this::newProfile);
    TypeInformation<Sighting> sighting = TypeInformation.of(Sighting.class);
    pending = getPartitionedState(new ListStateDescriptor<>("pending-alarms", sighting));
    waitingState = new ListStateDescriptor<>("waiting-sightings", sighting);
    raisedState =
        new MapStateDescriptor<>(
            "raised-findings", Types.STRING, TypeInformation.of(Finding.class));
    timers = getInternalTimerService("process", LongSerializer.INSTANCE, this);
    records = Counted.register(getRuntimeContext(), "records");
    processes = Counted.register(getRuntimeContext(), "processes");
    protectedProcesses = Counted.register(getRuntimeContext(), "protectedProcesses");
    waitingOverflow = Counted.register(getRuntimeContext(), "waitingOverflow");
    pendingOverflow = Counted.register(getRuntimeContext(), "pendingOverflow");
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    profiles.writeBack();
    commands.snapshot();
    population.snapshot();
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
    ProfileCache.Entry entry = profiles.currentOrNew(sighting.processId());
    if (entry.profile.lastSeen() == Long.MIN_VALUE) {
      registerUpkeep(sighting.eventTime() + expiry);
    }
    applyCommands(entry, Math.min(sighting.windowEnd() - windowSize, settled()));
    switch (sighting.kind()) {
      case FIRST -> {
        records.inc();
        behaviour(entry, sighting);
      }
      case BLOCKED -> behaviour(entry, sighting);
      case LATE -> judgeOrReport(entry, sighting);
      case EXTERNAL_ALARM -> externalAlarm(entry, sighting);
      case REPETITION, BLOCKED_REPETITION -> repetition(entry, sighting);
    }
  }

  /** Every window that began before this time has closed. */
  private long settled() {
    long watermark = timers.currentWatermark();
    long delay = allowedLateness + windowSize;
    return watermark < Long.MIN_VALUE + delay ? Long.MIN_VALUE : watermark - delay;
  }

  private void behaviour(ProfileCache.Entry entry, Sighting sighting) throws Exception {
    if (isJudgedAtOnce(entry, sighting)) {
      judge(entry, sighting);
    } else {
      await(entry, sighting);
    }
  }

  /** Not while a command that already holds for the sighting's window cannot be applied yet. */
  private boolean isJudgedAtOnce(ProfileCache.Entry entry, Sighting sighting) {
    return entry.profile.phase() == Phase.PROTECTED
        && !commands.anyWithin(settled(), sighting.windowEnd() - windowSize);
  }

  private void await(ProfileCache.Entry entry, Sighting sighting) throws Exception {
    if (entry.waitFor(sighting.windowEnd()) > MAX_WAITING) {
      waitingOverflow.inc();
    } else {
      waiting(sighting.windowEnd()).add(sighting);
      register(sighting.windowEnd() + allowedLateness, ProcessTimers.WINDOW);
    }
  }

  private void judgeOrReport(ProfileCache.Entry entry, Sighting sighting) throws Exception {
    if (entry.profile.phase() == Phase.PROTECTED
        || isUnmodelled(entry.profile, sighting.eventTime())) {
      judge(entry, sighting);
    }
  }

  private void externalAlarm(ProfileCache.Entry entry, Sighting alarm) throws Exception {
    if (entry.profile.phase() == Phase.PROTECTED) {
      judge(entry, alarm);
      return;
    }
    if (entry.pending(pending) >= configuration.pending().maxAlarms()) {
      pendingOverflow.inc();
      judge(entry, alarm);
      return;
    }
    pending.add(alarm);
    entry.pending++;
    registerUpkeep(alarm.eventTime() + configuration.pending().maxAge().toMillis());
  }

  /** Counts for a finding; what that finding is may have to wait for the window to close. */
  private void repetition(ProfileCache.Entry entry, Sighting sighting) throws Exception {
    if (!isJudgedAtOnce(entry, sighting)) {
      await(entry, sighting);
      return;
    }
    Optional<String> uid = judgement.uidOf(sighting, entry.profile);
    if (uid.isPresent() && !repeat(uid.get(), sighting)) {
      await(entry, sighting);
    }
  }

  private boolean repeat(String uid, Sighting sighting) throws Exception {
    return RaisedFindings.repeat(raised(judgement.slotEnd(sighting.eventTime())), uid, sighting);
  }

  /** A process nobody had seen when the population was known well enough to say so. */
  private boolean isUnmodelled(ProcessProfile profile, long eventTime) {
    return profile.phase() == Phase.DISCOVERY
        && Math.min(profile.firstSeen(), eventTime) >= population.readyAt();
  }

  private void judge(ProfileCache.Entry entry, Sighting sighting) throws Exception {
    Optional<Finding> finding = judgement.judge(sighting, entry.profile);
    if (finding.isEmpty()) {
      return;
    }
    long slotEnd = judgement.slotEnd(sighting.eventTime());
    if (RaisedFindings.raise(raised(slotEnd), finding.get())) {
      register(slotEnd + allowedLateness, ProcessTimers.SLOT);
      output.collect(new StreamRecord<>(finding.get(), finding.get().eventTime()));
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, Long> timer) throws Exception {
    String processId = timer.getKey();
    long tick = ProcessTimers.tickOf(timer.getTimestamp(), timer.getNamespace());
    if (timer.getNamespace().equals(ProcessTimers.WINDOW)) {
      closeWindow(unexpired(processId, tick), tick - allowedLateness);
    } else if (timer.getNamespace().equals(ProcessTimers.SLOT)) {
      closeSlot(tick - allowedLateness);
    } else {
      upkeep(processId, tick);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, Long> timer) {
    throw new IllegalStateException("no processing-time timer is ever registered");
  }

  private void closeWindow(ProfileCache.Entry entry, long windowEnd) throws Exception {
    applyCommands(entry, windowEnd - windowSize);
    entry.closed(windowEnd);
    List<Sighting> sightings = taken(waiting(windowEnd));
    ProcessProfile profile = entry.profile;
    if (profile.phase() == Phase.PROTECTED) {
      judgeAll(entry, sightings);
      return;
    }
    learn(profile, sightings);
    entry.changed = true;
    if (isUnmodelled(profile, windowEnd)) {
      judgeAll(entry, sightings);
    }
    registerUpkeep(profile.lastSeen() + expiry);
    follow(entry, lifecycle.tick(profile, windowEnd));
    tellProgress(entry, windowEnd, false);
  }

  private static void learn(ProcessProfile profile, List<Sighting> sightings) {
    for (Sighting sighting : sightings) {
      if (sighting.kind() == Sighting.Kind.FIRST) {
        profile.learn(Signature.parse(sighting.signature()), sighting.host(), sighting.eventTime());
      } else {
        profile.seen(sighting.eventTime());
      }
    }
  }

  /** Findings first, then what counts for them. */
  private void judgeAll(ProfileCache.Entry entry, List<Sighting> sightings) throws Exception {
    for (Sighting sighting : sightings) {
      if (!isRepetition(sighting)) {
        judge(entry, sighting);
      }
    }
    for (Sighting sighting : sightings) {
      if (isRepetition(sighting)) {
        Optional<String> uid = judgement.uidOf(sighting, entry.profile);
        if (uid.isPresent()) {
          repeat(uid.get(), sighting);
        }
      }
    }
  }

  private static boolean isRepetition(Sighting sighting) {
    return sighting.kind() == Sighting.Kind.REPETITION
        || sighting.kind() == Sighting.Kind.BLOCKED_REPETITION;
  }

  private void closeSlot(long slotEnd) throws Exception {
    MapState<String, Finding> slot = raised(slotEnd);
    for (Finding finding : slot.values()) {
      if (finding.update()) {
        output.collect(new StreamRecord<>(finding, finding.eventTime()));
      }
    }
    slot.clear();
  }

  private void upkeep(String processId, long tick) throws Exception {
    ProfileCache.Entry entry = profiles.current(processId);
    if (entry == null) {
      return;
    }
    ProcessProfile profile = entry.profile;
    if (tick == END) {
      long lastWindowEnd = windowEnd(profile.lastSeen());
      applyCommands(entry, lastWindowEnd);
      follow(entry, lifecycle.end(profile, lastWindowEnd));
      tellProgress(entry, lastWindowEnd, true);
      return;
    }
    applyCommands(entry, tick - allowedLateness - windowSize);
    if (tick == sealAtTick()) {
      follow(entry, lifecycle.tick(profile, tick - allowedLateness));
    }
    if (profile.phase() == Phase.DISCOVERY) {
      reportOverdue(entry, tick);
    }
    if (timers.currentWatermark() < Long.MAX_VALUE && hasExpired(entry, tick)) {
      forget(processId);
    }
  }

  /**
   * When the window in which {@code promotion.seal-at} lies is closed; never, where it is not set.
   */
  private long sealAtTick() {
    Instant sealAt = configuration.promotion().sealAt();
    return sealAt == null ? Long.MIN_VALUE : windowEnd(sealAt.toEpochMilli() - 1) + allowedLateness;
  }

  /** The first window that begins at a time or after it begins then. */
  private long firstWindowFrom(long time) {
    return windowEnd(time - 1);
  }

  private long windowEnd(long time) {
    return (Math.floorDiv(time, windowSize) + 1) * windowSize;
  }

  /**
   * The profile of the current key, begun anew if it expired before a tick: whether the timer that
   * forgets it has fired yet must not matter.
   */
  private ProfileCache.Entry unexpired(String processId, long tick) throws Exception {
    ProfileCache.Entry entry = profiles.currentOrNew(processId);
    if (entry.profile.lastSeen() == Long.MIN_VALUE || !hasExpired(entry, tick - 1)) {
      return entry;
    }
    forget(processId);
    return profiles.currentOrNew(processId);
  }

  private void forget(String processId) throws Exception {
    profiles.forget(processId);
    timers.deleteEventTimeTimer(ProcessTimers.UPKEEP, ProcessTimers.at(END, ProcessTimers.UPKEEP));
    processes.dec();
  }

  /** Whether the timer that forgets the process is due by this tick. */
  private boolean hasExpired(ProfileCache.Entry entry, long tick) throws Exception {
    long lastSeen = entry.profile.lastSeen();
    return entry.profile.phase() == Phase.DISCOVERY
        && !entry.profile.locked()
        && (lastSeen == Long.MIN_VALUE || upkeepTick(lastSeen + expiry) <= tick)
        && entry.pending(pending) == 0;
  }

  /** Alarms that have waited long enough come out as they are. */
  private void reportOverdue(ProfileCache.Entry entry, long tick) throws Exception {
    long maxAge = configuration.pending().maxAge().toMillis();
    List<Sighting> still = new ArrayList<>();
    for (Sighting alarm : taken(pending)) {
      if (alarm.eventTime() + maxAge <= tick) {
        judge(entry, alarm);
      } else {
        still.add(alarm);
      }
    }
    if (!still.isEmpty()) {
      pending.update(still);
    }
    entry.pending = still.size();
  }

  /**
   * Applies the commands effective until a time, each at the begin of the first window it holds
   * for: what they do must not depend on when they are applied.
   */
  private void applyCommands(ProfileCache.Entry entry, long until) throws Exception {
    for (ControlCommand command : commands.inOrder()) {
      if (command.effectiveTime() > until) {
        return;
      }
      long tick = firstWindowFrom(command.effectiveTime());
      for (Transition transition : lifecycle.applyDue(entry.profile, List.of(command), tick)) {
        LOG.info("{}: {} {}", entry.profile.processId(), transition.kind(), transition.reason());
        entry.changed = true;
        follow(entry, transition);
      }
    }
  }

  private void follow(ProfileCache.Entry entry, Transition transition) throws Exception {
    switch (transition.kind()) {
      case NONE, REFUSED -> {}
      case SEALED -> {
        entry.changed = true;
        protectedProcesses.inc();
        tellSnapshot(entry.profile);
        tellProgress(entry, transition.time(), true);
        scorePending(entry);
      }
      case RELEARNING -> {
        entry.changed = true;
        protectedProcesses.dec();
        registerUpkeep(entry.profile.lastSeen() + expiry);
        register(END, ProcessTimers.UPKEEP);
        tellSnapshot(entry.profile);
        tellProgress(entry, transition.time(), true);
      }
      case LOCKED, UNLOCKED -> {
        entry.changed = true;
        tellProgress(entry, transition.time(), true);
      }
    }
  }

  private void scorePending(ProfileCache.Entry entry) throws Exception {
    entry.pending = 0;
    for (Sighting alarm : taken(pending)) {
      judge(entry, alarm);
    }
  }

  /** Takes all sightings out of a state, in their total order. */
  private static List<Sighting> taken(ListState<Sighting> state) throws Exception {
    List<Sighting> sightings = new ArrayList<>();
    Iterable<Sighting> stored = state.get();
    if (stored != null) {
      stored.forEach(sightings::add);
      state.clear();
    }
    sightings.sort(ORDER);
    return sightings;
  }

  private void tellSnapshot(ProcessProfile profile) {
    output.collect(SNAPSHOTS, new StreamRecord<>(StateSnapshot.of(profile)));
  }

  private void tellProgress(ProfileCache.Entry entry, long tick, boolean always) {
    if (always || entry.progressTold == null || tick - entry.progressTold >= PROGRESS_INTERVAL) {
      entry.progressTold = tick;
      output.collect(PROGRESS, new StreamRecord<>(lifecycle.progress(entry.profile, tick)));
    }
  }

  private ProcessProfile newProfile(String processId) {
    processes.inc();
    ProcessProfile profile = seed.profile(processId);
    if (profile != null) {
      protectedProcesses.inc();
      output.collect(PROGRESS, new StreamRecord<>(lifecycle.progress(profile, profile.lastSeen())));
      return profile;
    }
    if (configuration.promotion().sealAt() != null) {
      register(sealAtTick(), ProcessTimers.UPKEEP);
    }
    register(END, ProcessTimers.UPKEEP);
    return new ProcessProfile(processId, configuration.states().maxDistinct());
  }

  private ListState<Sighting> waiting(long windowEnd) throws Exception {
    return getPartitionedState(windowEnd, LongSerializer.INSTANCE, waitingState);
  }

  private MapState<String, Finding> raised(long slotEnd) throws Exception {
    return getPartitionedState(slotEnd, LongSerializer.INSTANCE, raisedState);
  }

  private void register(long tick, Long kind) {
    timers.registerEventTimeTimer(kind, ProcessTimers.at(tick, kind));
  }

  /** Upkeep is never urgent: its timers are coarse, so that few of them cover much. */
  private void registerUpkeep(long due) {
    register(upkeepTick(due), ProcessTimers.UPKEEP);
  }

  private static long upkeepTick(long due) {
    return (Math.floorDiv(due, UPKEEP_GRAIN) + 1) * UPKEEP_GRAIN;
  }
}
