package io.holoward.detection.finding;

import io.holoward.detection.features.Feature;
import io.holoward.detection.features.Features;
import io.holoward.entropy.FeatureContribution;
import io.holoward.entropy.Pairs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which columns are told as the reasons of a score: at most two. A fact about the connection (that
 * its service is new) comes first, whatever it weighs; of the others the weightiest. A pair is left
 * out where one of its features alone says as much.
 *
 * @param fact the column whose fact is told; null for none
 * @param others the weightiest first
 */
record Reasons(FeatureContribution fact, List<FeatureContribution> others) {

  private static final int MOST = 2;

  /** A reason is told when it weighs at least this share of the weightiest. */
  private static final double WORTH_TELLING = 0.5;

  /**
   * The reasons behind a score.
   *
   * @param contributions of all columns, the largest first
   */
  static Reasons of(List<FeatureContribution> contributions) {
    FeatureContribution fact = fact(contributions);
    Map<String, FeatureContribution> byColumn = new HashMap<>();
    contributions.forEach(contribution -> byColumn.put(contribution.feature(), contribution));
    List<FeatureContribution> others =
        contributions.stream()
            .filter(
                contribution ->
                    fact == null || !contribution.value() || !isFact(contribution.feature()))
            .filter(contribution -> !isImplied(contribution, byColumn))
            .toList();
    Stream<FeatureContribution> told =
        others.stream()
            .filter(
                other ->
                    other.contribution() >= WORTH_TELLING * contributions.get(0).contribution())
            .limit(fact == null ? MOST : MOST - 1);
    return new Reasons(fact, told.toList());
  }

  /** The columns of all reasons in the order they are told in. */
  List<String> columns() {
    List<String> columns = new ArrayList<>();
    if (fact != null) {
      columns.add(fact.feature());
    }
    others.forEach(other -> columns.add(other.feature()));
    return columns;
  }

  /** What is so of most records of a process is no news, even if it is a fact. */
  private static FeatureContribution fact(List<FeatureContribution> contributions) {
    for (Feature feature : Features.ALL) {
      if (feature.fact().isPresent()) {
        for (FeatureContribution contribution : contributions) {
          if (contribution.value()
              && feature.owns(contribution.feature())
              && 2 * contribution.recordsWithFeature() < contribution.records()) {
            return contribution;
          }
        }
      }
    }
    return null;
  }

  /** Whether a column, or both of a pair, only says what facts say. */
  private static boolean isFact(String column) {
    return Pairs.parts(column).stream()
        .map(Features::owner)
        .allMatch(owner -> owner.flatMap(Feature::fact).isPresent());
  }

  private static boolean isImplied(
      FeatureContribution contribution, Map<String, FeatureContribution> byColumn) {
    return Pairs.isPair(contribution.feature())
        && Pairs.parts(contribution.feature()).stream()
            .map(byColumn::get)
            .anyMatch(
                part ->
                    part != null && part.recordsWithFeature() == contribution.recordsWithFeature());
  }
}
