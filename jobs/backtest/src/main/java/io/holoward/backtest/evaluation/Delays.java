package io.holoward.backtest.evaluation;

import io.holoward.backtest.evaluation.Evaluation.Delay;
import io.holoward.detection.finding.AssessedConnection;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How long after its first connection an attack raised its first finding. */
final class Delays {

  private static final double MILLIS = 1_000;

  /** By process instance and source. */
  private final Map<String, Map<String, Attack>> attacks = new HashMap<>();

  private record Attack(AssessedConnection first, String label, Long firstAlarm) {

    Attack found(long time) {
      return firstAlarm != null && firstAlarm <= time ? this : new Attack(first, label, time);
    }

    Delay delay() {
      long begin = first.eventTime();
      return new Delay(
          first.source().name(),
          first.actor().host(),
          first.actor().processName(),
          label,
          Instant.ofEpochMilli(begin).toString(),
          firstAlarm == null ? null : Instant.ofEpochMilli(firstAlarm).toString(),
          firstAlarm == null ? null : Math.max(0, firstAlarm - begin) / MILLIS);
    }
  }

  /** Takes a connection that is part of an attack; by event time. */
  void attack(AssessedConnection connection, String label) {
    attacks
        .computeIfAbsent(connection.actor().instanceKey(), instance -> new HashMap<>())
        .putIfAbsent(connection.source().name(), new Attack(connection, label, null));
  }

  /**
   * Takes a finding that a person is told of, once all connections have been taken. One that was
   * raised before an attack and still counts its connections stands for it: the same instance is
   * not raised twice for the same thing. One that another source raised later is about that.
   *
   * @param source the name of the source that raised it
   * @param eventTime milliseconds since the epoch
   * @param lastSeen of the connections it counts
   */
  void finding(String source, String instanceKey, long eventTime, long lastSeen) {
    Map<String, Attack> bySource = attacks.get(instanceKey);
    if (bySource != null) {
      bySource.replaceAll(
          (attacked, attack) -> {
            long begin = attack.first().eventTime();
            boolean isAbout = attacked.equals(source) || eventTime <= begin;
            return isAbout && lastSeen >= begin ? attack.found(eventTime) : attack;
          });
    }
  }

  /** The attacks in the order of their first events. */
  List<Delay> all() {
    return attacks.values().stream()
        .flatMap(bySource -> bySource.values().stream())
        .sorted(
            Comparator.comparingLong((Attack attack) -> attack.first().eventTime())
                .thenComparing(attack -> attack.first().source().name())
                .thenComparing(attack -> attack.first().actor().instanceKey()))
        .map(Attack::delay)
        .toList();
  }

  /** The median of the attacks that were found; null when none was. */
  static Double median(List<Delay> delays) {
    double[] seconds =
        delays.stream()
            .map(Delay::delaySeconds)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    int middle = seconds.length / 2;
    if (seconds.length == 0) {
      return null;
    }
    return seconds.length % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2;
  }
}
