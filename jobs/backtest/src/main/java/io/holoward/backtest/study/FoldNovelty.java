package io.holoward.backtest.study;

import io.holoward.detection.features.Novelty;
import io.holoward.detection.history.NoveltyBurst;
import io.holoward.detection.history.Service;
import io.holoward.detection.observation.OrientedConnection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is new about connections as the behaviour window tells it: bursts are silent. */
final class FoldNovelty {

  private final int limit;
  private final Function<Observation, Novelty> history;
  private final Map<Observation, Novelty> told = new IdentityHashMap<>();

  /** A window of an instance. */
  private record Window(String instanceKey, long windowEnd) {}

  private FoldNovelty(int limit, Function<Observation, Novelty> history) {
    this.limit = limit;
    this.history = history;
  }

  /**
   * Takes connections that happened together.
   *
   * @param limit see {@code novelty.burst}
   * @param history what is new about each
   */
  static FoldNovelty of(
      List<Observation> observations, int limit, Function<Observation, Novelty> history) {
    FoldNovelty novelty = new FoldNovelty(limit, history);
    Map<Window, NoveltyBurst> bursts = new HashMap<>();
    observations.stream()
        .sorted(
            Comparator.<Observation>comparingLong(one -> one.told().eventTime())
                .thenComparing(one -> one.told().connection().service().toString()))
        .forEach(
            one ->
                novelty.tell(
                    one,
                    bursts.computeIfAbsent(
                        new Window(one.actor().instanceKey(), one.windowEnd()),
                        window -> new NoveltyBurst(limit, List.of()))));
    return novelty;
  }

  private void tell(Observation observation, NoveltyBurst burst) {
    Novelty novelty = history.apply(observation);
    OrientedConnection connection = observation.told().connection();
    boolean silent =
        limit != NoveltyBurst.UNLIMITED
            && NoveltyBurst.concerns(connection, novelty)
            && !burst.tells(Service.of(connection));
    told.put(observation, silent ? Novelty.NONE : novelty);
  }

  /** What is new about one of the connections. */
  Novelty of(Observation observation) {
    return told.get(observation);
  }
}
