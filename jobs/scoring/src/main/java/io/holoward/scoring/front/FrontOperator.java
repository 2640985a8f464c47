package io.holoward.scoring.front;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.FeatureExtractor;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.front.Front;
import io.holoward.detection.front.FrontConsumer;
import io.holoward.detection.front.FrontSettings;
import io.holoward.detection.front.HeldBack;
import io.holoward.detection.front.LocalAggregation;
import io.holoward.detection.history.Clients;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.detection.rhythm.Gaps;
import io.holoward.entropy.Signature;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.instance.InstanceEvent;
import io.holoward.scoring.metrics.Counted;
import io.holoward.scoring.state.DeferredBytes;
import io.holoward.scoring.state.DeferredBytesSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * The first operator of the stream, chained to the decoder: orients connections, counts twins once
 * and absorbs repetitions, all from heap tables, before anything is exchanged.
 *
 * <p>What it has learned of hosts is union list state, because after rescaling a host's events may
 * go to any subtask; what it holds back (events waiting for their twin, counts waiting for the end
 * of their window) is list state that exactly one subtask gets.
 */
public final class FrontOperator extends AbstractStreamOperator<InstanceEvent>
    implements OneInputStreamOperator<Decoded, InstanceEvent>, FrontConsumer {

  private static final long serialVersionUID = 1L;

  private final FrontSettings settings;
  private final int maxEntries;
  private final ObservationWindows windows;
  private final Clients clients;

  private transient Front front;
  private transient LocalAggregation aggregation;
  private transient FeatureExtractor features;
  private transient ListState<DeferredBytes> learnedState;
  private transient ListState<byte[]> heldState;
  private transient ListState<byte[]> countsState;
  private transient StreamRecord<InstanceEvent> reused;

  /** The latest event time since the start. */
  private transient long latest;

  private transient IntakeCounts counts;
  private transient Counted connections;
  private transient Counted twins;
  private transient Counted listeners;
  private transient Counted processStarts;
  private transient Counted alarms;
  private transient Counted withoutSignature;

  /** Takes the bounds and the rules of orientation and pairing from the configuration. */
  public FrontOperator(Configuration configuration) {
    FrontSettings defaults = FrontSettings.defaults();
    this.maxEntries = configuration.front().maxEntries();
    this.settings =
        new FrontSettings(
            configuration.hosts().domains(),
            configuration.features().ephemeralLow(),
            configuration.twins().maxGap().toMillis(),
            configuration.twins().maxEntries(),
            configuration.front().hold().toMillis(),
            maxEntries,
            maxEntries,
            defaults.maxHosts());
    this.windows = new ObservationWindows(configuration.window().size());
    this.clients = configuration.clients();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    front = new Front(settings);
    aggregation =
        new LocalAggregation(
            windows.size(), maxEntries, clients, ThreadLocalRandom.current().nextLong());
    features = new FeatureExtractor(settings.ephemeralLow());
    var store = context.getOperatorStateStore();
    learnedState =
        store.getUnionListState(
            new ListStateDescriptor<>("learned", DeferredBytesSerializer.INSTANCE));
    heldState = store.getListState(bytes("held-events"));
    countsState = store.getListState(bytes("held-counts"));
    if (context.isRestored()) {
      restoreLearned(store.getUnionListState(bytes("learned-hosts")));
      front.restoreHeld(all(heldState));
      aggregation.restoreHeld(all(countsState));
    }
  }

  /**
   * @param earlier where releases up to 0.1 kept it, in the same form
   */
  private void restoreLearned(ListState<byte[]> earlier) throws Exception {
    List<byte[]> learned = all(earlier);
    earlier.clear();
    for (DeferredBytes snapshot : learnedState.get()) {
      learned.add(snapshot.get());
    }
    front.restoreLearned(learned);
  }

  private static ListStateDescriptor<byte[]> bytes(String name) {
    return new ListStateDescriptor<>(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  private static List<byte[]> all(ListState<byte[]> state) throws Exception {
    List<byte[]> values = new ArrayList<>();
    state.get().forEach(values::add);
    return values;
  }

  @Override
  public void open() throws Exception {
    super.open();
    reused = new StreamRecord<>(null);
    latest = Long.MIN_VALUE;
    counts = new IntakeCounts(getRuntimeContext(), "process-events");
    connections = Counted.register(getRuntimeContext(), "connections");
    twins = Counted.register(getRuntimeContext(), "twins");
    listeners = Counted.register(getRuntimeContext(), "listeners");
    processStarts = Counted.register(getRuntimeContext(), "processStarts");
    alarms = Counted.register(getRuntimeContext(), "alarmsReceived");
    withoutSignature = Counted.register(getRuntimeContext(), "withoutSignature");
    FrontMetrics.register(getRuntimeContext(), front, aggregation);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    learnedState.update(List.of(new DeferredBytes(front.snapshotLearned()::writeTo)));
    heldState.update(List.of(front.snapshotHeld()));
    countsState.update(List.of(aggregation.snapshotHeld()));
  }

  @Override
  public void processElement(StreamRecord<Decoded> element) {
    Decoded record = element.getValue();
    counts.count(record);
    if (record.deadLetter() != null) {
      output.collect(Intake.DEAD_LETTERS, new StreamRecord<>(record.deadLetter()));
      return;
    }
    if (record.flow() != null) {
      FlowEvent flow = record.flow();
      output.collect(Intake.FLOWS, new StreamRecord<>(flow, flow.eventTime()));
      return;
    }
    TelemetryEvent event = record.event();
    if (event != null) {
      latest = Math.max(latest, event.eventTime());
      front.accept(event, this);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    front.advance(mark.getTimestamp(), this);
    aggregation.flush(mark.getTimestamp(), this::repetitions);
    super.processWatermark(mark);
  }

  /**
   * While the input is idle the rest of the job goes on without its watermarks: what is held back
   * would come too late, so it is handed over now.
   */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (status.isIdle()) {
      front.advance(
          Math.max(latest, Long.MIN_VALUE + settings.holdMillis()) + settings.holdMillis(), this);
      aggregation.flush(Long.MAX_VALUE, this::repetitions);
    }
    super.processWatermarkStatus(status);
  }

  @Override
  public void finish() throws Exception {
    front.finish(this);
    aggregation.flush(Long.MAX_VALUE, this::repetitions);
    super.finish();
  }

  @Override
  public void oriented(
      ConnectionEvent event,
      OrientedConnection connection,
      boolean loopback,
      Signature signature,
      InstanceKey key,
      ProcessReference completed) {
    connections.inc();
    if (signature.isEmpty()) {
      withoutSignature.inc();
      return;
    }
    if (!aggregation.first(
        key, connection, event.blocked(), loopback, event.eventTime(), this::repetitions)) {
      return;
    }
    emit(
        new InstanceEvent(
            key,
            event.blocked() ? InstanceEvent.Kind.BLOCKED : InstanceEvent.Kind.CONNECTION,
            event.organisation(),
            event.host(),
            completed,
            signature.text(),
            List.of(connection),
            windows.endOf(event.eventTime()),
            1,
            event.eventTime(),
            event.eventTime(),
            null,
            null,
            null,
            event.source(),
            loopback,
            Novelty.NONE,
            Gaps.NONE));
  }

  /** Table 2 depends on the service alone, so a count of repetitions tells its part of it. */
  private void repetitions(HeldBack held) {
    boolean inbound = held.direction() == Direction.IN;
    Endpoint other =
        held.client() == null ? Endpoint.ANY : new Endpoint(held.client(), Endpoint.ANY_PORT);
    OrientedConnection connection =
        new OrientedConnection(
            held.direction(),
            held.protocol(),
            inbound ? held.service() : other,
            inbound ? other : held.service());
    emit(
        new InstanceEvent(
            held.key(),
            held.blocked() ? InstanceEvent.Kind.BLOCKED_REPETITION : InstanceEvent.Kind.REPETITION,
            null,
            null,
            null,
            features.signature(connection).text(),
            List.of(connection),
            held.windowEnd(),
            held.count(),
            held.firstTime(),
            held.lastTime(),
            null,
            null,
            null,
            null,
            held.loopback(),
            Novelty.NONE,
            held.gaps()));
  }

  @Override
  public void twin(ConnectionEvent event) {
    twins.inc();
  }

  @Override
  public void listener(ListenEvent event) {
    listeners.inc();
  }

  @Override
  public void processStart(ProcessStartEvent event, InstanceKey key) {
    processStarts.inc();
    emit(
        new InstanceEvent(
            key,
            InstanceEvent.Kind.START,
            event.organisation(),
            event.host(),
            event.process(),
            "",
            List.of(),
            windows.endOf(event.eventTime()),
            1,
            event.eventTime(),
            event.eventTime(),
            null,
            null,
            null,
            event.source(),
            false,
            Novelty.NONE,
            Gaps.NONE));
  }

  @Override
  public void alarm(AlarmEvent event, InstanceKey key) {
    alarms.inc();
    emit(AlarmIntake.instanceEvent(event, key, features.signature(event.connections()), windows));
  }

  private void emit(InstanceEvent event) {
    reused.replace(event, event.firstSeen());
    output.collect(reused);
  }
}
