package io.holoward.detection.flow;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.Volume;
import io.holoward.entropy.DriftRules;
import io.holoward.entropy.RttRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Flows of one flow group. */
final class Flows {

  static final long MINUTE = 60_000;

  /** One-minute windows that close as soon as they end, findings once in five minutes. */
  static final FlowRules UNSETTLED =
      new FlowRules(RttRules.DEFAULT, DriftRules.DEFAULT, MINUTE, 0, 5 * MINUTE);

  private Flows() {}

  static FlowGroup group(FlowRules rules) {
    return new FlowGroup("acme", "web-1", rules);
  }

  /** A flow, whose source says which one of a series it is. */
  static FlowEvent flow(long time, RoundTrip roundTrip, long number) {
    return new FlowEvent(
        "acme",
        "web-1",
        time,
        null,
        new ProcessReference(null, pid(number), "/usr/bin/app", "app", null, null),
        new OrientedConnection(
            Direction.OUT,
            Protocol.TCP,
            new Endpoint("10.0.0.1", 40_000 + (int) (number % 20_000)),
            new Endpoint("192.0.2.7", 8443)),
        "TLS",
        Map.of(),
        Map.of(),
        roundTrip,
        Volume.UNKNOWN,
        new SourcePosition("flows.csv", number));
  }

  /** The later flows of a series come from two instances of the process. */
  private static long pid(long number) {
    return number < 200 ? 17 : 17 + number / 7 % 2;
  }

  static FlowEvent flow(long time, double millis, long number) {
    return flow(time, RoundTrip.samples(List.of(millis)), number);
  }

  /**
   * A group that has learned this many windows of one flow each, around 10 ms; the last of them is
   * still open.
   */
  static FlowGroup learned(FlowRules rules, int windows) {
    FlowGroup group = group(rules);
    Random random = new Random(5);
    for (int i = 0; i < windows; i++) {
      group.observe(flow(i * MINUTE, 10 * Math.exp(0.1 * random.nextGaussian()), i), null, null);
    }
    return group;
  }

  /**
   * A flow and what its port says.
   *
   * @param mismatch null for none
   */
  record Arrival(FlowEvent flow, FlowAnomaly mismatch) {

    String mismatchText() {
      return mismatch == null ? null : mismatch + " of " + flow.source().position();
    }

    FlowOutcome at(FlowGroup group) {
      return group.observe(flow, mismatch, mismatchText());
    }
  }

  /**
   * A restless life: quiet stretches, spikes, a new level now and then, creeping, mismatches, flows
   * that were not measured, summaries instead of samples.
   *
   * @param disorder how many milliseconds a flow may be overtaken by
   * @param lateness share of flows that come far too late
   */
  static List<Arrival> restless(long seed, int count, long disorder, double lateness) {
    Random random = new Random(seed);
    List<Long> order = new ArrayList<>();
    List<Arrival> arrivals = new ArrayList<>();
    double level = 2;
    double creep = 0;
    long time = 1_000_000_000L + random.nextInt(300_000);
    for (int i = 0; i < count; i++) {
      time += random.nextInt(random.nextInt(40) == 0 ? 400_000 : 20_000);
      if (random.nextInt(150) == 0) {
        level += random.nextBoolean() ? 1.5 : -1.5;
        creep = random.nextInt(3) == 0 ? 0.01 : 0;
      }
      level += creep;
      boolean spike = random.nextInt(25) == 0;
      FlowEvent flow = flow(time, times(random, level + (spike ? 2 : 0)), i);
      boolean late = random.nextDouble() < lateness;
      long arrival = time + (disorder == 0 ? 0 : random.nextInt((int) disorder));
      order.add(late ? arrival + 600_000 : arrival);
      arrivals.add(new Arrival(flow, mismatch(random)));
    }
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(i);
    }
    places.sort((a, b) -> Long.compare(order.get(a), order.get(b)));
    return places.stream().map(arrivals::get).toList();
  }

  private static RoundTrip times(Random random, double logLevel) {
    double mean = Math.exp(logLevel + 0.2 * random.nextGaussian());
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1 -> RoundTrip.summary(1 + random.nextInt(5), mean, mean / 10, mean * 0.8, mean * 1.3);
      case 2 -> RoundTrip.samples(List.of(mean, mean * 1.1, mean * 0.95));
      default -> RoundTrip.samples(List.of(mean));
    };
  }

  private static FlowAnomaly mismatch(Random random) {
    return switch (random.nextInt(30)) {
      case 0 -> FlowAnomaly.PORT_NONSTANDARD;
      case 1 -> FlowAnomaly.PORT_FOREIGN_PROTOCOL;
      default -> null;
    };
  }
}
