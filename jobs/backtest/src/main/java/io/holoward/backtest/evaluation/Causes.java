package io.holoward.backtest.evaluation;

import io.holoward.backtest.evaluation.Evaluation.Cause;
import io.holoward.backtest.evaluation.Evaluation.Example;
import io.holoward.backtest.evaluation.Evaluation.Place;
import io.holoward.backtest.evaluation.Evaluation.Service;
import io.holoward.detection.features.FeaturePhrases;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Groups units that were judged wrongly by the process and by what the verdict rests on. */
public final class Causes {

  private Causes() {}

  /** The ground of a verdict. */
  private record Ground(
      String processId, boolean judged, boolean modelled, boolean known, List<String> features) {
    static Ground of(Unit unit) {
      return new Ground(
          unit.processId(),
          unit.isJudged(),
          unit.isModelled(),
          unit.isKnown(),
          unit.reasons().stream().sorted().toList());
    }
  }

  /** The causes, those of most units first. */
  public static List<Cause> of(Stream<Unit> units) {
    Map<Ground, List<Unit>> groups =
        units.collect(Collectors.groupingBy(Ground::of, LinkedHashMap::new, Collectors.toList()));
    return groups.entrySet().stream()
        .map(group -> cause(group.getKey(), group.getValue()))
        .sorted(
            Comparator.comparingLong(Cause::units)
                .reversed()
                .thenComparing(Cause::processName)
                .thenComparing(Cause::cause))
        .toList();
  }

  private static Cause cause(Ground ground, List<Unit> units) {
    Unit worst = units.stream().max(Comparator.comparingDouble(Unit::suspicion)).orElseThrow();
    return new Cause(
        sentence(ground, worst),
        worst.processName(),
        ground.features(),
        units.size(),
        units.stream().map(Unit::host).distinct().count(),
        new Example(
            new Place(worst.source().name(), worst.source().position()),
            worst.host(),
            new Service(worst.key().service().address(), worst.key().service().port()),
            worst.score()));
  }

  private static String sentence(Ground ground, Unit unit) {
    String who = unit.processName();
    if (!ground.judged()) {
      return who + " was still being learned, so nothing is told of it.";
    }
    if (!ground.modelled()) {
      return who + " has no intended state.";
    }
    String what =
        ground.features().isEmpty()
            ? "what every one of its records shows"
            : ground.features().stream()
                .map(FeaturePhrases::phrase)
                .collect(Collectors.joining(" and "));
    if (unit.isTold()) {
      return who
          + (ground.known()
              ? " is known to show just this, yet it is rare: "
              : " shows what is rare or new to it: ")
          + what
          + ".";
    }
    return who
        + (ground.known()
            ? " is known to show just this: "
            : " shows something new to it, not unusual enough to stand out: ")
        + what
        + ".";
  }
}
