package io.holoward.scoring.history;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.history.AddressHistory;
import io.holoward.detection.history.HistoryRules;
import io.holoward.detection.history.HistorySnapshot;
import io.holoward.detection.history.RemoteNetwork;
import io.holoward.detection.history.WideNetworkHistory;
import io.holoward.schema.AddressHistorySnapshot;
import io.holoward.scoring.codec.HistoryMapping;
import io.holoward.scoring.state.SeedFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Address histories learned elsewhere: a network of which this job knows nothing begins with them.
 * Each subtask reads the whole file, from any file system Flink knows.
 */
final class SeedHistories {

  private final HistoryRules rules;
  private final Map<RemoteNetwork, HistorySnapshot> snapshots = new HashMap<>();
  private final Set<String> areas = new HashSet<>();

  private SeedHistories(HistoryRules rules) {
    this.rules = rules;
  }

  /** Reads the file the configuration names, if it names one. */
  static SeedHistories read(Configuration configuration) throws IOException {
    SeedHistories seed = none(configuration);
    SeedFile.read(
        configuration.novelty().seed(),
        "address histories",
        AddressHistorySnapshot.class,
        seed::add);
    return seed;
  }

  /** Of no network. */
  static SeedHistories none(Configuration configuration) {
    return new SeedHistories(configuration.historyRules());
  }

  /** The networks of which there are any. */
  Set<RemoteNetwork> networks() {
    return snapshots.keySet();
  }

  private void add(AddressHistorySnapshot told) {
    HistorySnapshot snapshot = HistoryMapping.snapshot(told);
    if (!snapshot.services().isEmpty()) {
      snapshots.put(snapshot.network(), snapshot);
      areas.add(snapshot.network().areaKey());
    }
  }

  /** The history a wide network begins with: it is known if any network in it is. */
  WideNetworkHistory wide(String area) {
    return areas.contains(area)
        ? WideNetworkHistory.imported(rules)
        : new WideNetworkHistory(rules);
  }

  /** The history a network begins with. */
  AddressHistory history(RemoteNetwork network) {
    HistorySnapshot snapshot = snapshots.get(network);
    return snapshot == null ? new AddressHistory(rules) : AddressHistory.imported(snapshot, rules);
  }
}
