package io.holoward.benchmarks.suite;

/**
 * How much is put into a measurement.
 *
 * @param quick whether sizes are those of a look in passing
 * @param rounds counted runs of everything, after one that is not
 * @param seconds how long a run of a job is to take
 */
public record Effort(boolean quick, int rounds, int seconds) {

  /** For figures that are to be told: with six checkpoints in each run. */
  public static final Effort FULL = new Effort(false, 5, 60);

  /** To see that all works, and roughly how fast it is. */
  public static final Effort QUICK = new Effort(true, 2, 5);

  /** The same with so many counted runs. */
  public Effort withRounds(int number) {
    return new Effort(quick, number, seconds);
  }

  /** The same with runs of jobs that are to take so long. */
  public Effort withSeconds(int number) {
    return new Effort(quick, rounds, number);
  }

  /** One of two, by how much is put into it. */
  public <T> T choose(T ifQuick, T ifFull) {
    return quick ? ifQuick : ifFull;
  }

  /** The command that puts so much into it, and what it means. */
  String words() {
    Effort usual = quick ? QUICK : FULL;
    return "`holoward benchmark%s%s%s`, medians of %d runs after one that is not counted, a run of a job to take %d s"
        .formatted(
            quick ? " --quick" : "",
            rounds == usual.rounds ? "" : " --rounds " + rounds,
            seconds == usual.seconds ? "" : " --seconds " + seconds,
            rounds,
            seconds);
  }
}
