package io.holoward.cli.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** Permissions as commands of Kafka's own {@code kafka-acls}, to be pasted into a shell. */
final class AclCommands {

  private AclCommands() {}

  /**
   * One command a permission.
   *
   * @param brokers {@code host:port} each, joined by commas
   */
  static List<String> of(List<AclBinding> permissions, String brokers) {
    return permissions.stream().map(permission -> of(permission, brokers)).toList();
  }

  private static String of(AclBinding permission, String brokers) {
    StringBuilder command =
        new StringBuilder("kafka-acls --bootstrap-server ")
            .append(quote(brokers))
            .append(" --command-config admin.properties --add --allow-principal ")
            .append(quote(permission.entry().principal()));
    if (!permission.entry().host().equals("*")) {
      command.append(" --allow-host ").append(quote(permission.entry().host()));
    }
    command
        .append(" --operation ")
        .append(name(permission.entry().operation()))
        .append(option(permission.pattern().resourceType()))
        .append(quote(permission.pattern().name()));
    if (permission.pattern().patternType() == PatternType.PREFIXED) {
      command.append(" --resource-pattern-type prefixed");
    }
    return command.toString();
  }

  private static String option(ResourceType type) {
    return switch (type) {
      case TOPIC -> " --topic ";
      case GROUP -> " --group ";
      case TRANSACTIONAL_ID -> " --transactional-id ";
      default -> throw new IllegalArgumentException("no option for " + type);
    };
  }

  /** {@code IDEMPOTENT_WRITE} as {@code IdempotentWrite}. */
  private static String name(Enum<?> constant) {
    return List.of(constant.name().split("_")).stream()
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  /** A word of a POSIX shell, whatever is in it. */
  private static String quote(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
