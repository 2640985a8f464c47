package io.holoward.detection.lifecycle;

import io.holoward.detection.features.Novelty;
import io.holoward.detection.history.Places;
import io.holoward.detection.sighting.FlowSightings;
import io.holoward.detection.sighting.Sighting;
import io.holoward.detection.sighting.Sighting.Kind;
import io.holoward.entropy.Signature;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Learns what a process showed in one observation window. Columns that its discovery does not speak
 * of are left out; what is then the same is learned once per process instance, as ever.
 */
public final class WindowLearning {

  private final NoveltyLearning novelty;

  /** Learns of novelty what it is told of. */
  public WindowLearning(NoveltyLearning novelty) {
    this.novelty = novelty;
  }

  /** What an instance has shown in the window. */
  private record Shown(String instanceKey, Signature signature) {}

  /**
   * Learns a window.
   *
   * @param window all sightings of the process in it, in an order that does not depend on their
   *     arrival
   */
  public void learn(ProcessProfile profile, List<Sighting> window) {
    for (Sighting sighting : window) {
      profile.seen(sighting.eventTime());
    }
    boolean isWarm = novelty.isWarm(profile.records());
    Set<Shown> shown = new HashSet<>();
    for (Sighting record : FlowSightings.records(window)) {
      Signature whole = Signature.parse(record.signature());
      Signature signature = profile.features.reduce(isWarm ? whole : withoutProcess(whole));
      if (record.isToldBy(signature)
          && (record.kind().isFlow() || shown.add(new Shown(record.instanceKey(), signature)))) {
        profile.learn(signature, record.host(), record.eventTime());
      }
    }
    tally(profile, window);
  }

  /** While a process is hardly known, everything is new to it: that says nothing. */
  private static Signature withoutProcess(Signature signature) {
    return Novelty.OF_PROCESS.stream().anyMatch(signature::contains)
        ? Signature.of(
            signature.features().stream()
                .filter(column -> !Novelty.OF_PROCESS.contains(column))
                .toList())
        : signature;
  }

  /** Notes for each instance that went anywhere whether it found a new service there. */
  private void tally(ProcessProfile profile, List<Sighting> window) {
    if (profile.locked || !profile.speaksOfNovelty()) {
      return;
    }
    Map<String, Boolean> instances = new HashMap<>();
    for (Sighting sighting : window) {
      if (sighting.kind() == Kind.FIRST
          && novelty.isTold(sighting.eventTime())
          && sighting.connections().stream()
              .anyMatch(connection -> Places.isPlace(connection, false))) {
        boolean isNew = isNew(Signature.parse(sighting.signature()));
        instances.merge(sighting.instanceKey(), isNew, Boolean::logicalOr);
      }
    }
    instances.values().forEach(isNew -> profile.tally = profile.tally.and(isNew));
  }

  private static boolean isNew(Signature signature) {
    return Novelty.FEATURES.stream()
        .anyMatch(column -> !column.equals(Novelty.CLIENT_PROCESS) && signature.contains(column));
  }
}
