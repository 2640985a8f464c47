package io.holoward.scoring.population;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.population.PopulationLearning;
import io.holoward.detection.population.PopulationModel;
import io.holoward.detection.population.PopulationRules;
import io.holoward.entropy.Signature;
import io.holoward.scoring.history.HistoryReadiness;
import io.holoward.scoring.metrics.Counted;
import io.holoward.scoring.process.PopulationReadiness;
import io.holoward.scoring.state.KeyedValues;
import io.holoward.scoring.state.OwnKeys;
import io.holoward.scoring.state.RestoredTimers;
import io.holoward.scoring.state.Seeding;
import io.holoward.scoring.state.WriteBackCache;
import io.holoward.scoring.state.WriteBackCache.Entry;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Seals the model of each organisation from the counts of all subtasks; keyed by organisation. A
 * model is sealed at a tick of {@link io.holoward.detection.population.PopulationTicks}, once the
 * windows before it have closed, or at the end of the input with {@code promotion.seal-at-end}. An
 * organisation that begins with a model learned elsewhere ({@code population.seed}) keeps it.
 */
public final class PopulationOperator extends AbstractStreamOperator<PopulationModel>
    implements OneInputStreamOperator<PopulationCount, PopulationModel>,
        Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  /** Decoded, an organisation with many programs takes some megabytes. */
  private static final int CACHED_ORGANISATIONS = 16;

  /** Event time of the timer that the end of a bounded input fires. */
  private static final long END = Long.MAX_VALUE;

  private final Configuration configuration;
  private final long windowSize;
  private final long allowedLateness;

  private transient PopulationReadiness populationReadiness;
  private transient HistoryReadiness historyReadiness;
  private transient RestoredTimers restoredTimers;
  private transient PopulationRules rules;
  private transient Seeding seeding;
  private transient Set<String> seeded;
  private transient WriteBackCache<String, PopulationLearning> organisations;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient Counted full;

  /** Takes the rules of learning from the configuration. */
  public PopulationOperator(Configuration configuration) {
    this.configuration = configuration;
    this.windowSize = configuration.window().size().toMillis();
    this.allowedLateness = configuration.time().allowedLateness().toMillis();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    populationReadiness = new PopulationReadiness(context, configuration);
    historyReadiness = new HistoryReadiness(context, configuration);
    restoredTimers = RestoredTimers.of(context, "population-delays", allowedLateness);
    seeding = Seeding.of(context, configuration);
  }

  @Override
  public void open() throws Exception {
    super.open();
    rules =
        PopulationRules.of(
            configuration, populationReadiness.readyAt(), historyReadiness.readyAt());
    Map<String, PopulationModel> seed = PopulationSeed.read(configuration, seeding);
    seeded = seed.keySet();
    organisations =
        new WriteBackCache<>(
            CACHED_ORGANISATIONS,
            KeyedValues.<String, byte[]>of(
                    getPartitionedState(
                        new ValueStateDescriptor<>(
                            "population", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)))
                .as(PopulationLearning::fromBytes, PopulationLearning::toBytes),
            this::setCurrentKey);
    timers = getInternalTimerService("population", VoidNamespaceSerializer.INSTANCE, this);
    full = Counted.overflow(getRuntimeContext(), "populationFull", "population-model");
    restoredTimers.renew(timers, this, this::renew);
    if (seeding == Seeding.AT_START) {
      beginWith(seed.values());
    }
  }

  private void renew(VoidNamespace none, long time, long timeOfNow) {
    if (time != END) {
      timers.deleteEventTimeTimer(none, time);
      register(timeOfNow);
    }
  }

  private void beginWith(Collection<PopulationModel> seed) throws Exception {
    OwnKeys own = OwnKeys.of(getRuntimeContext().getTaskInfo());
    for (PopulationModel model : seed) {
      if (own.contains(model.organisation())) {
        setCurrentKey(model.organisation());
        organisations.currentOrNew(
            model.organisation(), any -> PopulationLearning.completedBy(model));
      }
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    organisations.writeBack();
    populationReadiness.snapshot();
    historyReadiness.snapshot();
    restoredTimers.snapshot();
    super.snapshotState(context);
  }

  @Override
  public void processElement(StreamRecord<PopulationCount> element) throws Exception {
    PopulationCount count = element.getValue();
    Entry<PopulationLearning> entry = organisations.current(count.organisation());
    if (entry == null) {
      if (seeded.contains(count.organisation())) {
        return;
      }
      entry = organisations.currentOrNew(count.organisation(), any -> new PopulationLearning());
    }
    PopulationLearning learning = entry.value();
    if (learning.complete()) {
      return;
    }
    long tick =
        learning.add(
            count.windowEnd() - windowSize,
            count.windowEnd(),
            count.process(),
            Signature.parse(count.record()),
            count.count(),
            rules);
    entry.changed();
    register(tick + allowedLateness);
    if (configuration.promotion().sealAtEnd()) {
      register(END);
    }
  }

  private void register(long time) {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    Entry<PopulationLearning> entry = organisations.current(timer.getKey());
    if (entry == null) {
      return;
    }
    PopulationLearning learning = entry.value();
    Optional<PopulationModel> sealed =
        timer.getTimestamp() == END
            ? learning.end(timer.getKey(), rules)
            : tick(learning, timer.getKey(), timer.getTimestamp() - allowedLateness);
    sealed.ifPresent(this::tell);
    if (learning.isBlank()) {
      organisations.forget(timer.getKey());
    } else {
      entry.changed();
    }
  }

  /** The end of the input brings every timer, but no time after it was last seen. */
  private Optional<PopulationModel> tick(
      PopulationLearning learning, String organisation, long tick) {
    boolean isEnd = timers.currentWatermark() == END;
    if (isEnd && tick > learning.lastSeen()) {
      return Optional.empty();
    }
    Optional<PopulationModel> sealed = learning.tick(organisation, tick, rules);
    long next = rules.ticks().after(tick);
    if (!learning.complete() && !learning.isBlank() && !(isEnd && next > learning.lastSeen())) {
      register(next + allowedLateness);
    }
    return sealed;
  }

  private void tell(PopulationModel model) {
    if (model.isFull()) {
      full.inc();
    }
    output.collect(new StreamRecord<>(model, model.sealedAt()));
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no processing-time timer is ever registered");
  }
}
