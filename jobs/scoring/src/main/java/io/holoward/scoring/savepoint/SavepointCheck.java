package io.holoward.scoring.savepoint;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.job.HolowardJob;
import io.holoward.scoring.savepoint.Remark.Weight;
import io.holoward.scoring.topology.HolowardTopology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;
import org.apache.flink.streaming.api.graph.StreamNode;

/**
 * Whether the job of this build, by a configuration, goes on from a savepoint: what Flink would
 * refuse when it starts, told before the job that runs is stopped.
 *
 * <p>Which operators there are is asked of the job itself; what they store, of a savepoint that the
 * operators of this build make of nothing. Only the ends (sources and sinks of Kafka, files,
 * database) are not opened: of them it is known whether they are there, not how they store.
 */
public final class SavepointCheck {

  private final Map<OperatorID, String> job;
  private final Map<OperatorID, StoredOperator> build;
  private final List<Remark> remarks = new ArrayList<>();

  private SavepointCheck(Map<OperatorID, String> job, Map<OperatorID, StoredOperator> build) {
    this.job = job;
    this.build = build;
  }

  /**
   * Compares.
   *
   * @param savepoint a savepoint or a retained checkpoint
   * @param configuration of the job that is to start from it
   * @param work an empty directory for what Flink needs meanwhile
   * @return what there is to say, the weightiest first; nothing where all is as it was
   * @throws io.holoward.telemetry.input.InputException if it is no savepoint
   */
  public static List<Remark> of(String savepoint, Configuration configuration, Path work)
      throws Exception {
    List<StoredOperator> stored = StoredOperators.in(savepoint);
    SavepointCheck check = new SavepointCheck(operators(configuration), build(configuration, work));
    return check.compare(stored);
  }

  /** The uids of the job by what Flink makes of them. */
  private static Map<OperatorID, String> operators(Configuration configuration) {
    try (StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1)) {
      HolowardJob.plan(env, configuration);
      StreamGraph graph = env.getStreamGraph();
      Map<OperatorID, String> operators = new HashMap<>();
      for (StreamNode node : graph.getStreamNodes()) {
        String uid = node.getTransformationUID();
        operators.put(new OperatorID(StreamGraphHasherV2.generateUserSpecifiedHash(uid)), uid);
      }
      return operators;
    } catch (Exception e) {
      throw new IllegalStateException("the job of this build cannot be defined", e);
    }
  }

  private static Map<OperatorID, StoredOperator> build(Configuration configuration, Path work)
      throws Exception {
    List<String> unseeded = List.of("states.seed=~", "novelty.seed=~", "population.seed=~");
    Path made = IdleJob.savepoint(configuration.with(unseeded), work);
    Map<OperatorID, StoredOperator> build = new HashMap<>();
    for (StoredOperator operator : StoredOperators.in(made.toUri().toString())) {
      build.put(operator.id(), operator);
    }
    return build;
  }

  private List<Remark> compare(List<StoredOperator> stored) {
    Map<String, StoredOperator> missing = new TreeMap<>();
    for (StoredOperator ours : build.values()) {
      if (job.containsKey(ours.id()) && !ours.states().isEmpty()) {
        missing.put(job.get(ours.id()), ours);
      }
    }
    for (StoredOperator theirs : stored) {
      String uid = job.get(theirs.id());
      if (uid == null) {
        unknown(theirs);
      } else {
        missing.remove(uid);
        compare(uid, theirs);
      }
    }
    missing
        .keySet()
        .forEach(uid -> say(Weight.LOSS, uid, "", "not in the savepoint: starts empty"));
    remarks.sort((a, b) -> a.weight().compareTo(b.weight()));
    return remarks;
  }

  private void unknown(StoredOperator theirs) {
    if (theirs.stored()) {
      say(
          Weight.MISFIT,
          theirs.uid(),
          "",
          "this job has no such operator: \"flink run --allowNonRestoredState\" drops its state");
    }
  }

  private void compare(String uid, StoredOperator theirs) {
    if (theirs.maxParallelism() != HolowardTopology.MAX_PARALLELISM) {
      say(
          Weight.MISFIT,
          uid,
          "",
          "stored with a maximum parallelism of %d, this job has %d"
              .formatted(theirs.maxParallelism(), HolowardTopology.MAX_PARALLELISM));
    }
    if (theirs.unreadable() != null) {
      say(Weight.MISFIT, uid, "", "this build cannot read it: " + theirs.unreadable());
      return;
    }
    StoredOperator ours = build.get(theirs.id());
    if (ours == null) {
      return;
    }
    if (theirs.keys() != null && ours.keys() != null) {
      Compatibility keys = Compatibility.of(theirs.keys(), ours.keys());
      if (keys != Compatibility.AS_IS) {
        say(Weight.MISFIT, uid, "", "its keys are stored in another form");
      }
    }
    theirs.states().values().forEach(state -> compare(uid, state, ours.states().get(state.name())));
    ours.states().keySet().stream()
        .filter(name -> !theirs.states().containsKey(name))
        .forEach(name -> say(Weight.NOTE, uid, name, "not in the savepoint: starts empty"));
  }

  private void compare(String uid, StoredState theirs, StoredState ours) {
    if (ours == null) {
      say(Weight.NOTE, uid, theirs.name(), "no longer used: it is carried along");
    } else if (!theirs.kind().equals(ours.kind())) {
      say(
          Weight.MISFIT,
          uid,
          theirs.name(),
          "stored as %s, this build keeps it as %s".formatted(theirs.kind(), ours.kind()));
    } else {
      switch (Compatibility.of(theirs, ours)) {
        case NONE ->
            say(Weight.MISFIT, uid, theirs.name(), "stored in a form this build cannot read");
        case MIGRATED ->
            say(
                Weight.NOTE,
                uid,
                theirs.name(),
                "is rewritten in a newer form when it is restored");
        case AS_IS -> {}
      }
    }
  }

  private void say(Weight weight, String operator, String state, String text) {
    remarks.add(new Remark(weight, operator, state, text));
  }
}
