package io.holoward.cli.command;

import io.holoward.cli.Permissions;
import io.holoward.cli.Topics;
import io.holoward.cli.UserException;
import io.holoward.cli.terminal.Column;
import io.holoward.cli.terminal.Table;
import io.holoward.cli.terminal.Terminal;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.job.ConfigurationOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holoward topics}: the topics on the configured brokers. */
@Command(
    name = "topics",
    description = "The topics of a configuration.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class TopicsCommand {
  @Spec private CommandSpec spec;

  @Command(
      name = "create",
      description = {
        "Create the topics the configuration names, on its brokers.",
        "A topic that is there is left as it is; intended-states, address-history and populations"
            + " are compacted."
      },
      mixinStandardHelpOptions = true,
      showDefaultValues = true)
  int create(
      @Mixin ConfigurationOptions options,
      @Option(
              names = "--partitions",
              paramLabel = "N",
              defaultValue = "8",
              description = "Partitions of each topic; bounds how many tasks can read it.")
          int partitions,
      @Option(
              names = "--replication",
              paramLabel = "N",
              description = "Copies of each partition. Without it the broker's default.")
          Short replication) {
    if (partitions < 1 || (replication != null && replication < 1)) {
      throw new UserException("--partitions and --replication have to be 1 or more");
    }
    Configuration configuration = options.read();
    List<Topics.Outcome> outcomes;
    try (Admin admin = Brokers.admin(configuration)) {
      outcomes =
          Topics.create(
              admin, Topics.of(configuration), partitions, Optional.ofNullable(replication));
    } catch (KafkaException e) {
      throw Brokers.unusable(configuration, e);
    }
    print(outcomes);
    return 0;
  }

  @Command(
      name = "acls",
      description = {
        "The permissions the job needs on its topics, its group and its transactions.",
        "Prints them as commands of Kafka's kafka-acls, or creates them with --create."
      },
      mixinStandardHelpOptions = true,
      showDefaultValues = true)
  int acls(
      @Mixin ConfigurationOptions options,
      @Option(
              names = "--principal",
              required = true,
              paramLabel = "PRINCIPAL",
              description = "Who runs the job, such as User:holoward.")
          String principal,
      @Option(
              names = "--host",
              paramLabel = "ADDRESS",
              defaultValue = "*",
              description = "The only address it may connect from; * for any.")
          String host,
      @Option(
              names = "--create",
              description =
                  "Create them, as the user of the configuration, who has to be allowed to alter"
                      + " permissions.")
          boolean create) {
    if (!principal.matches("[^:\\p{Cntrl}]+:[^\\p{Cntrl}]+")) {
      throw new UserException("--principal: expected a type and a name, such as User:holoward");
    }
    Configuration configuration = options.read();
    List<AclBinding> permissions = Permissions.of(configuration, principal, host);
    PrintWriter out = spec.commandLine().getOut();
    if (create) {
      Brokers.grant(configuration, permissions);
      out.printf("%s has %d permissions.%n", principal, permissions.size());
    } else {
      AclCommands.of(permissions, configuration.kafka().bootstrapServers()).forEach(out::println);
    }
    out.flush();
    return 0;
  }

  private void print(List<Topics.Outcome> outcomes) {
    List<List<String>> rows =
        outcomes.stream()
            .map(
                outcome ->
                    List.of(
                        outcome.topic().name(),
                        outcome.created() ? "created" : "there already",
                        outcome.topic().compacted() ? "compacted" : ""))
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    Table.render(
            List.of(Column.text("topic"), Column.text("state"), Column.text("cleanup")),
            rows,
            Terminal.standardOutput().columns())
        .forEach(out::println);
  }
}
