package io.holoward.cli.command;

import io.holoward.cli.UserException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * {@code holoward benchmark} where there is no checkout: in one, {@code bin/holoward} starts the
 * benchmarks instead. They compare with libraries whose licences keep them out of what is shipped.
 */
@Command(
    name = "benchmark",
    description = "Measure how fast it is on this machine; from a source checkout only.",
    mixinStandardHelpOptions = true)
public final class BenchmarkCommand implements Callable<Integer> {

  /** What the benchmarks would take. */
  @Unmatched private List<String> arguments;

  @Override
  public Integer call() {
    throw new UserException(
        "Benchmarks run from a source checkout: bin/holoward benchmark there, which builds them");
  }
}
