package io.holoward.scoring.job;

/**
 * Ends the job's main method after a user's error, which has been told already: a cluster's client
 * must see that nothing was submitted, and an exit would end the cluster itself in application
 * mode.
 */
public final class JobNotSubmittedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  JobNotSubmittedException(int exitCode) {
    super("the job was not submitted; see the message above", null, false, false);
    this.exitCode = exitCode;
  }

  /** The exit code that the command line would end with. */
  public int exitCode() {
    return exitCode;
  }
}
