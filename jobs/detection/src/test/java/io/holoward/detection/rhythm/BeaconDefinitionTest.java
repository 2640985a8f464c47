package io.holoward.detection.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holoward.detection.front.HeldBack;
import io.holoward.detection.front.LocalAggregation;
import io.holoward.detection.history.Clients;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From connections to beacons all the way, against the definition: at least 5 connections within
 * the horizon whose gaps have a standard deviation below 0.6 of their mean, at least 2 seconds.
 */
class BeaconDefinitionTest {

  private static final long WINDOW = 300_000;
  private static final long HORIZON = 12 * WINDOW;
  private static final long END = 4 * HORIZON;
  private static final InstanceKey KEY = new InstanceKey(1, 2);
  private static final BeaconRule RULE = new BeaconRule(5, 0.6);

  private final Map<Long, List<ServiceActivity>> told = new TreeMap<>();

  private static OrientedConnection to(int service) {
    return new OrientedConnection(
        Direction.OUT, Protocol.TCP, Endpoint.ANY, new Endpoint("10.0.0." + service, 443));
  }

  /** Services called regularly, with jitter, at random, in bursts, and all of it mixed. */
  private static long[] times(int style, Random random) {
    long period = 2_500L + random.nextInt(600_000);
    long[] regular = LongStream.iterate(random.nextInt(90_000), t -> t + period).limit(9).toArray();
    return switch (style) {
      case 0 -> regular;
      case 1 -> Arrays.stream(regular).map(t -> t + random.nextLong(period)).toArray();
      case 2 -> random.longs(1 + random.nextInt(60), 0, END).toArray();
      case 3 -> Arrays.stream(regular).flatMap(t -> LongStream.range(t, t + 9)).toArray();
      default -> LongStream.concat(Arrays.stream(regular), random.longs(4, 0, HORIZON)).toArray();
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void beaconsAreThoseOfTheDefinition(long seed) {
    Random random = new Random(seed);
    Map<Integer, long[]> connections = new TreeMap<>();
    for (int service = 0; service < 25; service++) {
      connections.put(
          service,
          Arrays.stream(times(service % 5, random)).filter(t -> t < END).sorted().toArray());
    }
    aggregate(connections, random);
    int found = 0;
    RhythmMemory memory = new RhythmMemory(null, HORIZON, WINDOW);
    for (Map.Entry<Long, List<ServiceActivity>> window : told.entrySet()) {
      Map<ServiceKey, Moments> moments = new HashMap<>();
      for (ServiceActivity activity : shuffled(window.getValue(), random)) {
        moments.put(activity.key(), activity.moments());
      }
      for (Map.Entry<ServiceKey, Moments> within :
          memory.add(window.getKey(), moments).entrySet()) {
        Optional<Rhythm> judged = RULE.judge(within.getValue());
        int service =
            Integer.parseInt(within.getKey().connection().remote().address().substring(7));
        assertJudged(judged, connections.get(service), window.getKey());
        found += judged.isPresent() ? 1 : 0;
      }
      memory = new RhythmMemory(memory.rows(), HORIZON, WINDOW);
    }
    assertThat(found).as("the test is about something").isBetween(5, 500);
  }

  /** The front, with a table that is too small and restarts; its windows close in the end. */
  private void aggregate(Map<Integer, long[]> connections, Random random) {
    Map<Long, List<Integer>> inOrder = new TreeMap<>();
    connections.forEach(
        (service, times) -> {
          for (long time : times) {
            inOrder.computeIfAbsent(time, t -> new ArrayList<>()).add(service);
          }
        });
    LocalAggregation[] front = {new LocalAggregation(WINDOW, 20, Clients.UNTOLD, seedOf(random))};
    inOrder.forEach(
        (time, services) -> {
          for (int service : services) {
            if (front[0].first(KEY, to(service), false, false, time, this::repeated)) {
              tell(time, to(service), Moments.of(1, time, Gaps.NONE), 0);
            }
            if (random.nextInt(50) == 0) {
              byte[] held = front[0].snapshotHeld();
              front[0] = new LocalAggregation(WINDOW, 20, Clients.UNTOLD, seedOf(random));
              front[0].restoreHeld(List.of(held));
            }
          }
          if (random.nextInt(20) == 0) {
            front[0].flush(time - random.nextInt(30_000), this::repeated);
          }
        });
    front[0].flush(Long.MAX_VALUE, this::repeated);
  }

  private static long seedOf(Random random) {
    return random.nextLong();
  }

  private void repeated(HeldBack held) {
    OrientedConnection connection =
        new OrientedConnection(held.direction(), held.protocol(), Endpoint.ANY, held.service());
    tell(
        held.windowEnd() - 1,
        connection,
        Moments.of(held.count(), held.lastTime(), held.gaps()),
        held.count());
  }

  private void tell(long time, OrientedConnection connection, Moments moments, long repeated) {
    told.computeIfAbsent((time / WINDOW + 1) * WINDOW, end -> new ArrayList<>())
        .add(new ServiceActivity(ServiceKey.of(connection, false, false), moments, repeated, 0));
  }

  private static List<ServiceActivity> shuffled(List<ServiceActivity> parts, Random random) {
    Collections.shuffle(parts, random);
    WindowServices services = new WindowServices(null);
    parts.forEach(services::add);
    return services.services();
  }

  private static void assertJudged(Optional<Rhythm> judged, long[] times, long windowEnd) {
    long[] within =
        Arrays.stream(times).filter(t -> t < windowEnd && t >= windowEnd - HORIZON).toArray();
    double[] gaps = new double[within.length - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = (within[i + 1] - within[i]) / 1_000.0;
    }
    double mean = Arrays.stream(gaps).average().orElse(0);
    double variance = Arrays.stream(gaps).map(g -> (g - mean) * (g - mean)).average().orElse(0);
    boolean beacon = within.length >= 5 && mean >= 2 && Math.sqrt(variance) < 0.6 * mean;
    assertThat(judged.isPresent()).isEqualTo(beacon);
    judged.ifPresent(
        rhythm -> {
          assertThat(rhythm.connections()).isEqualTo(within.length);
          assertThat(rhythm.meanGap()).isCloseTo(mean, within(1e-9));
          assertThat(rhythm.variation()).isCloseTo(Math.sqrt(variance) / mean, within(1e-6));
        });
  }
}
