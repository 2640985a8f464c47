package io.holoward.scoring.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.history.Clients;
import io.holoward.detection.history.HistorySnapshot;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.scoring.instance.ContextJoin;
import io.holoward.scoring.instance.Exchanged;
import io.holoward.scoring.instance.IdentifiedEvent;
import io.holoward.scoring.instance.InstanceEvent;
import io.holoward.scoring.job.EmbeddedFlink;
import io.holoward.scoring.state.CachingProcessOperator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way through the history as a part of a job. */
class HistoryStageTest {

  private static final int MAX_PARALLELISM = 720;
  private static final long DISORDER = Duration.ofHours(3).toMillis();

  /** What a job of this test has sent on; it runs in this machine. */
  private static final Queue<IdentifiedEvent> SENT = new ConcurrentLinkedQueue<>();

  private static final Queue<HistorySnapshot> TOLD = new ConcurrentLinkedQueue<>();

  @TempDir private Path directory;

  @Test
  void whatIsNewIsTheSameAtAnyParallelism() throws Exception {
    Configuration rules = HistoryHarness.configuration("novelty.expiry=3 d");
    List<InstanceEvent> events = shuffled(HistoryEvents.some(new Random(23), 600, 12));
    Map<String, Novelty> one = run(rules, events, 1);
    assertThat(one.values())
        .contains(
            new Novelty(true, true, false, false, false),
            new Novelty(false, true, false, false, false),
            Novelty.NONE);
    assertThat(run(rules, events, 2)).isEqualTo(one);
  }

  @Test
  void leavingOneOutIsTheSameAtAnyParallelism() throws Exception {
    Configuration rules = HistoryHarness.configuration("novelty.leave-one-out=true");
    List<InstanceEvent> events = shuffled(HistoryEvents.some(new Random(29), 300, 2));
    Map<String, Novelty> one = run(rules, events, 1);
    List<String> toldByOne = told();
    assertThat(one.values()).contains(new Novelty(true, true, false, false, false), Novelty.NONE);
    assertThat(run(rules, events, 2)).isEqualTo(one);
    assertThat(told()).isNotEmpty().isEqualTo(toldByOne);
  }

  /** Each by at most three hours out of its order. */
  private static List<InstanceEvent> shuffled(List<IdentifiedEvent> events) {
    Random random = new Random(31);
    TreeMap<Double, InstanceEvent> arrivals = new TreeMap<>();
    for (IdentifiedEvent identified : events) {
      InstanceEvent event = identified.event();
      arrivals.put(event.lastSeen() + random.nextDouble() * DISORDER, event);
    }
    return List.copyOf(arrivals.values());
  }

  private Map<String, Novelty> run(Configuration rules, List<InstanceEvent> events, int parallelism)
      throws Exception {
    SENT.clear();
    TOLD.clear();
    Path work = Files.createTempDirectory(directory, "flink");
    try (EmbeddedFlink flink = EmbeddedFlink.bounded(parallelism, work)) {
      StreamExecutionEnvironment env = flink.environment();
      env.setMaxParallelism(MAX_PARALLELISM);
      HistoryStage stage = HistoryStage.define(identified(env, events), rules);
      stage
          .events()
          .map(HistoryStageTest::sent)
          .uid("sent")
          .sinkTo(new DiscardingSink<>())
          .uid("s");
      stage
          .snapshots()
          .map(HistoryStageTest::told)
          .uid("told")
          .sinkTo(new DiscardingSink<>())
          .uid("t");
      JobExecutionResult result = env.execute();
      long lookups = result.getAccumulatorResult("historyLookups");
      assertThat(lookups).as("one for each first sighting").isEqualTo(events.size());
    }
    Map<String, Novelty> answers = new TreeMap<>();
    for (IdentifiedEvent sent : SENT) {
      answers.put(name(sent.event()), sent.event().novelty());
    }
    return answers;
  }

  private static SingleOutputStreamOperator<IdentifiedEvent> identified(
      StreamExecutionEnvironment env, List<InstanceEvent> events) {
    return env.fromData(events, TypeInformation.of(InstanceEvent.class))
        .uid("events")
        .setParallelism(1)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<InstanceEvent>forBoundedOutOfOrderness(Duration.ofMillis(DISORDER))
                .withTimestampAssigner((event, ignored) -> event.lastSeen()))
        .uid("times")
        .setParallelism(1)
        .keyBy(InstanceEvent::instance, TypeInformation.of(InstanceKey.class))
        .transform(
            "context-join",
            Exchanged.IDENTIFIED_EVENTS,
            new CachingProcessOperator<>(new ContextJoin(Duration.ofDays(30), Clients.UNTOLD)))
        .uid("context-join");
  }

  private static String sent(IdentifiedEvent event) {
    SENT.add(event);
    return "";
  }

  private static String told(HistorySnapshot snapshot) {
    TOLD.add(snapshot);
    return "";
  }

  private static List<String> told() {
    List<String> told = new ArrayList<>(TOLD.stream().map(HistorySnapshot::toString).toList());
    Collections.sort(told);
    return told;
  }

  private static String name(InstanceEvent event) {
    return event.lastSeen()
        + " "
        + event.kind()
        + " "
        + event.connections().get(0).remote().address()
        + " "
        + event.host();
  }
}
