package io.holoward.backtest.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Divides scenarios into folds. */
final class Folds {

  /** The group of folds that are not of one lab. */
  private static final String ALL = "all";

  /** The scenarios of each lab, the earliest first. */
  private final Map<String, List<String>> labs = new TreeMap<>();

  /**
   * @param scenarios in the order of their first events
   */
  Folds(List<String> scenarios, Labs labs) {
    for (String scenario : scenarios) {
      this.labs.computeIfAbsent(labs.of(scenario), lab -> new ArrayList<>()).add(scenario);
    }
  }

  /** The folds of a kind; none where there are too few scenarios or labs for it. */
  List<Fold> of(FoldKind kind) {
    return switch (kind) {
      case SCENARIO -> scenarios();
      case LAB -> labs();
      case HALF -> halves();
      case NONE -> everything();
    };
  }

  private List<Fold> scenarios() {
    List<Fold> folds = new ArrayList<>();
    labs.forEach(
        (lab, scenarios) -> {
          for (String tested : scenarios) {
            Set<String> others = without(scenarios, tested);
            if (!others.isEmpty()) {
              folds.add(new Fold(lab, others, others, Set.of(), Set.of(tested)));
            }
          }
        });
    return folds;
  }

  private List<Fold> labs() {
    List<Fold> folds = new ArrayList<>();
    labs.forEach(
        (teacher, learned) ->
            labs.forEach(
                (lab, scenarios) -> {
                  if (!teacher.equals(lab)) {
                    for (String tested : scenarios) {
                      folds.add(
                          new Fold(
                              lab + " by " + teacher,
                              Set.copyOf(learned),
                              without(scenarios, tested),
                              Set.of(),
                              Set.of(tested)));
                    }
                  }
                }));
    return folds;
  }

  private List<Fold> halves() {
    List<Fold> folds = new ArrayList<>();
    for (List<String> scenarios : labs.values()) {
      if (scenarios.size() > 1) {
        int middle = scenarios.size() / 2;
        Set<String> early = Set.copyOf(scenarios.subList(0, middle));
        Set<String> late = Set.copyOf(scenarios.subList(middle, scenarios.size()));
        late.stream()
            .sorted()
            .forEach(tested -> folds.add(half("later by earlier", early, late, tested)));
        early.stream()
            .sorted()
            .forEach(tested -> folds.add(half("earlier by later", late, early, tested)));
      }
    }
    return folds;
  }

  /** Attacks of other scenarios did not happen: what one showed must not make another one old. */
  private static Fold half(String group, Set<String> learned, Set<String> half, String tested) {
    return new Fold(group, learned, learned, half, Set.of(tested));
  }

  private List<Fold> everything() {
    Set<String> all = new TreeSet<>();
    labs.values().forEach(all::addAll);
    return List.of(new Fold(ALL, all, all, Set.of(), all));
  }

  private static Set<String> without(List<String> scenarios, String one) {
    Set<String> others = new TreeSet<>(scenarios);
    others.remove(one);
    return others;
  }
}
