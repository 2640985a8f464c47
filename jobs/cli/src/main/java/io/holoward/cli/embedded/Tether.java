package io.holoward.cli.embedded;

import java.io.IOException;
import java.util.Arrays;

/**
 * Runs another program's {@code main} for as long as the process that started it keeps the standard
 * input open. When the input ends, because that process closed it, ended or was killed, this one
 * exits by way of its own shutdown hooks; so a service never outlives the command that started it.
 *
 * <p>Arguments: the main class, then its arguments.
 */
public final class Tether {
  /** How long shutdown hooks may take before the process is halted, in milliseconds. */
  private static final long EXIT_BOUND = 15_000;

  private Tether() {}

  /** Runs the program named by the first argument. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    daemon("tether", Tether::exitWhenInputEnds);
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
  }

  private static void exitWhenInputEnds() {
    try {
      while (System.in.read() >= 0) {
        // Whatever is written to the input means only that the other end is there.
      }
    } catch (IOException broken) {
      // A broken input ends as a closed one does.
    }
    daemon("tether-bound", Tether::haltWhenExitHangs);
    System.exit(0);
  }

  private static void haltWhenExitHangs() {
    try {
      Thread.sleep(EXIT_BOUND);
    } catch (InterruptedException nobodyInterrupts) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
