package io.holoward.benchmarks.pipeline;

import io.holoward.benchmarks.suite.Effort;

/** How long jobs that are run in turn are expected to take, with filling their topics. */
public final class JobMinutes {

  /** To start a job, to end it, and to run a little longer than it should. */
  private static final double BESIDE_A_RUN = 4;

  /** An event is written in four times the time it is read in. */
  private static final double FILLING = 4;

  /** To start the platform, and for the runs that show how fast the jobs are. */
  private static final double TO_BEGIN = 30;

  private JobMinutes() {}

  /** On one kind of traffic. */
  public static double of(Effort effort, int jobs) {
    double counted = effort.rounds() * jobs * (effort.seconds() + BESIDE_A_RUN);
    return (TO_BEGIN + (1 + FILLING) * effort.seconds() + counted) / 60;
  }
}
