package io.holoward.detection.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holoward.detection.history.Clients;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.rhythm.Gaps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalAggregationTest {

  private static final long WINDOW = 1_000;
  private static final InstanceKey KEY = new InstanceKey(1, 2);
  private static final OrientedConnection HTTPS = outbound("10.0.0.1", 443);

  private final LocalAggregation aggregation =
      new LocalAggregation(WINDOW, 100_000, Clients.UNTOLD, 42);
  private final List<HeldBack> flushed = new ArrayList<>();

  @Test
  void theFirstIsForwardedAndRepetitionsAreCounted() {
    assertThat(first(HTTPS, 100)).isTrue();
    assertThat(first(HTTPS, 500)).isFalse();
    assertThat(first(HTTPS, 300)).isFalse();
    aggregation.flush(998, flushed::add);
    assertThat(flushed).isEmpty();
    aggregation.flush(999, flushed::add);
    assertThat(flushed)
        .containsExactly(
            new HeldBack(
                KEY,
                new Endpoint("10.0.0.1", 443),
                null,
                Direction.OUT,
                Protocol.TCP,
                false,
                false,
                1_000,
                2,
                100,
                500,
                new Gaps(400, 400 * 400)));
  }

  @Test
  void whereClientsAreToldEachPrivateOneIsForwardedAndCountedForItself() {
    LocalAggregation telling = new LocalAggregation(WINDOW, 100, new Clients(true), 9);
    Endpoint smb = new Endpoint("10.0.0.5", 445);
    List<OrientedConnection> clients =
        List.of(
            inbound(smb, new Endpoint("10.0.0.1", 50_000)),
            inbound(smb, new Endpoint("10.0.0.2", 50_000)));
    for (OrientedConnection client : clients) {
      assertThat(telling.first(KEY, client, false, false, 1, flushed::add)).isTrue();
      assertThat(telling.first(KEY, client, false, false, 2, flushed::add)).isFalse();
    }
    for (int host = 1; host < 4; host++) {
      OrientedConnection internet = inbound(smb, new Endpoint("203.0.113." + host, 50_000));
      assertThat(telling.first(KEY, internet, false, false, 3, flushed::add)).isEqualTo(host == 1);
    }
    LocalAggregation restarted = new LocalAggregation(WINDOW, 100, new Clients(true), 11);
    restarted.restoreHeld(List.of(telling.snapshotHeld()));
    restarted.flush(999, flushed::add);
    assertThat(flushed)
        .extracting(held -> held.client() + " " + held.service().address() + " " + held.count())
        .containsExactlyInAnyOrder("10.0.0.1 null 1", "10.0.0.2 null 1", "null 10.0.0.5 2");
  }

  @Test
  void aLaterWindowDoesNotHideTheEarlierOneThatCloses() {
    first(HTTPS, 100);
    first(HTTPS, 200);
    first(HTTPS, 2_500);
    first(HTTPS, 2_600);
    aggregation.flush(999, flushed::add);
    assertThat(flushed).extracting(HeldBack::windowEnd).containsExactly(1_000L);
    aggregation.flush(2_999, flushed::add);
    assertThat(flushed).extracting(HeldBack::windowEnd).containsExactly(1_000L, 3_000L);
  }

  @Test
  void aNewWindowBeginsAnew() {
    assertThat(first(HTTPS, 999)).isTrue();
    assertThat(first(HTTPS, 1_000)).isTrue();
    assertThat(aggregation.windowEnd(-1)).isZero();
    assertThat(aggregation.windowEnd(0)).isEqualTo(1_000);
  }

  @Test
  void whatDiffersInAnyPartIsSomethingElse() {
    Endpoint any = Endpoint.ANY;
    List<OrientedConnection> different =
        List.of(
            HTTPS,
            outbound("10.0.0.1", 444),
            outbound("10.0.0.2", 443),
            outbound(null, 443),
            outbound("10.0.0.1", Endpoint.ANY_PORT),
            new OrientedConnection(Direction.OUT, Protocol.UDP, any, HTTPS.remote()),
            new OrientedConnection(Direction.IN, Protocol.TCP, HTTPS.remote(), any));
    for (OrientedConnection connection : different) {
      assertThat(first(connection, 1)).isTrue();
      assertThat(first(connection, 2)).isFalse();
    }
    assertThat(aggregation.first(KEY, HTTPS, true, false, 3, LocalAggregationTest::overflow))
        .isTrue();
    assertThat(
            aggregation.first(
                new InstanceKey(1, 3), HTTPS, false, false, 3, LocalAggregationTest::overflow))
        .isTrue();
    assertThat(
            aggregation.first(
                new InstanceKey(2, 2), HTTPS, false, false, 3, LocalAggregationTest::overflow))
        .isTrue();
  }

  @Test
  void aConnectionOfTheHostWithItselfIsNotTheOneWithAnother() {
    assertThat(first(HTTPS, 1)).isTrue();
    assertThat(loopback(HTTPS, 2)).isTrue();
    assertThat(loopback(HTTPS, 3)).isFalse();
    aggregation.flush(999, flushed::add);
    assertThat(flushed).singleElement().matches(HeldBack::loopback);
  }

  @Test
  void theGapsOfAllConnectionsAreCountedFromTheOneForwarded() {
    for (long time : new long[] {100, 110, 130, 160}) {
      first(HTTPS, time);
    }
    aggregation.flush(999, flushed::add);
    assertThat(flushed).extracting(HeldBack::gaps).containsExactly(new Gaps(60, 100 + 400 + 900));
  }

  @Test
  void aGapIsNeverNegativeWhateverTheOrder() {
    for (long time : new long[] {100, 130, 110, 90}) {
      first(HTTPS, time);
    }
    aggregation.flush(999, flushed::add);
    assertThat(flushed)
        .extracting(HeldBack::gaps)
        .as("30 up, one that falls in between, 10 down")
        .containsExactly(new Gaps(40, 900 + 100));
  }

  @Test
  void theGapsGoOnAfterARestart() {
    first(HTTPS, 100);
    first(HTTPS, 110);
    LocalAggregation restarted = new LocalAggregation(WINDOW, 100, Clients.UNTOLD, 9);
    restarted.restoreHeld(List.of(aggregation.snapshotHeld()));
    assertThat(restarted.first(KEY, HTTPS, false, false, 140, flushed::add)).isFalse();
    restarted.flush(999, flushed::add);
    assertThat(flushed).extracting(HeldBack::gaps).containsExactly(new Gaps(40, 100 + 900));
  }

  @Test
  void ofCountsStoredWithoutGapsNoRegularityIsClaimed() {
    SnapshotWriter old = new SnapshotWriter(1);
    old.number(1);
    old.number(KEY.high());
    old.number(KEY.low());
    old.endpoint(HTTPS.remote());
    old.constant(Direction.OUT);
    old.constant(Protocol.TCP);
    old.flag(false);
    old.number(WINDOW);
    old.number(7);
    old.number(300);
    old.number(900);
    aggregation.restoreHeld(List.of(old.toBytes()));
    aggregation.flush(999, flushed::add);
    assertThat(flushed)
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.count()).isEqualTo(7);
              assertThat(held.loopback()).isFalse();
              assertThat(held.gaps()).isEqualTo(new Gaps(600, 600 * 600));
            });
  }

  @Test
  void theClientsPortIsNoPartOfTheService() {
    Endpoint server = new Endpoint("10.0.0.9", 445);
    assertThat(first(inbound(server, new Endpoint("10.0.0.1", 50_000)), 1)).isTrue();
    assertThat(first(inbound(server, new Endpoint("10.0.0.2", 50_001)), 2)).isFalse();
  }

  @Test
  void whatIsLateIsForwardedAlways() {
    aggregation.flush(5_000, flushed::add);
    assertThat(first(HTTPS, 4_500)).isTrue();
    assertThat(first(HTTPS, 4_500)).isTrue();
  }

  @Test
  void aFullTableHandsItsCountsOverAndBeginsAnew() {
    LocalAggregation small = new LocalAggregation(WINDOW, 3, Clients.UNTOLD, 42);
    for (int port = 0; port < 3; port++) {
      assertThat(small.first(KEY, outbound("10.0.0.1", port), false, false, 1, flushed::add))
          .isTrue();
      assertThat(small.first(KEY, outbound("10.0.0.1", port), false, false, 1, flushed::add))
          .isFalse();
    }
    assertThat(small.first(KEY, outbound("10.0.0.1", 9), false, false, 1, flushed::add)).isTrue();
    assertThat(flushed).hasSize(3);
    assertThat(small.first(KEY, outbound("10.0.0.1", 0), false, false, 1, flushed::add)).isTrue();
  }

  @Test
  void aFloodOfNewThingsIsForwardedWithoutTheTableForAWhile() {
    int port = 0;
    for (int i = 0; i < LocalAggregation.BLOCK; i++) {
      first(outbound("10." + i % 200 + "." + i / 200 % 200 + ".1", port++ % 60_000), 1);
    }
    for (int i = 0; i < LocalAggregation.BYPASSED_BLOCKS * LocalAggregation.BLOCK; i++) {
      assertThat(first(HTTPS, 1)).isTrue();
    }
    assertThat(first(HTTPS, 1)).isTrue();
    assertThat(first(HTTPS, 1)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, 100000", "2, 100000", "3, 7", "4, 200"})
  void forwardedPlusCountedIsEverything(long seed, int maxEntries) {
    Random random = new Random(seed);
    LocalAggregation table = new LocalAggregation(WINDOW, maxEntries, Clients.UNTOLD, seed);
    Map<String, Tally> expected = new HashMap<>();
    Map<String, Tally> actual = new HashMap<>();
    Consumer<HeldBack> counted = held -> count(actual, held);
    long watermark = Long.MIN_VALUE;
    for (int i = 0; i < 60_000; i++) {
      long time = i / 10L + random.nextInt(2_500);
      InstanceKey key = new InstanceKey(random.nextInt(5), 7);
      OrientedConnection connection = outbound("10.0.0." + random.nextInt(9), random.nextInt(9));
      boolean blocked = random.nextInt(20) == 0;
      HeldBack one = heldBack(table, key, connection, blocked, time);
      count(expected, one);
      if (table.first(key, connection, blocked, false, time, counted)) {
        count(actual, one);
      }
      if (i % 777 == 0) {
        watermark = i / 10L;
        table.flush(watermark, counted);
      }
      if (i % 9_999 == 5_000) {
        byte[] snapshot = table.snapshotHeld();
        table = new LocalAggregation(WINDOW, maxEntries, Clients.UNTOLD, random.nextLong());
        table.restoreHeld(List.of(snapshot));
        table.flush(watermark, counted);
      }
    }
    table.flush(Long.MAX_VALUE, counted);
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void countsOfSeveralSubtasksAddUp() {
    LocalAggregation other = new LocalAggregation(WINDOW, 100, Clients.UNTOLD, 9);
    for (long time = 10; time < 15; time++) {
      first(HTTPS, time);
      other.first(KEY, HTTPS, false, false, time + 100, LocalAggregationTest::overflow);
    }
    LocalAggregation merged = new LocalAggregation(WINDOW, 100, Clients.UNTOLD, 11);
    merged.restoreHeld(List.of(aggregation.snapshotHeld(), other.snapshotHeld()));
    merged.flush(999, flushed::add);
    assertThat(flushed).hasSize(1);
    assertThat(flushed.get(0).count()).isEqualTo(8);
    assertThat(flushed.get(0).firstTime()).isEqualTo(10);
    assertThat(flushed.get(0).lastTime()).isEqualTo(114);
  }

  @Test
  void impossibleSizesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalAggregation(0, 1, Clients.UNTOLD, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalAggregation(1, 0, Clients.UNTOLD, 1));
  }

  private boolean first(OrientedConnection connection, long time) {
    return aggregation.first(KEY, connection, false, false, time, LocalAggregationTest::overflow);
  }

  private boolean loopback(OrientedConnection connection, long time) {
    return aggregation.first(KEY, connection, false, true, time, LocalAggregationTest::overflow);
  }

  private static HeldBack heldBack(
      LocalAggregation table,
      InstanceKey key,
      OrientedConnection connection,
      boolean blocked,
      long time) {
    return new HeldBack(
        key,
        connection.service(),
        null,
        connection.direction(),
        connection.protocol(),
        blocked,
        false,
        table.windowEnd(time),
        1,
        time,
        time,
        Gaps.NONE);
  }

  private static void count(Map<String, Tally> tallies, HeldBack held) {
    String what =
        held.key()
            + " "
            + held.service()
            + held.direction()
            + held.protocol()
            + held.blocked()
            + held.windowEnd();
    tallies.merge(
        what,
        new Tally(held.count(), held.firstTime(), held.lastTime()),
        (a, b) ->
            new Tally(a.count + b.count, Math.min(a.first, b.first), Math.max(a.last, b.last)));
  }

  private static void overflow(HeldBack held) {
    throw new AssertionError("the table is large enough for " + held);
  }

  private record Tally(long count, long first, long last) {}

  private static OrientedConnection outbound(String address, int port) {
    return new OrientedConnection(
        Direction.OUT, Protocol.TCP, Endpoint.ANY, new Endpoint(address, port));
  }

  private static OrientedConnection inbound(Endpoint local, Endpoint remote) {
    return new OrientedConnection(Direction.IN, Protocol.TCP, local, remote);
  }
}
