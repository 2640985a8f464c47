package io.holoward.cli.command;

import io.holoward.backtest.evaluation.Labelling;
import io.holoward.backtest.evaluation.Labels;
import io.holoward.cli.UserException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a backtest is compared with. */
final class LabelOptions {

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Compare with labels: CSV, gzipped or not, with the columns scenario, line and label, or"
              + " host, instance and label. Writes evaluation.json and assessments.jsonl.")
  private Path file;

  @Option(
      names = "--background",
      paramLabel = "LABEL",
      arity = "1..*",
      description =
          "Further labels that are no attacks, beside background and what begins with update:.")
  private List<String> background;

  @Option(
      names = "--learn-labels",
      paramLabel = "LABEL",
      arity = "1..*",
      description =
          "Of what --learn names, learn only from connections with these labels; background stands"
              + " for all that are no attacks.")
  private List<String> learn;

  @Option(
      names = "--assess",
      description =
          "Say of every connection how it compares with the intended states, in"
              + " assessments.jsonl; --labels does so anyway.")
  private boolean assess;

  /** Whether any of these options was given. */
  boolean areGiven() {
    return file != null || background != null || learn != null || assess;
  }

  /**
   * What these options ask for.
   *
   * @param learns whether there is anything to learn from
   */
  Labelling read(boolean learns) {
    if (file == null && (background != null || learn != null)) {
      throw new UserException(
          (learn == null ? "--background" : "--learn-labels") + " needs --labels FILE");
    }
    if (learn != null && !learns) {
      throw new UserException("--learn-labels needs --learn PATH: it chooses what to learn from");
    }
    return new Labelling(
        Optional.ofNullable(file)
            .map(labels -> Labels.read(labels, background == null ? List.of() : background)),
        learn == null ? List.of() : learn,
        assess);
  }
}
