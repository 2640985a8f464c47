package io.holoward.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.cli.Permissions;
import io.holoward.detection.configuration.Configuration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AclCommandsTest {

  private static final String BEGIN =
      "kafka-acls --bootstrap-server 'localhost:9092' --command-config admin.properties --add"
          + " --allow-principal 'User:holoward'";

  private static List<String> commands(String host, String... settings) {
    return AclCommands.of(
        Permissions.of(Configuration.of(settings), "User:holoward", host), "localhost:9092");
  }

  @Test
  void sourcesAreReadSinksWrittenAndTheGroupIsUsed() {
    assertThat(commands("*"))
        .hasSize(14)
        .contains(
            BEGIN + " --operation Read --topic 'process-events'",
            BEGIN + " --operation Write --topic 'scored-alarms'",
            BEGIN + " --operation Read --group 'holoward'")
        .noneMatch(command -> command.contains("transactional-id"));
  }

  @Test
  void deliveryExactlyOnceNeedsTheTransactionsOfItsPrefix() {
    assertThat(commands("*", "kafka.delivery=exactly-once"))
        .hasSize(15)
        .last()
        .isEqualTo(
            BEGIN
                + " --operation Write --transactional-id 'holoward-' --resource-pattern-type prefixed");
  }

  @Test
  void aTopicThatServesTwiceIsAllowedOnce() {
    assertThat(commands("*", "sources.alarms.topic=process-events")).hasSize(13);
  }

  @Test
  void whatIsInANameIsNothingToAShell() {
    assertThat(commands("10.0.0.1", "kafka.group=\"a'; touch owned; '\""))
        .contains(
            BEGIN
                + " --allow-host '10.0.0.1' --operation Read --group 'a'\\''; touch owned; '\\'''");
  }
}
