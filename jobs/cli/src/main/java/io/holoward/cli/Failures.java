package io.holoward.cli;

import io.holoward.cli.terminal.DisplayText;
import io.holoward.detection.configuration.ConfigurationException;
import io.holoward.telemetry.input.InputException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What a person is told when a command fails: the message alone and exit code 2 when it is their
 * mistake; else one line, where the log is, and exit code 1. Never a stack trace.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter error = command.getErr();
    error.println("holoward: " + harmless(message(mistake)));
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      unmatched.getSuggestions().stream()
          .findFirst()
          .ifPresent(suggestion -> error.println("Did you mean " + suggestion + "?"));
    }
    error.println(
        "Try \"" + command.getCommandSpec().qualifiedName() + " --help\" for what it takes.");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    PrintWriter error = command.getErr();
    Optional<String> mistake = mistake(failure);
    if (mistake.isPresent()) {
      error.println("holoward: " + harmless(mistake.get()));
      return ExitCode.USAGE;
    }
    LoggerFactory.getLogger(Holoward.class).error("The command failed", failure);
    Throwable cause = rootCause(failure);
    String message =
        cause.getMessage() == null ? "" : ": " + harmless(firstLine(cause.getMessage()));
    error.println("holoward: failed with " + cause.getClass().getSimpleName() + message);
    error.println("The log is " + RunLog.file() + ".");
    return ExitCode.SOFTWARE;
  }

  /** The message for the user when the failure, or what caused it, is a mistake of theirs. */
  private static Optional<String> mistake(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .filter(
            cause ->
                cause instanceof UserException
                    || cause instanceof ConfigurationException
                    || cause instanceof InputException)
        .map(Throwable::getMessage)
        .findFirst();
  }

  /** What began it: the exceptions around it only say that something failed. */
  private static Throwable rootCause(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .reduce((outer, inner) -> inner)
        .orElse(failure);
  }

  /** An option that does not exist is worth more than what is missing because it was meant. */
  private static String message(ParameterException mistake) {
    List<String> unknown = mistake.getCommandLine().getUnmatchedArguments();
    if (unknown.isEmpty()) {
      return firstLine(mistake.getMessage());
    }
    String first = unknown.get(0);
    return (first.startsWith("-") ? "Unknown option: '" : "Unexpected argument: '") + first + "'";
  }

  /** A message may repeat what somebody else has written: a file's name, a broker's answer. */
  private static String harmless(String message) {
    return message
        .lines()
        .map(DisplayText::clean)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse(message);
  }
}
