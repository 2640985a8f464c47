package io.holoward.scoring.instance;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.sighting.Sighting;
import io.holoward.scoring.state.CachingProcessOperator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** A behaviour window of one subtask; times are minutes. */
final class WindowHarness implements AutoCloseable {

  private final KeyedOneInputStreamOperatorTestHarness<InstanceKey, IdentifiedEvent, Sighting>
      harness;

  WindowHarness(OperatorSubtaskState state, String... overrides) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new CachingProcessOperator<>(new BehaviourWindow(Configuration.of(overrides))),
            identified -> identified.event().instance(),
            TypeInformation.of(InstanceKey.class));
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  WindowHarness(String... overrides) throws Exception {
    this(null, overrides);
  }

  WindowHarness send(InstanceEvent... events) throws Exception {
    for (InstanceEvent event : events) {
      harness.processElement(
          new StreamRecord<>(InstanceEvents.identified(event), event.firstSeen()));
    }
    return this;
  }

  WindowHarness send(List<InstanceEvent> events) throws Exception {
    return send(events.toArray(InstanceEvent[]::new));
  }

  /** Closes the windows that end at this minute or before. */
  WindowHarness closeUntil(double minute) throws Exception {
    return watermark(InstanceEvents.minute(minute + 1));
  }

  /** Milliseconds since the epoch. */
  WindowHarness watermark(long time) throws Exception {
    harness.processWatermark(time);
    return this;
  }

  List<Sighting> sightings() {
    return harness.extractOutputValues();
  }

  List<Sighting> sightings(Sighting.Kind kind) {
    return sightings().stream().filter(sighting -> sighting.kind() == kind).toList();
  }

  long count(String name) {
    return (Long)
        harness.getEnvironment().getAccumulatorRegistry().getUserMap().get(name).getLocalValue();
  }

  /** What a snapshot would hold. */
  int stateEntries() throws Exception {
    snapshot();
    return harness.numKeyedStateEntries();
  }

  int timers() {
    return harness.numEventTimeTimers();
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
