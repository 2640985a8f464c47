package io.holoward.scoring.process;

import static io.holoward.scoring.process.Sightings.LATENESS;
import static io.holoward.scoring.process.Sightings.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.lifecycle.ControlCommand.Action;
import io.holoward.detection.sighting.Sighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same sightings give the same findings however they arrive and however the watermark travels,
 * as long as none is late.
 */
class ArrivalOrderTest {

  private static final Configuration CONFIGURATION =
      IntendedStatesOperatorTest.quick(
          "promotion.min-age=1 h",
          "promotion.min-records=20",
          "population.ready-at=2026-01-05T09:02:00Z",
          "pending.max-age=2 h",
          "novelty.ready-at=2026-01-05T08:30:00Z",
          "novelty.horizon=1 h",
          "novelty.min-records=15",
          "novelty.roaming=0.9");

  private static final List<String> SIGNATURES =
      List.of(Sightings.WEB, Sightings.DNS, Sightings.SMB, Sightings.RARE);

  private static final List<Sighting> SIGHTINGS = sightings(new SplittableRandom(7));

  private static final List<ControlCommand> COMMANDS =
      List.of(
          new ControlCommand("c1", "acme", Action.PROMOTE, "*p1*", minute(43), "operator"),
          new ControlCommand("c2", "acme", Action.RELEARN, "*p0*", minute(151), "operator"),
          new ControlCommand("c3", "acme", Action.LOCK, "*p2*", minute(50), "operator"));

  private static Outcome expected;

  /**
   * What came out in the end.
   *
   * @param findings by uid, in their last form
   * @param models all that were sealed
   */
  private record Outcome(Map<String, String> findings, List<String> models) {}

  @BeforeAll
  static void replayInOrder() throws Exception {
    List<Sighting> inOrder = new ArrayList<>(SIGHTINGS);
    inOrder.sort(Comparator.comparingLong(ArrivalOrderTest::ready));
    try (ProcessHarness operator = ProcessHarness.start(CONFIGURATION)) {
      operator.command(COMMANDS.toArray(ControlCommand[]::new));
      for (int i = 0; i < inOrder.size(); i++) {
        operator.send(inOrder.get(i));
        operator.watermark(highestWatermark(inOrder, i + 1));
      }
      expected = outcome(operator.end().findings(), operator.snapshots());
    }
  }

  @Test
  void theReferenceHoldsEverythingThatCanHappen() {
    assertThat(expected.findings().values())
        .anyMatch(text -> text.contains(Verdict.UNMODELLED.name()))
        .anyMatch(text -> text.contains(Verdict.NORMAL.name()))
        .anyMatch(text -> text.contains(Finding.EXTERNAL_ALARM))
        .anyMatch(text -> text.startsWith("flow UNMODELLED") && text.contains(Sightings.NOBODY))
        .anyMatch(text -> text.startsWith("flow NORMAL"))
        .anyMatch(text -> text.startsWith("flow ABNORMAL"))
        .hasSizeGreaterThan(20);
    assertThat(expected.models())
        .hasSizeGreaterThanOrEqualTo(5)
        .anyMatch(text -> text.contains("newServiceOrganisation"))
        .anyMatch(text -> text.contains("PROTECTED") && !text.contains("newServiceOrganisation"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyOrderWithinTheWatermarkGivesTheSame(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    List<Sighting> shuffled = shuffled(random);
    try (ProcessHarness operator = ProcessHarness.start(CONFIGURATION)) {
      operator.command(COMMANDS.toArray(ControlCommand[]::new));
      feed(operator, shuffled, 0, shuffled.size(), random);
      assertThat(outcome(operator.end().findings(), operator.snapshots())).isEqualTo(expected);
    }
  }

  @Test
  void oneLeapOfTheWatermarkAtTheEndGivesTheSame() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(CONFIGURATION)) {
      operator.command(COMMANDS.toArray(ControlCommand[]::new));
      operator.send(SIGHTINGS.toArray(Sighting[]::new));
      assertThat(outcome(operator.end().findings(), operator.snapshots())).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void aRestartInBetweenAndACacheOfOneGiveTheSame(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    List<Sighting> shuffled = shuffled(random);
    int half = random.nextInt(shuffled.size());
    OperatorSubtaskState state;
    List<Finding> findings;
    List<StateSnapshot> snapshots;
    try (ProcessHarness before = ProcessHarness.start(CONFIGURATION, 1)) {
      before.command(COMMANDS.toArray(ControlCommand[]::new));
      feed(before, shuffled, 0, half, random);
      state = before.snapshot();
      findings = new ArrayList<>(before.findings());
      snapshots = new ArrayList<>(before.snapshots());
    }
    try (ProcessHarness after = ProcessHarness.restore(CONFIGURATION, 1, state)) {
      feed(after, shuffled, half, shuffled.size(), random);
      findings.addAll(after.end().findings());
      snapshots.addAll(after.snapshots());
    }
    assertThat(outcome(findings, snapshots)).isEqualTo(expected);
  }

  private static void feed(
      ProcessHarness operator, List<Sighting> sightings, int from, int to, SplittableRandom random)
      throws Exception {
    for (int i = from; i < to; i++) {
      operator.send(sightings.get(i));
      if (random.nextInt(4) == 0) {
        long highest = highestWatermark(sightings, i + 1);
        operator.watermark(highest - random.nextInt(120_000));
      }
    }
  }

  /** No sighting from an index on is late yet at this watermark. */
  private static long highestWatermark(List<Sighting> sightings, int from) {
    return sightings.subList(from, sightings.size()).stream()
        .mapToLong(sighting -> sighting.windowEnd() + LATENESS - 1)
        .min()
        .orElse(minute(10_000));
  }

  /** Counts come when their window closes, everything else when it happens. */
  private static long ready(Sighting sighting) {
    return isCount(sighting) ? sighting.windowEnd() : sighting.eventTime();
  }

  private static boolean isCount(Sighting sighting) {
    return sighting.kind().isRepetition();
  }

  /** Out of order by up to twelve minutes; what one host's instance shows keeps its order. */
  private static List<Sighting> shuffled(SplittableRandom random) {
    Map<String, Long> delays = new HashMap<>();
    return SIGHTINGS.stream()
        .sorted(
            Comparator.comparingLong(
                sighting ->
                    ready(sighting)
                        + delays.computeIfAbsent(
                            sighting.host(), host -> random.nextLong(12 * 60_000L))))
        .collect(Collectors.toList());
  }

  private static Outcome outcome(List<Finding> findings, List<StateSnapshot> snapshots) {
    Map<String, String> last = new TreeMap<>();
    for (Finding finding : findings) {
      last.put(
          finding.uid(),
          "%s %s %s %s %d %d"
              .formatted(
                  finding.detector(),
                  finding.verdict(),
                  finding.score(),
                  finding.actor(),
                  finding.activity().connectionCount(),
                  finding.activity().windowCount()));
    }
    List<String> models =
        snapshots.stream()
            .map(
                s ->
                    "%s %s %d %s %d %d %d %s"
                        .formatted(
                            s.processId(),
                            s.phase(),
                            s.modelVersion(),
                            s.sealedAt(),
                            s.records(),
                            s.distinct(),
                            s.hosts(),
                            s.features()))
            .sorted()
            .toList();
    return new Outcome(last, models);
  }

  /** Four hours of four processes on six hosts; the last process appears after an hour. */
  private static List<Sighting> sightings(SplittableRandom random) {
    List<Sighting> all = new ArrayList<>();
    for (int window = 0; window < 48; window++) {
      for (int host = 0; host < 6; host++) {
        for (int process = window < 13 ? 1 : 0; process < 4; process++) {
          if (random.nextInt(3) == 0) {
            String name = "p" + (3 - process);
            String signature = SIGNATURES.get(skewed(random, window));
            double time = 5 * window + random.nextInt(300) / 60.0;
            all.add(Sightings.first(name, "host-" + host, time, signature));
            if (random.nextBoolean()) {
              all.add(
                  Sightings.sighting(
                      Sighting.Kind.REPETITION,
                      name,
                      "host-" + host,
                      time,
                      signature,
                      1 + random.nextInt(9)));
            }
          }
        }
      }
    }
    all.add(Sightings.alarm("p0", "host-0", 3, "early"));
    all.add(Sightings.alarm("ghost", "host-1", 20, "of a ghost"));
    all.addAll(flows(new SplittableRandom(17)));
    all.addAll(novelties(all, new SplittableRandom(23)));
    return all;
  }

  /** In the windows of some of them, the same to a new service, and at regular intervals. */
  private static List<Sighting> novelties(List<Sighting> sightings, SplittableRandom random) {
    List<Sighting> more = new ArrayList<>();
    for (Sighting like : sightings) {
      if (like.kind() == Sighting.Kind.FIRST && random.nextInt(4) == 0) {
        boolean isBeacon = random.nextInt(3) == 0;
        String name = like.processName().replace(".exe", "");
        double time = (like.windowEnd() - Sightings.START) / 60_000.0 - random.nextDouble();
        more.add(
            Sightings.sighting(
                isBeacon ? Sighting.Kind.BEACON : Sighting.Kind.FIRST,
                name,
                like.host(),
                time,
                like.signature() + (isBeacon ? " beacon" : " newServiceOrganisation"),
                1));
      }
    }
    return more;
  }

  /** Anomalous flows of the same processes, and of nobody. */
  private static List<Sighting> flows(SplittableRandom random) {
    List<Sighting> flows = new ArrayList<>();
    for (int window = 0; window < 48; window++) {
      for (int host = 0; host < 6; host++) {
        if (random.nextInt(3) > 0) {
          continue;
        }
        int process = random.nextInt(window < 13 ? 1 : 0, 5);
        String name = "p" + (3 - process % 4);
        double time = 5 * window + random.nextInt(300) / 60.0;
        String signature =
            window > 30 && random.nextInt(4) == 0 ? Sightings.FOREIGN_WEB : Sightings.SLOW_WEB;
        Sighting flow =
            Sightings.flow(Sighting.Kind.FLOW, name, "host-" + host, time, signature, 1);
        Sighting more =
            Sightings.flow(
                Sighting.Kind.FLOW_REPETITION,
                name,
                "host-" + host,
                time,
                signature,
                1 + random.nextInt(9));
        flows.add(process == 4 ? Sightings.ofNobody(flow) : flow);
        if (random.nextBoolean()) {
          flows.add(process == 4 ? Sightings.ofNobody(more) : more);
        }
      }
    }
    return flows;
  }

  /** What is rare shows only later. */
  private static int skewed(SplittableRandom random, int window) {
    int draw = random.nextInt(20);
    return draw < 13 ? 0 : draw < 18 ? 1 : window < 10 ? 0 : draw - 16;
  }
}
