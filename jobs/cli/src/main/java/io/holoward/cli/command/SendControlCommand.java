package io.holoward.cli.command;

import io.holoward.cli.UserException;
import io.holoward.cli.kafka.AvroSender;
import io.holoward.cli.kafka.RecordSender;
import io.holoward.cli.terminal.DisplayText;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.lifecycle.ControlCommand.Action;
import io.holoward.registry.SchemaRegistry;
import io.holoward.scoring.codec.ControlMapping;
import io.holoward.scoring.decode.Registries;
import io.holoward.scoring.job.ConfigurationOptions;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holoward control}: an operator's word to the lifecycle of processes. */
@Command(
    name = "control",
    description = {
      "Tell the running job to lock, unlock, relearn or promote processes.",
      "LOCK freezes a process as it is, UNLOCK ends that, RELEARN drops its model and learns it from"
          + " nothing, PROMOTE seals what was learned so far.",
      "It holds for the observation windows that begin after it is effective. What came of it is in"
          + " the topic progress, what was refused in the job's log."
    },
    mixinStandardHelpOptions = true)
public final class SendControlCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "ACTION",
      description = "What to do: ${COMPLETION-CANDIDATES}.",
      arity = "1")
  private Action action;

  @Option(
      names = "--process",
      required = true,
      paramLabel = "PATTERN",
      description =
          "Which processes: their name (svchost.exe -k netsvcs) or image, * for any text, ? for one"
              + " character, in any case.")
  private String process;

  @Option(
      names = "--effective",
      paramLabel = "TIME",
      description =
          "Event time from which it holds, such as 2020-09-22T14:00:00Z. Without it: now. Processes"
              + " first seen later are not touched.")
  private String effective;

  @Option(
      names = "--issued-by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who says so, for the log and the progress of the process. Default: the user.")
  private String issuedBy;

  @Mixin private ConfigurationOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Instant from =
        effective == null
            ? Instant.now().truncatedTo(ChronoUnit.MILLIS)
            : TimeText.parse("--effective", effective);
    Configuration configuration = options.read();
    ControlCommand command = command(configuration.organisation(), from);
    Brokers.requireTopics(configuration, Set.of(configuration.sources().control().topic()));
    send(configuration, command);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s of \"%s\" of %s from %s is in the topic %s; its id is %s.%n",
        command.action(),
        DisplayText.clean(command.processPattern()),
        DisplayText.clean(command.organisation()),
        from,
        configuration.sources().control().topic(),
        command.id());
    out.flush();
    return 0;
  }

  private ControlCommand command(String organisation, Instant from) {
    if (issuedBy.isBlank()) {
      throw new UserException("--issued-by has to name somebody");
    }
    try {
      return new ControlCommand(
          UUID.randomUUID().toString(),
          organisation,
          action,
          process,
          from.toEpochMilli(),
          issuedBy);
    } catch (IllegalArgumentException malformed) {
      throw new UserException("--process: " + malformed.getMessage(), malformed);
    }
  }

  private static void send(Configuration configuration, ControlCommand command) {
    try (SchemaRegistry registry = Registries.connection(configuration.registry()).open();
        RecordSender sender = RecordSender.to(configuration)) {
      new AvroSender<>(
              io.holoward.schema.ControlCommand.class,
              configuration.sources().control().topic(),
              configuration,
              sender,
              registry)
          // Stamped with today: a broker refuses what is dated ahead, and deletes what is old.
          .send(System.currentTimeMillis(), command.id(), ControlMapping.toRecord(command));
      sender.flush();
    }
  }
}
