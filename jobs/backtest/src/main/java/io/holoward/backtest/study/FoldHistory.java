package io.holoward.backtest.study;

import io.holoward.backtest.BacktestSession;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.history.AddressHistory;
import io.holoward.detection.history.Clients;
import io.holoward.detection.history.HistoryRules;
import io.holoward.detection.history.Places;
import io.holoward.detection.history.RemoteNetwork;
import io.holoward.detection.history.Service;
import io.holoward.detection.history.Surroundings;
import io.holoward.detection.history.Use;
import io.holoward.detection.history.WideNetworkHistory;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.OrientedConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/** Which addresses some scenarios of a fold use, and what therefore is new about a connection. */
final class FoldHistory {

  private final HistoryRules rules;
  private final int ephemeralLow;
  private final Clients clients;
  private final Map<RemoteNetwork, AddressHistory> networks = new HashMap<>();
  private final Map<RemoteNetwork, WideNetworkHistory> wide = new HashMap<>();

  private FoldHistory(Configuration configuration) {
    this.rules = configuration.historyRules();
    this.ephemeralLow = configuration.features().ephemeralLow();
    this.clients = configuration.clients();
  }

  /** Of a learning pass over connections, which tells of each of them what nobody else used. */
  static FoldHistory learning(List<Observation> observations, Configuration configuration) {
    FoldHistory history = new FoldHistory(learningRules(observations, configuration));
    observations.forEach(history::note);
    return history;
  }

  /** As a learning pass over these connections would set them. */
  private static Configuration learningRules(
      List<Observation> observations, Configuration configuration) {
    List<String> rules = new ArrayList<>(List.of("novelty.leave-one-out=true"));
    if (!observations.isEmpty()) {
      LongSummaryStatistics times =
          observations.stream().mapToLong(one -> one.told().eventTime()).summaryStatistics();
      Duration separation =
          BacktestSession.separation(times.getMin(), times.getMax(), configuration);
      rules.add("novelty.separation=" + separation.toMillis() + " ms");
    }
    return configuration.with(rules);
  }

  /** What a job begins with that is seeded with this history. */
  FoldHistory sealed(Configuration configuration) {
    FoldHistory sealed = new FoldHistory(configuration);
    networks.forEach(
        (network, history) ->
            sealed.networks.put(
                network, AddressHistory.imported(history.snapshot(network), sealed.rules)));
    wide.keySet()
        .forEach(network -> sealed.wide.put(network, WideNetworkHistory.imported(sealed.rules)));
    return sealed;
  }

  /** Notes a connection, if it is one that teaches. */
  void note(Observation observation) {
    if (isUse(observation) && !observation.told().blocked()) {
      RemoteNetwork network = network(observation);
      networks.computeIfAbsent(network, any -> new AddressHistory(rules));
      if (network.wide() != null) {
        wide.computeIfAbsent(network.wide(), any -> new WideNetworkHistory(rules));
      }
      surroundings(observation).note(use(observation));
    }
  }

  /** What is new about one of the connections of a learning pass. */
  Novelty leaveOneOut(Observation observation) {
    return isUse(observation)
        ? surroundings(observation).leaveOneOut(use(observation))
        : Novelty.NONE;
  }

  /** What is new about a connection to a job that began with a sealed history. */
  Novelty novelty(Observation observation) {
    return isUse(observation)
        ? surroundings(observation).novelty(use(observation), Long.MIN_VALUE)
        : Novelty.NONE;
  }

  /** Whether the connection is one that the address history is asked about. */
  private boolean isUse(Observation observation) {
    OrientedConnection connection = observation.told().connection();
    return Places.isPlace(connection, observation.loopback())
        || clients.isOne(connection, observation.loopback());
  }

  private Surroundings surroundings(Observation observation) {
    RemoteNetwork network = network(observation);
    AddressHistory near = networks.getOrDefault(network, new AddressHistory(rules));
    RemoteNetwork around = network.wide();
    return new Surroundings(
        near, around == null ? null : wide.getOrDefault(around, new WideNetworkHistory(rules)));
  }

  private static RemoteNetwork network(Observation observation) {
    return RemoteNetwork.of(
        observation.actor().organisation(), observation.told().connection().remote().address());
  }

  private Use use(Observation observation) {
    OrientedConnection connection = observation.told().connection();
    return new Use(
        connection.direction() == Direction.OUT
            ? Service.of(connection)
            : Service.ofClient(connection, ephemeralLow),
        observation.actor().processId(),
        observation.actor().host(),
        observation.told().eventTime());
  }
}
