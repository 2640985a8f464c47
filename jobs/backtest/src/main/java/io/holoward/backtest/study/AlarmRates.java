package io.holoward.backtest.study;

import io.holoward.backtest.study.Judged.Origin;
import io.holoward.backtest.study.StudyResult.Alarms;
import io.holoward.backtest.study.StudyResult.Rate;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Assessment;
import io.holoward.detection.finding.Raise;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.lifecycle.SealedModel;
import io.holoward.detection.sighting.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How many findings each choice of {@code alarm.raise} would make of what folds scored. */
final class AlarmRates {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private AlarmRates() {}

  /** An hour of the clock in which a host of a scenario was seen. */
  private record HostHour(String scenario, String host, long hour) {}

  static Alarms of(List<FoldResult> results, Configuration configuration) {
    Set<HostHour> hours = new HashSet<>();
    Set<String> unmodelled = new HashSet<>();
    for (FoldResult result : results) {
      for (Judged judged : result.judged()) {
        if (judged.origin() == Origin.RECORDED) {
          AssessedConnection assessed = judged.assessed();
          hours.add(
              new HostHour(
                  result.fold().group() + judged.observation().scenario(),
                  assessed.actor().host(),
                  Math.floorDiv(assessed.eventTime(), HOUR)));
        }
      }
    }
    Assessment every = assessment(configuration, Raise.EVERY);
    for (FoldResult result : results) {
      background(result)
          .filter(judged -> !judged.isModelled())
          .forEach(judged -> uid(every, result, judged).ifPresent(unmodelled::add));
    }
    List<Rate> rates = new ArrayList<>();
    for (Raise raise : Raise.values()) {
      rates.add(rate(raise, results, configuration, hours.size()));
    }
    return new Alarms(hours.size(), rates, each(unmodelled.size(), hours.size()));
  }

  private static Stream<Judged> background(FoldResult result) {
    return result.judged().stream()
        .filter(judged -> judged.origin() == Origin.RECORDED && !judged.isAttack());
  }

  private static Rate rate(
      Raise raise, List<FoldResult> results, Configuration configuration, long hours) {
    Assessment assessment = assessment(configuration, raise);
    Set<String> raised = new HashSet<>();
    Set<String> abnormal = new HashSet<>();
    for (FoldResult result : results) {
      background(result)
          .filter(Judged::isModelled)
          .forEach(
              judged ->
                  uid(assessment, result, judged)
                      .ifPresent(
                          uid -> {
                            raised.add(uid);
                            if (judged.assessed().verdict() == Verdict.ABNORMAL) {
                              abnormal.add(uid);
                            }
                          }));
    }
    return new Rate(
        raise.name().toLowerCase(Locale.ROOT),
        found(Origin.AS_IT_IS, raise, results),
        found(Origin.PUBLIC_443, raise, results),
        abnormal.size(),
        each(abnormal.size(), hours),
        raised.size(),
        each(raised.size(), hours));
  }

  /** The share of transplanted units of which a connection raises an abnormal finding. */
  private static Double found(Origin origin, Raise raise, List<FoldResult> results) {
    Set<Object> all = new HashSet<>();
    Set<Object> found = new HashSet<>();
    for (FoldResult result : results) {
      for (Judged judged : result.judged()) {
        if (judged.origin() == origin) {
          Object unit = List.of(result.fold().group(), judged.unit());
          all.add(unit);
          boolean isAbnormal = judged.assessed().verdict() == Verdict.ABNORMAL;
          if (isAbnormal && raise.raises(judged.assessed().known(), true)) {
            found.add(unit);
          }
        }
      }
    }
    return each(found.size(), all.size());
  }

  private static Optional<String> uid(Assessment assessment, FoldResult result, Judged judged) {
    AssessedConnection assessed = judged.assessed();
    Sighting sighting = judged.observation().sighting(judged.signature());
    SealedModel model = result.lesson().model(assessed.actor().processId()).orElse(null);
    return assessment.uid(sighting, model).map(uid -> result.fold().group() + uid);
  }

  private static Assessment assessment(Configuration configuration, Raise raise) {
    return new Assessment(
        configuration.scoringRules(),
        configuration.severity(),
        raise,
        configuration.alarm().repeatInterval());
  }

  private static Double each(long count, long of) {
    return of == 0 ? null : (double) count / of;
  }
}
