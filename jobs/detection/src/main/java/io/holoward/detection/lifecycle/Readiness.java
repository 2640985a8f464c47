package io.holoward.detection.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a process may be promoted.
 *
 * @param blockers what still blocks, in the order of {@link Criterion}; empty when ready
 */
public record Readiness(List<Blocker> blockers) {

  public Readiness {
    blockers = List.copyOf(blockers);
  }

  /** What promotion is judged by. */
  public enum Criterion {
    RECORDS,
    HOSTS,
    AGE,
    NOVELTY,
    STABILITY,
    LOCK
  }

  /**
   * One thing that blocks.
   *
   * @param text such as {@code 31 of 50 records}
   */
  public record Blocker(Criterion criterion, String text) {}

  /** True when nothing blocks. */
  public boolean ready() {
    return blockers.isEmpty();
  }

  /** What blocks, one text each. */
  public List<String> texts() {
    return blockers.stream().map(Blocker::text).toList();
  }

  /**
   * Judges a process; a protected one has nothing left to be ready for.
   *
   * @param tick event time, milliseconds since the epoch
   */
  public static Readiness of(
      ProcessProfile profile, PromotionRules rules, NoveltyLearning learning, long tick) {
    List<Blocker> blockers = new ArrayList<>();
    if (profile.phase == Phase.DISCOVERY) {
      records(profile, rules).ifPresent(blockers::add);
      hosts(profile, rules).ifPresent(blockers::add);
      age(profile, rules, tick).ifPresent(blockers::add);
      novelty(profile, learning, tick).ifPresent(blockers::add);
      stability(profile, rules).ifPresent(blockers::add);
      if (profile.locked) {
        blockers.add(new Blocker(Criterion.LOCK, "locked by an operator"));
      }
    }
    return new Readiness(blockers);
  }

  private static Optional<Blocker> records(ProcessProfile profile, PromotionRules rules) {
    int needed = Math.max(rules.minRecords(), rules.floor());
    return profile.records() >= needed
        ? Optional.empty()
        : blocker(Criterion.RECORDS, "%d of %d records", profile.records(), needed);
  }

  private static Optional<Blocker> hosts(ProcessProfile profile, PromotionRules rules) {
    return profile.hosts.count() >= rules.minHosts()
        ? Optional.empty()
        : blocker(Criterion.HOSTS, "%d of %d hosts", profile.hosts.count(), rules.minHosts());
  }

  private static Optional<Blocker> age(ProcessProfile profile, PromotionRules rules, long tick) {
    long age = profile.age(tick);
    long needed = rules.minAge().toMillis();
    return age >= needed
        ? Optional.empty()
        : blocker(Criterion.AGE, "%s of %s observed", span(age), span(needed));
  }

  private static Optional<Blocker> novelty(
      ProcessProfile profile, NoveltyLearning learning, long tick) {
    return learning.isAwaited(profile, tick)
        ? blocker(
            Criterion.NOVELTY,
            "%s of %s observed what is new",
            span(learning.observed(profile, tick)),
            span(learning.rules().horizon().toMillis()))
        : Optional.empty();
  }

  private static Optional<Blocker> stability(ProcessProfile profile, PromotionRules rules) {
    int window = rules.stability().records();
    double share = profile.novelty.shareNew(window);
    double allowed = rules.stability().maxNew();
    return share <= allowed || profile.novelty.recorded() == 0
        ? Optional.empty()
        : blocker(
            Criterion.STABILITY,
            "%.1f %% of the last %d records new, %.1f %% allowed",
            100 * share,
            Math.min(window, profile.novelty.recorded()),
            100 * allowed);
  }

  private static Optional<Blocker> blocker(Criterion criterion, String format, Object... values) {
    return Optional.of(new Blocker(criterion, String.format(Locale.ROOT, format, values)));
  }

  private static String span(long millis) {
    long minutes = millis / 60_000;
    return minutes % 60 == 0 || minutes >= 600 ? minutes / 60 + " h" : minutes + " min";
  }
}
