package io.holoward.scoring.population;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.population.PopulationModel;
import io.holoward.detection.population.PopulationScoring;
import io.holoward.scoring.metrics.Counted;
import io.holoward.scoring.metrics.JobMetrics;
import io.holoward.scoring.state.Seeding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Completes what is told of processes without an intended state by the model of their organisation
 * that was sealed last before it happened. Everything else passes at once.
 *
 * <p>Models come by the second input, to every subtask. What happened at a time waits until that
 * input has passed it by the allowed lateness: then each model that holds for it has come, however
 * the subtasks were scheduled. Where no further model can come, nothing waits. What has no place to
 * wait is completed by the models there are, and counted.
 */
final class PopulationScoringOperator<T> extends AbstractStreamOperator<T>
    implements TwoInputStreamOperator<T, PopulationModel, T> {

  private static final long serialVersionUID = 1L;

  /** What may wait at a time; it does so only until the windows around a new model have closed. */
  static final int MAX_HELD = 16_384;

  private final Configuration configuration;
  private final PopulationSubject<T> subject;
  private final TypeInformation<T> type;
  private final long allowedLateness;

  private transient KnownPopulations populations;
  private transient ArrayDeque<T> held;
  private transient ListState<PopulationModel> modelState;
  private transient ListState<T> heldState;

  /** Every model sealed at this time or before has come. */
  private transient long modelsUntil;

  private transient Counted overflow;

  PopulationScoringOperator(
      Configuration configuration, PopulationSubject<T> subject, TypeInformation<T> type) {
    this.configuration = configuration;
    this.subject = subject;
    this.type = type;
    this.allowedLateness = configuration.time().allowedLateness().toMillis();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    populations = new KnownPopulations(configuration, Seeding.of(context, configuration));
    held = new ArrayDeque<>();
    modelsUntil = Long.MIN_VALUE;
    var store = context.getOperatorStateStore();
    modelState =
        store.getUnionListState(
            new ListStateDescriptor<>("models", TypeInformation.of(PopulationModel.class)));
    heldState = store.getListState(new ListStateDescriptor<>("held", type));
    if (context.isRestored()) {
      modelState.get().forEach(populations::add);
      heldState.get().forEach(held::add);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    JobMetrics.of(getRuntimeContext(), "queue", "population").gauge("waiting", () -> held.size());
    overflow = Counted.overflow(getRuntimeContext(), "populationOverflow", "population-queue");
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    modelState.update(populations.kept());
    heldState.update(new ArrayList<>(held));
  }

  @Override
  public void processElement1(StreamRecord<T> element) {
    T value = element.getValue();
    if (!subject.concerns(value)) {
      output.collect(element);
    } else if (held.isEmpty() && isSettled(value)) {
      complete(value);
    } else if (held.size() < MAX_HELD) {
      held.add(value);
    } else {
      overflow.inc();
      complete(value);
    }
  }

  @Override
  public void processElement2(StreamRecord<PopulationModel> element) {
    populations.add(element.getValue());
  }

  @Override
  public void processWatermark2(Watermark mark) throws Exception {
    modelsUntil =
        mark.getTimestamp() == Long.MAX_VALUE
            ? Long.MAX_VALUE
            : mark.getTimestamp() - allowedLateness;
    // One after another: the update of a finding must not overtake it.
    while (!held.isEmpty() && isSettled(held.peek())) {
      complete(held.poll());
    }
    super.processWatermark2(mark);
  }

  private boolean isSettled(T value) {
    return subject.eventTime(value) <= modelsUntil
        || populations.isComplete(subject.organisation(value));
  }

  private void complete(T value) {
    long time = subject.eventTime(value);
    PopulationScoring scoring = populations.at(subject.organisation(value), time);
    output.collect(
        new StreamRecord<>(scoring == null ? value : subject.complete(value, scoring), time));
  }
}
