package io.holoward.backtest.evaluation;

import java.util.Set;

/**
 * What a recording covers.
 *
 * @param sources the names of all sources that records came from
 * @param hosts hosts seen, told apart by short name
 * @param hostDays pairs of a host and a day (UTC) it was seen on
 */
public record Coverage(Set<String> sources, long hosts, long hostDays) {

  public Coverage {
    sources = Set.copyOf(sources);
  }

  /** On how many days a host was seen, on average. */
  double days() {
    return hosts == 0 ? 0 : (double) hostDays / hosts;
  }

  /** So many for each host and day, or null where nothing was seen. */
  public Double perHostDay(long count) {
    return hostDays == 0 ? null : (double) count / hostDays;
  }
}
