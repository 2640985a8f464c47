package io.holoward.scoring.topology;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.sighting.Sighting;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.flow.FlowStage;
import io.holoward.scoring.front.AlarmIntake;
import io.holoward.scoring.front.ControlIntake;
import io.holoward.scoring.front.FlowIntake;
import io.holoward.scoring.front.FrontOperator;
import io.holoward.scoring.front.Intake;
import io.holoward.scoring.history.HistoryStage;
import io.holoward.scoring.instance.BehaviourWindow;
import io.holoward.scoring.instance.ContextJoin;
import io.holoward.scoring.instance.Exchanged;
import io.holoward.scoring.instance.IdentifiedEvent;
import io.holoward.scoring.instance.InstanceEvent;
import io.holoward.scoring.population.PopulationStage;
import io.holoward.scoring.process.IntendedStatesOperator;
import io.holoward.scoring.process.IntendedStatesStage;
import io.holoward.scoring.response.ResponseStage;
import io.holoward.scoring.state.CachingProcessOperator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The one topology of Holoward: the live job, a backtest, the demo and the tests differ only in the
 * ends they plug in.
 *
 * <pre>
 * process events ─ front ──────┐ keyBy instance                                     keyBy process
 * alarms ─ intake ─────────────┼─ context join ─┬────────┬─ behaviour window ─┬─────┬─ intended states ─┬─ population scoring ─┬─ scored alarms
 *              keyBy flow group│       address history ──┘   keyBy instance    │     │                   │                      └─ responses
 * flows ─ intake ─ statistics ─┤       keyBy network                           │     │                   ├─ intended states
 *                              ├─ annotated flows         population partial ──┤     │                   └─ progress
 *                              └─ port exceptions         keyBy organisation   │     │
 *                                                         population ──────────┴─────┼─ populations, broadcast to population scoring
 * control ─ intake ───────────────────────────────────────────────── broadcast ──────┘
 * undecodable input of each ─ dead letters
 * </pre>
 *
 * <p>Each operator has a uid that never changes: savepoints find their state by it.
 */
public final class HolowardTopology {

  /**
   * The largest parallelism the job can ever be rescaled to: fixed, it is part of each savepoint.
   */
  public static final int MAX_PARALLELISM = 720;

  private HolowardTopology() {}

  /**
   * Defines the topology.
   *
   * @param env where it will run; its parallelism and checkpointing are left as they are
   * @param sources where it reads from
   * @param sinks where it writes to
   * @param configuration what it does in between
   */
  public static void define(
      StreamExecutionEnvironment env, Sources sources, Sinks sinks, Configuration configuration) {
    env.setMaxParallelism(MAX_PARALLELISM);

    SingleOutputStreamOperator<InstanceEvent> front =
        sources
            .processEvents(env)
            .transform("front", Exchanged.INSTANCE_EVENTS, new FrontOperator(configuration))
            .uid("front");
    SingleOutputStreamOperator<InstanceEvent> alarms =
        sources
            .alarms(env)
            .process(new AlarmIntake(configuration), Exchanged.INSTANCE_EVENTS)
            .name("alarm-intake")
            .uid("alarm-intake");
    SingleOutputStreamOperator<FlowEvent> flowIntake =
        sources.flows(env).process(new FlowIntake()).name("flow-intake").uid("flow-intake");
    SingleOutputStreamOperator<ControlCommand> control =
        sources
            .control(env)
            .process(new ControlIntake())
            .name("control-intake")
            .uid("control-intake");

    FlowStage flows =
        FlowStage.define(front.getSideOutput(Intake.FLOWS), flowIntake, configuration);
    HistoryStage history =
        HistoryStage.define(
            identified(front.union(alarms, flows.instanceEvents()), configuration), configuration);
    DataStream<Sighting> sightings = sightings(history.events(), configuration);
    SingleOutputStreamOperator<Finding> judged =
        IntendedStatesStage.connect(sightings, control, sources.recordedCommands(), configuration);
    PopulationStage population = PopulationStage.define(sightings, configuration);
    DataStream<Finding> findings = population.complete(judged);

    sinks.scoredAlarms(findings);
    sinks.intendedStates(judged.getSideOutput(IntendedStatesOperator.SNAPSHOTS));
    sinks.populations(population.models());
    sinks.progress(judged.getSideOutput(IntendedStatesOperator.PROGRESS));
    if (configuration.evaluation().assess()) {
      sinks.assessments(
          population.completeAssessments(judged.getSideOutput(IntendedStatesOperator.ASSESSMENTS)));
    }
    sinks.annotatedFlows(flows.annotated());
    sinks.portExceptions(flows.portExceptions());
    sinks.addressHistories(history.snapshots());
    sinks.responses(
        findings.process(new ResponseStage(configuration)).name("response").uid("response"));
    sinks.deadLetters(
        deadLetters(front)
            .union(deadLetters(alarms), deadLetters(flowIntake), deadLetters(control)));
  }

  private static SingleOutputStreamOperator<IdentifiedEvent> identified(
      DataStream<InstanceEvent> events, Configuration configuration) {
    return events
        .keyBy(InstanceEvent::instance, TypeInformation.of(InstanceKey.class))
        .transform(
            "context-join",
            Exchanged.IDENTIFIED_EVENTS,
            new CachingProcessOperator<>(
                new ContextJoin(configuration.context().expiry(), configuration.clients())))
        .uid("context-join");
  }

  /**
   * What went past the history is keyed as it was before and stays in its subtask; with two inputs
   * it could not be chained, so that a forward edge would save nothing.
   */
  private static DataStream<Sighting> sightings(
      DataStream<IdentifiedEvent> events, Configuration configuration) {
    return events
        .keyBy(identified -> identified.event().instance(), TypeInformation.of(InstanceKey.class))
        .transform(
            "behaviour-window",
            Exchanged.SIGHTINGS,
            new CachingProcessOperator<>(new BehaviourWindow(configuration)))
        .uid("behaviour-window");
  }

  private static DataStream<DeadLetter> deadLetters(SingleOutputStreamOperator<?> operator) {
    return operator.getSideOutput(Intake.DEAD_LETTERS);
  }
}
