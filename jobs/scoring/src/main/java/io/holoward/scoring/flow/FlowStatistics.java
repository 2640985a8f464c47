package io.holoward.scoring.flow;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.FeatureExtractor;
import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.flow.FlowFinding;
import io.holoward.detection.flow.FlowGroup;
import io.holoward.detection.flow.FlowGroupKey;
import io.holoward.detection.flow.FlowObservation;
import io.holoward.detection.flow.FlowOutcome;
import io.holoward.detection.flow.FlowRules;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.port.PortCatalogue;
import io.holoward.detection.port.PortJudgement;
import io.holoward.detection.port.PortVerdict;
import io.holoward.detection.response.FlowAdvice;
import io.holoward.scoring.front.ObservationWindows;
import io.holoward.scoring.instance.Exchanged;
import io.holoward.scoring.instance.InstanceEvent;
import io.holoward.scoring.metrics.Counted;
import io.holoward.scoring.metrics.JobMetrics;
import io.holoward.scoring.state.KeyedValues;
import io.holoward.scoring.state.StoredTimers;
import io.holoward.scoring.state.WriteBackCache;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
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
 * Annotates each flow with what is anomalous about it, at once, and tells the intended states of
 * each anomaly; keyed by flow group.
 *
 * <p>What a group knows lives in one compact value, and those of busy groups on the heap until the
 * next snapshot. A group goes by its own clock, so that nothing it says depends on how the
 * watermark travels; the watermark only closes the windows of a group that fell silent. Those on
 * the heap are looked through when it passes the first that is due; one that is written back gets a
 * timer with it, and one for its next close whenever that timer comes.
 */
public final class FlowStatistics extends AbstractStreamOperator<AnnotatedFlow>
    implements OneInputStreamOperator<GroupedFlow, AnnotatedFlow>, Triggerable<FlowGroupKey, Long> {

  /** Anomalies of flows, as alarms of the process instances that own them. */
  public static final OutputTag<InstanceEvent> ALARMS =
      new OutputTag<>("flow-alarms", Exchanged.INSTANCE_EVENTS);

  /** Applications seen on ports that are not their own. */
  public static final OutputTag<PortSighting> PORTS = new OutputTag<>("port-sightings") {};

  private static final long serialVersionUID = 1L;

  private static final int CACHED_GROUPS = 16_384;
  private static final long EXPIRY_GRAIN = Duration.ofHours(1).toMillis();

  /** Timers that close windows, and those that forget groups. */
  private static final Long CLOSE = 0L;

  private static final Long EXPIRE = 1L;

  /** Of a flow that nothing is known of, and that teaches nothing. */
  private static final FlowOutcome NOTHING =
      new FlowOutcome(new FlowObservation(List.of(), null, null, false, null), List.of());

  private final Configuration configuration;
  private final FlowRules rules;
  private final ObservationWindows windows;
  private final long expiry;
  private final int cachedGroups;

  private transient PortCatalogue ports;
  private transient FeatureExtractor features;
  private transient WriteBackCache<FlowGroupKey, FlowGroup> groups;
  private transient InternalTimerService<Long> timers;

  /** No group on the heap has anything to close before; {@code Long.MAX_VALUE} for none. */
  private transient long firstClose;

  private transient Counted anomalous;
  private transient Counted late;
  private transient Counted unknownApplications;
  private transient Map<FlowAnomaly, Counted> byType;

  /** Takes the rules of round-trip times and ports from the configuration. */
  public FlowStatistics(Configuration configuration) {
    this(configuration, CACHED_GROUPS);
  }

  /**
   * @param cachedGroups how many groups a subtask holds decoded
   */
  FlowStatistics(Configuration configuration, int cachedGroups) {
    this.configuration = configuration;
    this.rules = configuration.flowRules();
    this.windows = new ObservationWindows(configuration.window().size());
    this.expiry = configuration.flows().expiry().toMillis();
    this.cachedGroups = cachedGroups;
  }

  @Override
  public void open() throws Exception {
    super.open();
    StoredTimers.require(getKeyedStateBackend());
    ports = configuration.portCatalogue();
    features = new FeatureExtractor(configuration.features().ephemeralLow());
    firstClose = Long.MAX_VALUE;
    groups =
        new WriteBackCache<>(
            cachedGroups,
            KeyedValues.<FlowGroupKey, byte[]>of(
                    getPartitionedState(
                        new ValueStateDescriptor<>(
                            "flow-group", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)))
                .as(bytes -> FlowGroup.fromBytes(bytes, rules), this::toBytes),
            this::setCurrentKey);
    groups.show(getRuntimeContext(), "flow-groups");
    timers = getInternalTimerService("flow-group", LongSerializer.INSTANCE, this);
    anomalous = Counted.register(getRuntimeContext(), "flowsAnomalous");
    late = Counted.register(getRuntimeContext(), "flowsLate");
    unknownApplications = Counted.register(getRuntimeContext(), "flowsUnknownApplication");
    byType = new EnumMap<>(FlowAnomaly.class);
    for (FlowAnomaly type : FlowAnomaly.values()) {
      byType.put(
          type,
          Counted.register(
              getRuntimeContext(),
              "flowAnomaly." + type,
              JobMetrics.of(getRuntimeContext(), "type", type.name()),
              "flowAnomalies"));
    }
  }

  /** What is written back of the current key, with the timer that it needs from then on. */
  private byte[] toBytes(FlowGroup group) {
    awaitClose(group);
    return group.toBytes();
  }

  private void awaitClose(FlowGroup group) {
    if (group.nextClose() != Long.MAX_VALUE) {
      timers.registerEventTimeTimer(CLOSE, group.nextClose());
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    groups.writeBack();
    super.snapshotState(context);
  }

  /** The group of a flow is on the heap nearly always: whoever asks the state sets the key. */
  @Override
  @SuppressWarnings("rawtypes") // as Flink declares it
  public void setKeyContextElement1(StreamRecord element) {}

  @Override
  public void processElement(StreamRecord<GroupedFlow> element) throws Exception {
    GroupedFlow grouped = element.getValue();
    FlowEvent flow = grouped.flow();
    PortJudgement port = judgePort(flow);
    FlowAnomaly mismatch = port.anomaly().orElse(null);
    FlowOutcome outcome = observe(grouped, mismatch, port);
    count(outcome.observation());
    annotate(grouped, outcome.observation(), port);
    boolean raised = false;
    for (FlowFinding finding : outcome.findings()) {
      raised |= !finding.repetition();
      alarm(finding);
    }
    if (raised && port.verdict() == PortVerdict.NONSTANDARD && !port.forbidden()) {
      output.collect(
          PORTS, new StreamRecord<>(PortSighting.of(flow, port.application()), flow.eventTime()));
    }
  }

  private PortJudgement judgePort(FlowEvent flow) {
    OrientedConnection connection = flow.connection();
    return ports.judge(
        flow.organisation(),
        connection.protocol(),
        connection.service().port(),
        otherPort(flow),
        flow.application());
  }

  /**
   * The other end's port counts only where a sensor on the network had to guess which end serves: a
   * process, or whoever calls it, could choose it to look harmless.
   */
  private static int otherPort(FlowEvent flow) {
    ProcessReference process = flow.process();
    boolean guessed =
        process.guid() == null
            && process.image() == null
            && process.pid() == ProcessReference.UNKNOWN_PID;
    OrientedConnection connection = flow.connection();
    if (!guessed) {
      return Endpoint.ANY_PORT;
    }
    return connection.direction() == Direction.IN
        ? connection.remote().port()
        : connection.local().port();
  }

  private FlowOutcome observe(GroupedFlow grouped, FlowAnomaly mismatch, PortJudgement port)
      throws Exception {
    WriteBackCache.Entry<FlowGroup> entry = unexpired(grouped, mismatch != null);
    if (entry == null) {
      return NOTHING;
    }
    FlowGroup group = entry.value();
    FlowOutcome outcome =
        group.observe(grouped.flow(), mismatch, mismatch == null ? null : port.text());
    entry.changed();
    firstClose = Math.min(firstClose, group.nextClose());
    return outcome;
  }

  /**
   * The group of a flow, begun anew if it expired before: whether the timer that forgets it has
   * fired yet must not matter.
   *
   * @return null where there is none and the flow has nothing to begin one with
   */
  private WriteBackCache.Entry<FlowGroup> unexpired(GroupedFlow grouped, boolean mismatch)
      throws Exception {
    FlowEvent flow = grouped.flow();
    boolean teaches = flow.roundTrip() != null || mismatch;
    if (!teaches && flow.connection().protocol() != Protocol.TCP) {
      return null;
    }
    FlowGroupKey key = grouped.group();
    WriteBackCache.Entry<FlowGroup> known = known(key);
    if (known != null) {
      if (flow.eventTime() < expiryTick(known.value())) {
        return known;
      }
      setCurrentKey(key);
      forget(key, known.value());
    }
    if (!teaches) {
      return null;
    }
    timers.registerEventTimeTimer(EXPIRE, expiryTick(flow.eventTime()));
    return groups.begin(key, new FlowGroup(flow.organisation(), flow.host(), rules));
  }

  /**
   * The group of a key, or null if there is none; leaves another current key behind if there is.
   */
  private WriteBackCache.Entry<FlowGroup> known(FlowGroupKey key) throws Exception {
    WriteBackCache.Entry<FlowGroup> held = groups.held(key);
    if (held != null) {
      return held;
    }
    setCurrentKey(key);
    return groups.current(key);
  }

  /** Lets a group that has expired say what it still has to say. */
  private void forget(FlowGroupKey key, FlowGroup group) throws Exception {
    group.advance(Long.MAX_VALUE).forEach(this::alarm);
    groups.forget(key);
  }

  private long expiryTick(FlowGroup group) {
    return expiryTick(group.lastSeen());
  }

  private long expiryTick(long lastSeen) {
    return (Math.floorDiv(lastSeen + expiry, EXPIRY_GRAIN) + 1) * EXPIRY_GRAIN;
  }

  private void count(FlowObservation observation) {
    if (observation.late()) {
      late.inc();
    }
    if (!observation.anomalies().isEmpty()) {
      anomalous.inc();
      for (FlowAnomaly type : observation.anomalies()) {
        byType.get(type).inc();
      }
    }
  }

  private void annotate(GroupedFlow grouped, FlowObservation observation, PortJudgement port) {
    if (port.verdict() == PortVerdict.UNKNOWN_APPLICATION) {
      unknownApplications.inc();
    }
    FlowEvent flow = grouped.flow();
    FlowAdvice advice =
        observation.anomalies().isEmpty()
            ? null
            : FlowAdvice.of(
                observation.anomalies(),
                flow.connection(),
                flow.process(),
                observation.text(),
                flow.eventTime(),
                configuration.responses().blockExpiry());
    output.collect(
        new StreamRecord<>(
            new AnnotatedFlow(
                flow,
                grouped.processId(),
                grouped.processName(),
                observation,
                port.expectedPorts(),
                advice),
            flow.eventTime()));
  }

  private void alarm(FlowFinding finding) {
    output.collect(
        ALARMS, new StreamRecord<>(FlowAlarms.of(finding, features, windows), finding.firstSeen()));
  }

  @Override
  public void onEventTime(InternalTimer<FlowGroupKey, Long> timer) throws Exception {
    WriteBackCache.Entry<FlowGroup> entry = groups.current(timer.getKey());
    if (entry == null) {
      return;
    }
    if (timer.getNamespace().equals(CLOSE)) {
      close(entry, timer.getTimestamp());
      // The next may be due at this watermark too; or another time to settle had set this timer.
      awaitClose(entry.value());
    } else if (expiryTick(entry.value()) <= timer.getTimestamp()) {
      forget(timer.getKey(), entry.value());
    } else {
      timers.registerEventTimeTimer(EXPIRE, expiryTick(entry.value()));
    }
  }

  private void close(WriteBackCache.Entry<FlowGroup> entry, long time) {
    FlowGroup group = entry.value();
    if (group.nextClose() <= time) {
      group.advance(time - rules.settleMillis()).forEach(this::alarm);
      entry.changed();
    }
    firstClose = Math.min(firstClose, group.nextClose());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() >= firstClose) {
      firstClose = Long.MAX_VALUE;
      for (WriteBackCache.Entry<FlowGroup> entry : groups.held()) {
        close(entry, mark.getTimestamp());
      }
    }
    super.processWatermark(mark);
  }

  @Override
  public void onProcessingTime(InternalTimer<FlowGroupKey, Long> timer) {
    throw new IllegalStateException("no processing-time timer is ever registered");
  }
}
