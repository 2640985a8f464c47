package io.holoward.detection.port;

import static io.holoward.detection.observation.Protocol.TCP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class PortUseTest {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** Before the first of many observations. */
  private static final long FROM = 10 * DAY;

  private static final PortUseKey KEY = new PortUseKey("acme", "HTTP", TCP, 8123);
  private static final ExceptionRules RULES = new ExceptionRules(3, Duration.ofDays(2));

  private final PortUse use = new PortUse();

  @Test
  void enoughHostsForLongEnoughAreProposedOnce() {
    use.observe("a", DAY);
    use.observe("b", 2 * DAY);
    use.observe("c", 3 * DAY + 5 * MINUTE);

    assertThat(use.propose(KEY, 3 * DAY + HOUR, RULES))
        .contains(new PortExceptionProposal(KEY, 3, DAY, 3 * DAY + 5 * MINUTE, 3 * DAY + HOUR));
    assertThat(use.propose(KEY, 4 * DAY, RULES)).isEmpty();
  }

  @Test
  void tooFewHostsAreNotProposedHoweverLong() {
    for (int day = 1; day < 50; day++) {
      use.observe(day % 2 == 0 ? "a" : "b", day * DAY);
      assertThat(use.propose(KEY, day * DAY + HOUR, RULES)).isEmpty();
    }
  }

  @Test
  void aBurstOnManyHostsIsNotProposedHoweverMuchTimePasses() {
    for (int host = 0; host < 20; host++) {
      use.observe("host" + host, DAY + host * MINUTE);
    }

    assertThat(use.propose(KEY, 30 * DAY, RULES)).isEmpty();
  }

  @Test
  void whatLiesAfterTheTickDoesNotCountYet() {
    use.observe("a", DAY);
    use.observe("b", 3 * DAY + 1);
    use.observe("c", 4 * DAY);

    assertThat(use.propose(KEY, 3 * DAY + HOUR, RULES)).isEmpty();
    assertThat(use.propose(KEY, 4 * DAY + HOUR, RULES).orElseThrow().hosts()).isEqualTo(3);
  }

  @Test
  void aLateUseCountsAtTheLatestTick() {
    use.observe("a", DAY);
    use.observe("b", 4 * DAY);
    assertThat(use.propose(KEY, 5 * DAY, RULES)).isEmpty();
    use.observe("c", 2 * DAY);

    assertThat(use.propose(KEY, 2 * DAY + HOUR, RULES))
        .contains(new PortExceptionProposal(KEY, 3, DAY, 4 * DAY, 5 * DAY));
  }

  @Test
  void whatIsProposedDoesNotDependOnTheOrderOfArrival() {
    Random random = new Random(7);
    int proposals = 0;
    for (int run = 0; run < 300; run++) {
      List<Observation> observations = observations(random, 4, 200);
      List<Long> ticks = ticks(5, 6);
      Optional<PortExceptionProposal> expected = byDefinition(observations, ticks, RULES);
      proposals += expected.isPresent() ? 1 : 0;
      for (int order = 0; order < 3; order++) {
        Collections.shuffle(observations, random);
        long lead = 1 + random.nextLong(7 * HOUR);
        assertThat(inThisOrder(observations, ticks, RULES, time -> time - lead * (time % 2)))
            .isEqualTo(expected);
      }
    }
    assertThat(proposals).isBetween(50, 250);
  }

  @Test
  void aWatermarkThatJumpsProposesWhatOneThatGoesHourByHourDoes() {
    Random random = new Random(11);
    int proposals = 0;
    for (int run = 0; run < 40; run++) {
      List<Observation> observations = observations(random, 84, 2_500);
      List<Long> ticks = ticks(85, 1);
      ExceptionRules rules =
          new ExceptionRules(1 + random.nextInt(20), Duration.ofHours(1 + random.nextInt(60 * 24)));
      Optional<PortExceptionProposal> hourByHour =
          inThisOrder(observations, ticks, rules, time -> time);
      proposals += hourByHour.isPresent() ? 1 : 0;
      assertThat(hourByHour).isEqualTo(byDefinition(observations, ticks, rules));
      long jump = 1 + random.nextLong(85 * DAY);
      for (LongUnaryOperator arrival :
          List.<LongUnaryOperator>of(time -> 0, time -> time / jump * jump)) {
        Collections.shuffle(observations, random);
        assertThat(inThisOrder(observations, ticks, rules, arrival)).isEqualTo(hourByHour);
      }
    }
    assertThat(proposals).isBetween(10, 35);
  }

  @Test
  void whatItForgetsOfTooManyHoursChangesNeitherTickNorHostsNorExpiry() {
    ExceptionRules rules = new ExceptionRules(2, ExceptionRules.MAX_AGE);
    List<Observation> observations = new ArrayList<>();
    for (int hour = 0; hour < 200 * 24; hour++) {
      observations.add(new Observation(hour < 150 * 24 ? "a" : "b", FROM + hour * HOUR + 1));
    }
    List<Long> ticks = ticks(201, 1);
    PortExceptionProposal stepping =
        inThisOrder(observations, ticks, rules, time -> time).orElseThrow();
    Collections.shuffle(observations, new Random(5));
    PortExceptionProposal jumping =
        inThisOrder(observations, ticks, rules, time -> 0).orElseThrow();
    observations.forEach(observation -> use.observe(observation.host, observation.time));

    assertThat(jumping).usingRecursiveComparison().ignoringFields("lastSeen").isEqualTo(stepping);
    assertThat(stepping.proposedAt()).isEqualTo(FROM + 150 * DAY + HOUR);
    assertThat(use.lastSeen()).isEqualTo(FROM + 200 * DAY - HOUR + 1);
  }

  private record Observation(String host, long time) {}

  private static List<Observation> observations(Random random, int maxDays, int maxCount) {
    List<Observation> observations = new ArrayList<>();
    int hosts = 1 + random.nextInt(100);
    int days = 1 + random.nextInt(maxDays);
    for (int i = random.nextInt(maxCount); i >= 0; i--) {
      long time = FROM + random.nextLong(days * DAY);
      observations.add(new Observation("host" + random.nextInt(hosts), time));
    }
    return observations;
  }

  private static List<Long> ticks(int days, int hours) {
    List<Long> ticks = new ArrayList<>();
    for (long tick = FROM; tick <= FROM + days * DAY; tick += hours * HOUR) {
      ticks.add(tick);
    }
    return ticks;
  }

  /** At every tick everything up to it has arrived, and what lies ahead as the arrival says. */
  private static Optional<PortExceptionProposal> inThisOrder(
      List<Observation> observations,
      List<Long> ticks,
      ExceptionRules rules,
      LongUnaryOperator arrivalByTime) {
    PortUse use = new PortUse();
    long from = Long.MIN_VALUE;
    for (long tick : ticks) {
      for (Observation observation : observations) {
        long arrival = arrivalByTime.applyAsLong(observation.time);
        if (arrival > from && arrival <= tick) {
          use.observe(observation.host, observation.time);
        }
      }
      from = tick;
      use = PortUse.fromBytes(use.toBytes());
      Optional<PortExceptionProposal> proposal = use.propose(KEY, tick, rules);
      if (proposal.isPresent()) {
        return proposal;
      }
    }
    return Optional.empty();
  }

  private static Optional<PortExceptionProposal> byDefinition(
      List<Observation> observations, List<Long> ticks, ExceptionRules rules) {
    for (long tick : ticks) {
      Map<String, Long> firsts = new HashMap<>();
      long last = Long.MIN_VALUE;
      for (Observation observation : observations) {
        if (observation.time <= tick) {
          firsts.merge(observation.host, observation.time, Math::min);
        }
        if (observation.time < tick / HOUR * HOUR) {
          last = Math.max(last, observation.time);
        }
      }
      int hosts = Math.min(firsts.size(), ExceptionRules.MAX_HOSTS);
      long first = firsts.isEmpty() ? Long.MAX_VALUE : Collections.min(firsts.values());
      if (hosts >= rules.minHosts() && last >= first + rules.minAge().toMillis()) {
        return Optional.of(new PortExceptionProposal(KEY, hosts, first, last, tick));
      }
    }
    return Optional.empty();
  }

  @Test
  void itsStateStaysSmall() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      use.observe("host" + random.nextInt(5_000), Math.floorMod(random.nextLong(), 400 * DAY));
    }

    assertThat(use.toBytes()).hasSizeLessThan(17_500);
  }

  @Test
  void storedStateThatIsDamagedOrOfAnotherVersionIsRefused() {
    use.observe("a", DAY);
    byte[] stored = use.toBytes();
    byte[] newer = stored.clone();
    newer[4] = 2;

    assertThat(PortUse.fromBytes(stored).toBytes()).isEqualTo(stored);
    assertThatThrownBy(() -> PortUse.fromBytes(newer)).hasMessageContaining("version is 2");
    assertThatThrownBy(() -> PortUse.fromBytes(Arrays.copyOf(stored, stored.length - 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too early");
    assertThatThrownBy(() -> PortUse.fromBytes(Arrays.copyOf(stored, stored.length + 1)))
        .hasMessageContaining("1 bytes follow");
    assertThatThrownBy(() -> PortUse.fromBytes(new byte[20])).hasMessageContaining("HWPU");
  }

  @Test
  void damagedStateIsRefusedUnlessItSaysSomethingElse() {
    byte[] stored = stored();
    Random random = new Random(13);
    int refused = 0;
    for (int run = 0; run < 20_000; run++) {
      byte[] damaged = Arrays.copyOf(stored, stored.length - random.nextInt(2) * random.nextInt(9));
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertThat(PortUse.fromBytes(damaged).toBytes()).isEqualTo(damaged);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("Not a port use: ");
        refused++;
      }
    }
    assertThat(refused).isBetween(5_000, 19_999);
  }

  /** Offsets: 5 proposed, 6 last tick, 14 last use settled, 22 number of hours, 24 hours. */
  @Test
  void whatNoUseCouldHaveStoredIsRefusedWithItsReason() {
    assertRefused(bytes -> bytes.put(5, (byte) 2), "neither that it was proposed");
    assertRefused(bytes -> bytes.put(5, (byte) 1), "it was proposed and yet has hours");
    assertRefused(bytes -> bytes.putLong(14, 9 * DAY), "its last use lies after its last tick");
    assertRefused(bytes -> bytes.putShort(22, (short) 2_049), "2049 hours, at most 2048");
    assertRefused(bytes -> bytes.putShort(22, (short) -1), "65535 hours, at most 2048");
    assertRefused(bytes -> bytes.putShort(22, (short) 2_048), "it ends too early");
    assertRefused(bytes -> bytes.putLong(24, DAY), "its hours are out of order");
    assertRefused(bytes -> bytes.putLong(32, 5 * DAY), "its hours are out of order");
    assertRefused(bytes -> bytes.put(40, (byte) -1), "255 hosts, at most 64");
    assertRefused(bytes -> bytes.put(40, (byte) 64), "it ends too early");
    assertRefused(bytes -> bytes.putInt(53, bytes.getInt(41)), "its hosts are out of order");
  }

  private static void assertRefused(Consumer<ByteBuffer> damage, String reason) {
    byte[] stored = stored();
    damage.accept(ByteBuffer.wrap(stored));
    assertThatThrownBy(() -> PortUse.fromBytes(stored))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  /** A use on two hosts with two hours ahead of its last tick. */
  private static byte[] stored() {
    PortUse use = new PortUse();
    use.observe("a", DAY);
    use.propose(KEY, 2 * DAY, RULES);
    use.observe("a", 5 * DAY);
    use.observe("b", 6 * DAY);
    return use.toBytes();
  }

  @Test
  void rulesThatAskForTooMuchOrTooLittleAreRefused() {
    assertThatThrownBy(() -> new ExceptionRules(65, Duration.ZERO))
        .hasMessageContaining("1 to 64 hosts");
    assertThatThrownBy(() -> new ExceptionRules(0, Duration.ZERO))
        .hasMessageContaining("1 to 64 hosts");
    assertThatThrownBy(() -> new ExceptionRules(1, Duration.ofDays(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ExceptionRules(1, Duration.ofDays(60).plusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 60 d");
  }
}
