package io.holoward.benchmarks.suite;

import java.time.Instant;

/**
 * What was found, and by what: sections of one page may be of several runs.
 *
 * @param machine it was found on
 * @param date when
 * @param effort that was put into it
 */
record Measured(Section section, Machine machine, Instant date, Effort effort) {

  boolean isOf(String part) {
    return section.part().equals(part);
  }

  /** Whether it is the same comparison, perhaps of another run. */
  boolean compares(Measured other) {
    return other.isOf(section.part()) && other.section.title().equals(section.title());
  }
}
