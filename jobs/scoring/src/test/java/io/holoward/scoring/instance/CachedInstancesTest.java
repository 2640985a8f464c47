package io.holoward.scoring.instance;

import static io.holoward.scoring.instance.InstanceEvents.connection;
import static io.holoward.scoring.instance.InstanceEvents.connectionTo;
import static io.holoward.scoring.instance.InstanceEvents.repetitionsTo;
import static io.holoward.scoring.instance.InstanceEvents.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.history.Clients;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.scoring.state.CachingProcessFunction;
import io.holoward.scoring.state.CachingProcessOperator;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is held on the heap is not seen in what is told, however little of it there is. */
class CachedInstancesTest {

  private static final int AMPLE = 1_000;
  private static final int STEPS = 400;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void windowsThatAreEvictedAndRestoredTellTheSame(long seed) throws Exception {
    List<IdentifiedEvent> events =
        events(seed).stream()
            .filter(event -> event.kind() != InstanceEvent.Kind.START)
            .map(InstanceEvents::identified)
            .toList();
    Configuration configuration = Configuration.of("evaluation.assess=true");
    Function<Integer, Supplier<CachingProcessFunction<InstanceKey, IdentifiedEvent, Object>>> of =
        cached -> () -> untyped(new BehaviourWindow(configuration, cached));
    Inner<IdentifiedEvent> inner = IdentifiedEvent::event;

    List<Object> ample = told(events, inner, of.apply(AMPLE), STEPS);
    assertThat(ample).hasSizeGreaterThan(STEPS / 4);
    assertThat(told(events, inner, of.apply(1), STEPS / 7)).isEqualTo(ample);
    assertThat(told(events, inner, of.apply(3), 11)).isEqualTo(ample);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void contextsThatAreEvictedAndRestoredTellTheSame(long seed) throws Exception {
    List<InstanceEvent> events = events(seed);
    Function<Integer, Supplier<CachingProcessFunction<InstanceKey, InstanceEvent, Object>>> of =
        cached -> () -> untyped(new ContextJoin(Duration.ofHours(1), Clients.UNTOLD, cached));
    Inner<InstanceEvent> inner = event -> event;

    List<Object> ample = told(events, inner, of.apply(AMPLE), STEPS);
    assertThat(ample).hasSizeGreaterThan(STEPS / 4);
    assertThat(told(events, inner, of.apply(1), STEPS / 7)).isEqualTo(ample);
    assertThat(told(events, inner, of.apply(3), 11)).isEqualTo(ample);
  }

  @SuppressWarnings("unchecked")
  private static <I> CachingProcessFunction<InstanceKey, I, Object> untyped(
      CachingProcessFunction<InstanceKey, I, ?> function) {
    return (CachingProcessFunction<InstanceKey, I, Object>) function;
  }

  /** Connections of six instances over four hours; some start, some fall silent for long. */
  private static List<InstanceEvent> events(long seed) {
    Random random = new Random(seed);
    List<InstanceEvent> events = new ArrayList<>();
    double minute = 0;
    for (int i = 0; i < STEPS; i++) {
      minute += random.nextInt(50) == 0 ? 90 : random.nextDouble();
      int instance = random.nextInt(6);
      String address = "10.0.0." + (1 + random.nextInt(4));
      InstanceEvent event =
          switch (random.nextInt(8)) {
            case 0 -> start(minute, "svchost.exe -k group" + random.nextInt(3));
            case 1, 2 -> repetitionsTo(address, minute, minute + 0.1, minute + 0.3);
            case 3 -> connection(minute, InstanceEvents.DNS);
            default -> connectionTo(address, minute);
          };
      events.add(InstanceEvents.of(new InstanceKey(instance, -instance), event));
    }
    return events;
  }

  /** What an operator is sent, seen as the event of an instance. */
  private interface Inner<I> extends Serializable {
    InstanceEvent of(I event);
  }

  /**
   * @param between events between one snapshot, and restore from it, and the next
   */
  private static <I> List<Object> told(
      List<I> events,
      Inner<I> inner,
      Supplier<CachingProcessFunction<InstanceKey, I, Object>> function,
      int between)
      throws Exception {
    List<Object> told = new ArrayList<>();
    OperatorSubtaskState state = null;
    for (int from = 0; from < events.size(); from += between) {
      try (var harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new CachingProcessOperator<>(function.get()),
              event -> inner.of(event).instance(),
              TypeInformation.of(InstanceKey.class))) {
        harness.setup();
        if (state != null) {
          harness.initializeState(state);
        }
        harness.open();
        for (I event : events.subList(from, Math.min(from + between, events.size()))) {
          long time = inner.of(event).firstSeen();
          harness.processElement(new StreamRecord<>(event, time));
          harness.processWatermark(time - Duration.ofMinutes(1).toMillis());
        }
        state = harness.snapshot(from, from);
        told.addAll(harness.extractOutputValues());
        var aside = harness.getSideOutput(ContextJoin.HISTORY);
        if (aside != null) {
          aside.forEach(record -> told.add(record.getValue()));
        }
      }
    }
    told.sort(Comparator.comparing(Object::toString));
    return told;
  }
}
