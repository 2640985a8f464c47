package io.holoward.benchmarks.suite;

import io.holoward.cli.RunLog;
import io.holoward.cli.UserException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Runs parts one after the other. What is found is written at once: an interrupted run has not lost
 * it, and a part that fails takes nothing of the others with it. What an earlier run has written
 * stays until the same is measured again.
 */
final class SuiteRun {

  private final Machine machine;
  private final Effort effort;
  private final List<String> parts;
  private final ResultFiles files;
  private final List<Measured> found = new ArrayList<>();
  private Results all;
  private boolean complete = true;

  /**
   * @param parts the names of all there are, in their order
   */
  SuiteRun(Machine machine, Effort effort, List<String> parts, ResultFiles files) {
    this.machine = machine;
    this.effort = effort;
    this.parts = parts;
    this.files = files;
    this.all = files.read();
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
      write(part.name(), true);
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
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    found.add(new Measured(section, machine, now, effort));
    write(section.part(), false);
  }

  private void write(String part, boolean isComplete) {
    List<Measured> ofPart = found.stream().filter(one -> one.isOf(part)).toList();
    all = all.with(part, ofPart, isComplete).inOrderOf(parts);
    files.write(all);
  }

  /** What this run has found so far. */
  Results found() {
    return new Results(found);
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
