package io.holoward.detection.flow;

import io.holoward.detection.observation.FlowEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a flow group has to say, worked out anew from all flows at every step: whole series, two
 * passes, no forgetting. Slow, and obvious.
 */
final class FlowGroupByDefinition {

  /**
   * A finding without its wording.
   *
   * @param window true for the verdict on a window
   */
  record Said(
      List<FlowAnomaly> anomalies,
      long source,
      long firstSeen,
      long lastSeen,
      long count,
      boolean repetition,
      boolean window) {}

  private record Repeated(List<FlowAnomaly> anomalies, List<FlowEvent> flows, long due) {}

  private final FlowRules rules;
  private final TreeMap<Long, List<Flows.Arrival>> open = new TreeMap<>();
  private final List<List<FlowEvent>> closed = new ArrayList<>();
  private final Map<FindingLedger.Key, Long> raised = new HashMap<>();
  private final Map<FindingLedger.Key, Repeated> repeated = new HashMap<>();
  private long clock = Long.MIN_VALUE;
  private long closedEnd = Long.MIN_VALUE;
  private Learned learned;

  final List<Said> said = new ArrayList<>();
  final List<List<FlowAnomaly>> annotations = new ArrayList<>();
  final List<Double> zScores = new ArrayList<>();
  final List<Boolean> late = new ArrayList<>();
  long anomalousFlows;

  FlowGroupByDefinition(FlowRules rules) {
    this.rules = rules;
    this.learned = new Learned(rules, List.of());
  }

  void observe(Flows.Arrival arrival) {
    FlowEvent flow = arrival.flow();
    advance(flow.eventTime() - rules.settleMillis());
    clock = Math.max(clock, flow.eventTime());
    long end = end(flow.eventTime());
    boolean isLate = end <= closedEnd || end <= clock - rules.settleMillis();

    Set<FlowAnomaly> own = new TreeSet<>();
    Double z = flow.roundTrip() == null ? null : learned.z(Math.log(flow.roundTrip().mean()));
    if (z != null && Math.abs(z) > rules.rtt().k()) {
      own.add(FlowAnomaly.RTT_DEVIATION);
    }
    if (arrival.mismatch() != null) {
      own.add(arrival.mismatch());
    }
    Set<FlowAnomaly> all = new TreeSet<>(own);
    if (learned.last != null && learned.last != FlowAnomaly.RTT_DEVIATION) {
      all.add(learned.last);
    }
    annotations.add(List.copyOf(all));
    zScores.add(z);
    late.add(isLate);
    if (!own.isEmpty()) {
      anomalousFlows++;
      raise(flow, List.copyOf(own));
    }
    if (flow.roundTrip() != null && !isLate) {
      open.computeIfAbsent(end, e -> new ArrayList<>()).add(arrival);
    }
  }

  private void raise(FlowEvent flow, List<FlowAnomaly> anomalies) {
    FindingLedger.Key key = key(flow, anomalies);
    Repeated before = repeated.get(key);
    if (isNew(key, flow.eventTime())) {
      if (before != null) {
        said.add(say(anomalies, before.flows().get(0), before.flows(), true, false));
        repeated.remove(key);
      }
      said.add(say(anomalies, flow, List.of(flow), false, false));
    } else if (before == null) {
      repeated.put(key, new Repeated(anomalies, new ArrayList<>(List.of(flow)), end(clock)));
    } else {
      before.flows().add(flow);
    }
  }

  private boolean isNew(FindingLedger.Key key, long time) {
    long window = Math.floorDiv(time, rules.observationMillis());
    Long last = raised.put(key, window);
    return last == null || last != window;
  }

  private static FindingLedger.Key key(FlowEvent flow, List<FlowAnomaly> anomalies) {
    return FindingLedger.Key.of(flow.organisation(), flow.host(), flow.process(), anomalies);
  }

  void advance(long time) {
    TreeSet<Long> ends = new TreeSet<>(open.keySet());
    repeated.values().forEach(r -> ends.add(r.due()));
    for (long end : ends) {
      if (end <= time) {
        if (open.containsKey(end)) {
          close(end, open.remove(end));
        }
        flush(end);
      }
    }
  }

  private void flush(long time) {
    repeated.entrySet().stream()
        .filter(r -> r.getValue().due() <= time)
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .forEach(r -> said.add(say(r.anomalies(), r.flows().get(0), r.flows(), true, false)));
    repeated.values().removeIf(r -> r.due() <= time);
  }

  private void close(long end, List<Flows.Arrival> arrivals) {
    closedEnd = end;
    List<FlowEvent> flows =
        arrivals.stream()
            .map(Flows.Arrival::flow)
            .sorted(Comparator.comparingLong(FlowEvent::eventTime))
            .toList();
    closed.add(flows);
    learned = new Learned(rules, closed);
    if (learned.last == null) {
      return;
    }
    Set<FlowAnomaly> all = new TreeSet<>(Set.of(learned.last));
    arrivals.stream().filter(a -> a.mismatch() != null).forEach(a -> all.add(a.mismatch()));
    List<FlowAnomaly> anomalies = List.copyOf(all);
    FindingLedger.Key key = key(flows.get(0), anomalies);
    if (isNew(key, flows.get(0).eventTime())) {
      Repeated before = repeated.remove(key);
      if (before != null) {
        said.add(say(anomalies, before.flows().get(0), before.flows(), true, false));
      }
      said.add(say(anomalies, flows.get(0), flows, false, true));
    }
  }

  private static Said say(
      List<FlowAnomaly> anomalies,
      FlowEvent evidence,
      List<FlowEvent> flows,
      boolean repetition,
      boolean window) {
    long first = flows.stream().mapToLong(FlowEvent::eventTime).min().orElseThrow();
    return new Said(
        anomalies,
        evidence.source().position(),
        first,
        last(flows),
        flows.size(),
        repetition,
        window);
  }

  private long end(long time) {
    return Math.floorDiv(time, rules.windowMillis()) * rules.windowMillis() + rules.windowMillis();
  }

  private static long last(List<FlowEvent> flows) {
    return flows.stream().mapToLong(FlowEvent::eventTime).max().orElseThrow();
  }

  /** What all closed windows together have taught. */
  private static final class Learned {

    private final FlowRules rules;
    private List<Integer> usual = new ArrayList<>();
    private final List<Integer> drift = new ArrayList<>();
    private final List<List<FlowEvent>> windows;
    private FlowAnomaly last;

    Learned(FlowRules rules, List<List<FlowEvent>> windows) {
      this.rules = rules;
      this.windows = windows;
      List<Integer> deviating = new ArrayList<>();
      for (int i = 0; i < windows.size(); i++) {
        last = null;
        double[] spread = meanAndDeviation(usual.stream().map(this::value).toList());
        double z = (value(i) - spread[0]) / Math.max(spread[1], rules.rtt().deviationFloor());
        if (usual.size() < rules.rtt().minCount() || Math.abs(z) <= rules.rtt().k()) {
          usual.add(i);
          deviating.clear();
          drift.add(i);
          if (drifted()) {
            last = FlowAnomaly.RTT_DRIFT;
            drift.clear();
          }
          continue;
        }
        last = FlowAnomaly.RTT_DEVIATION;
        deviating.add(i);
        if (deviating.size() == rules.rtt().relearn()) {
          last = FlowAnomaly.RTT_LEVEL_SHIFT;
          usual = new ArrayList<>(deviating);
          deviating.clear();
          drift.clear();
        }
      }
    }

    Double z(double logMean) {
      if (usual.size() < rules.rtt().minCount()) {
        return null;
      }
      double[] windowSpread = meanAndDeviation(usual.stream().map(this::value).toList());
      List<double[]> flows =
          usual.stream()
              .map(i -> windows.get(i).stream().map(f -> Math.log(f.roundTrip().mean())).toList())
              .map(Learned::meanAndDeviation)
              .toList();
      double within = flows.stream().mapToDouble(f -> f[1] * f[1]).average().orElseThrow();
      double between = meanAndDeviation(flows.stream().map(f -> f[0]).toList())[1];
      double single = Math.sqrt(within + between * between);
      double spread = Math.max(rules.rtt().deviationFloor(), Math.max(windowSpread[1], single));
      return (logMean - windowSpread[0]) / spread;
    }

    private boolean drifted() {
      int reference = rules.drift().reference();
      double[] past = meanAndDeviation(drift.stream().limit(reference).map(this::value).toList());
      double deviation = Math.max(past[1], rules.drift().deviationFloor());
      double slack = Math.max(rules.drift().slack() * deviation, rules.drift().slackFloor());
      double up = 0;
      double down = 0;
      double largest = 0;
      for (int i = drift.size() - 1; i >= reference; i--) {
        double distance = value(drift.get(i)) - past[0];
        up += (distance - slack) / deviation;
        down += (-distance - slack) / deviation;
        largest = Math.max(largest, Math.max(up, down));
      }
      return largest > rules.drift().limit();
    }

    private double value(int window) {
      double sum = 0;
      long count = 0;
      for (FlowEvent flow : windows.get(window)) {
        sum += flow.roundTrip().count() * flow.roundTrip().mean();
        count += flow.roundTrip().count();
      }
      return Math.log(sum / count);
    }

    private static double[] meanAndDeviation(List<Double> values) {
      double mean = values.stream().mapToDouble(v -> v).average().orElse(0);
      double variance =
          values.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElse(0);
      return new double[] {mean, Math.sqrt(variance)};
    }
  }
}
