package io.holoward.scoring.instance;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.sighting.Sighting;
import io.holoward.entropy.Signature;
import io.holoward.scoring.metrics.Counted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Turns the connections of one process instance into behaviour records: its signatures, each once
 * per event-time window.
 *
 * <p>A signature the instance had not shown in this window is sent on at once, as a {@link
 * Sighting.Kind#FIRST}; when the window closes, what was counted beyond follows as a {@link
 * Sighting.Kind#REPETITION}. With {@code record: window} nothing is sent early: the union of all
 * signatures of the window follows as one record when it closes.
 *
 * <p>With {@code evaluation.assess} the connections that are only counted follow at once as well,
 * as {@link Sighting.Kind#ASSESSMENT}.
 *
 * <p>A window closes when the watermark passes its end by the allowed lateness. What comes after
 * that is sent on as {@link Sighting.Kind#LATE} and counted.
 */
public final class BehaviourWindow
    extends KeyedProcessFunction<InstanceKey, IdentifiedEvent, Sighting> {

  /** How many example connections a record over a whole window carries. */
  static final int EXAMPLE_CONNECTIONS = 16;

  private static final long serialVersionUID = 1L;

  private final boolean unionOfWindow;
  private final boolean assess;
  private final long allowedLateness;

  private transient MapState<Long, OpenWindow> windows;
  private transient Counted late;

  /** Takes the definition of a record and the allowed lateness from the configuration. */
  public BehaviourWindow(Configuration configuration) {
    this.unionOfWindow = configuration.record() == Configuration.RecordKind.WINDOW;
    this.assess = configuration.evaluation().assess();
    this.allowedLateness = configuration.time().allowedLateness().toMillis();
  }

  @Override
  public void open(OpenContext openContext) {
    windows =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "open-windows", Types.LONG, TypeInformation.of(OpenWindow.class)));
    late = Counted.register(getRuntimeContext(), "late");
  }

  @Override
  public void processElement(IdentifiedEvent identified, Context ctx, Collector<Sighting> out)
      throws Exception {
    InstanceEvent event = identified.event();
    switch (event.kind()) {
      case BLOCKED -> {
        if (isLate(event, ctx)) {
          late.inc();
        }
        out.collect(sighting(identified, Sighting.Kind.BLOCKED));
      }
      case ALARM -> out.collect(sighting(identified, Sighting.Kind.EXTERNAL_ALARM));
      case CONNECTION, REPETITION -> observe(identified, ctx, out);
      case FLOW -> out.collect(sighting(identified, Sighting.Kind.FLOW));
      case FLOW_REPETITION -> out.collect(sighting(identified, Sighting.Kind.FLOW_REPETITION));
      case BLOCKED_REPETITION ->
          out.collect(sighting(identified, Sighting.Kind.BLOCKED_REPETITION));
      case START -> {}
    }
  }

  private void observe(IdentifiedEvent identified, Context ctx, Collector<Sighting> out)
      throws Exception {
    InstanceEvent event = identified.event();
    if (isLate(event, ctx)) {
      late.inc(event.count());
      out.collect(sighting(identified, lateKind(event)));
      return;
    }
    OpenWindow window = windows.get(event.windowEnd());
    boolean newWindow = window == null;
    int known = newWindow ? -1 : window.indexOf(event.signature());
    if (newWindow) {
      window = OpenWindow.of(identified);
      ctx.timerService().registerEventTimeTimer(event.windowEnd() + allowedLateness);
    } else {
      window = known < 0 ? window.with(event) : window.repeated(known, event);
    }
    windows.put(event.windowEnd(), window);
    if (known < 0 && !unionOfWindow) {
      out.collect(sighting(identified, Sighting.Kind.FIRST));
    } else if (assess && event.kind() == InstanceEvent.Kind.CONNECTION) {
      out.collect(sighting(identified, Sighting.Kind.ASSESSMENT));
    }
  }

  private boolean isLate(InstanceEvent event, Context ctx) {
    return event.windowEnd() + allowedLateness <= ctx.timerService().currentWatermark();
  }

  /** A late count names no connection to score: it only adds to what was raised before. */
  private static Sighting.Kind lateKind(InstanceEvent event) {
    return event.kind() == InstanceEvent.Kind.REPETITION
        ? Sighting.Kind.REPETITION
        : Sighting.Kind.LATE;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<Sighting> out)
      throws Exception {
    long windowEnd = timestamp - allowedLateness;
    OpenWindow window = windows.get(windowEnd);
    if (window == null) {
      return;
    }
    if (unionOfWindow) {
      out.collect(union(ctx.getCurrentKey(), windowEnd, window));
    } else {
      for (WindowEntry entry : window.entries()) {
        if (entry.count() > 1) {
          out.collect(repetition(ctx.getCurrentKey(), windowEnd, window, entry.beyondFirst()));
        }
      }
    }
    windows.remove(windowEnd);
  }

  private static Sighting union(InstanceKey key, long windowEnd, OpenWindow window) {
    TreeSet<String> features = new TreeSet<>();
    long count = 0;
    List<WindowEntry> entries = new ArrayList<>(window.entries());
    entries.sort(
        Comparator.comparingLong(WindowEntry::firstSeen).thenComparing(WindowEntry::signature));
    for (WindowEntry entry : entries) {
      features.addAll(Signature.parse(entry.signature()).features());
      count += entry.count();
    }
    List<OrientedConnection> examples =
        entries.stream().limit(EXAMPLE_CONNECTIONS).map(WindowEntry::connection).toList();
    WindowEntry first = entries.get(0);
    long lastSeen = entries.stream().mapToLong(WindowEntry::lastSeen).max().orElseThrow();
    return window.sighting(
        key,
        Sighting.Kind.FIRST,
        windowEnd,
        new WindowEntry(
            Signature.of(features).text(),
            first.connection(),
            count,
            first.firstSeen(),
            lastSeen,
            first.source()),
        examples);
  }

  private static Sighting repetition(
      InstanceKey key, long windowEnd, OpenWindow window, WindowEntry entry) {
    return window.sighting(
        key, Sighting.Kind.REPETITION, windowEnd, entry, List.of(entry.connection()));
  }

  private static Sighting sighting(IdentifiedEvent identified, Sighting.Kind kind) {
    InstanceEvent event = identified.event();
    return new Sighting(
        event.organisation(),
        event.host(),
        event.instance().toString(),
        identified.processId(),
        identified.processName(),
        event.process(),
        kind,
        event.windowEnd(),
        event.firstSeen(),
        event.signature(),
        event.connections(),
        event.count(),
        event.firstSeen(),
        event.lastSeen(),
        event.alarmId(),
        event.alarmType(),
        event.flow(),
        event.source());
  }
}
