package io.holoward.scoring.process;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.sighting.Sighting;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/**
 * Puts {@link IntendedStatesOperator} into a topology. Flink's own ways to connect a keyed and a
 * broadcast stream take functions only, and a function cannot write a cache back before a snapshot.
 */
public final class IntendedStatesStage {

  private static final String NAME = "intended-states";

  private IntendedStatesStage() {}

  /**
   * Connects the operator.
   *
   * @param sightings of all processes
   * @param commands of operators; every subtask gets all of them
   * @param recorded commands that are known from the beginning
   */
  public static SingleOutputStreamOperator<Finding> connect(
      DataStream<Sighting> sightings,
      DataStream<ControlCommand> commands,
      List<ControlCommand> recorded,
      Configuration configuration) {
    StreamExecutionEnvironment env = sightings.getExecutionEnvironment();
    KeyedStream<Sighting, String> byProcess = sightings.keyBy(Sighting::processId, Types.STRING);
    TwoInputTransformation<Sighting, ControlCommand, Finding> transformation =
        new TwoInputTransformation<>(
            byProcess.getTransformation(),
            commands.broadcast().getTransformation(),
            NAME,
            new IntendedStatesOperator(configuration, recorded),
            TypeInformation.of(Finding.class),
            env.getParallelism(),
            false);
    transformation.setStateKeySelectors(byProcess.getKeySelector(), null);
    transformation.setStateKeyType(Types.STRING);
    env.addOperator(transformation);
    return new Stream(env, transformation).uid(NAME);
  }

  /** Gives a transformation that was built by hand the methods of a stream. */
  private static final class Stream extends SingleOutputStreamOperator<Finding> {
    Stream(StreamExecutionEnvironment env, Transformation<Finding> transformation) {
      super(env, transformation);
    }
  }
}
