package io.holoward.benchmarks.suite;

import io.holoward.cli.RunLog;
import io.holoward.cli.UserException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Runs parts one after the other. What is found is written at once: an interrupted run has not lost
 * it, and a part that fails takes nothing of the others with it.
 */
final class SuiteRun {

  private final Machine machine;
  private final Effort effort;
  private final ResultFiles files;
  private final List<Section> sections = new ArrayList<>();
  private final long started = System.nanoTime();
  private boolean complete = true;

  SuiteRun(Machine machine, Effort effort, ResultFiles files) {
    this.machine = machine;
    this.effort = effort;
    this.files = files;
  }

  /**
   * Runs a part.
   *
   * @param directory for its files
   * @throws UserException when it cannot be run for a reason the user can do something about
   */
  void run(Part part, Path directory, Screen screen) {
    screen.begin(part);
    try {
      part.run(new Bench(effort, directory, screen, this::keep));
    } catch (UserException mistake) {
      throw mistake;
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      complete = false;
      LoggerFactory.getLogger(SuiteRun.class).error("{} failed", part.name(), e);
      screen.say("failed: %s", reason(e));
      keep(Section.failed(part, reason(e)));
    }
  }

  private void keep(Section section) {
    sections.add(section);
    files.write(results());
  }

  /** What was found so far. */
  Results results() {
    return new Results(
        machine, effort, Duration.ofNanos(System.nanoTime() - started), List.copyOf(sections));
  }

  /** Whether every part came to its end. */
  boolean isComplete() {
    return complete;
  }

  private static String reason(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String name = cause.getClass().getSimpleName();
    String message = cause.getMessage();
    String said = message == null ? name : name + ": " + message.lines().findFirst().orElse("");
    return said + " (the log is " + RunLog.file() + ")";
  }
}
