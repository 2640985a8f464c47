package io.holoward.cli;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.configuration.Configuration.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What the job's user needs on the brokers, and nothing more. */
public final class Permissions {

  private Permissions() {}

  /**
   * The permissions of a configuration. To read or to write a topic implies to describe it.
   *
   * @param principal such as {@code User:holoward}
   * @param host address it connects from; {@code *} for any
   */
  public static List<AclBinding> of(Configuration configuration, String principal, String host) {
    List<AclBinding> bindings = new ArrayList<>();
    Configuration.Sources sources = configuration.sources();
    Stream.of(
            sources.processEvents().topic(),
            sources.alarms().topic(),
            sources.flows().topic(),
            sources.control().topic())
        .distinct()
        .map(topic -> literal(ResourceType.TOPIC, topic))
        .forEach(topic -> bindings.add(allow(topic, AclOperation.READ, principal, host)));
    configuration.sinks().topics().stream()
        .distinct()
        .map(topic -> literal(ResourceType.TOPIC, topic))
        .forEach(topic -> bindings.add(allow(topic, AclOperation.WRITE, principal, host)));
    bindings.add(
        allow(
            literal(ResourceType.GROUP, configuration.kafka().group()),
            AclOperation.READ,
            principal,
            host));
    if (configuration.kafka().delivery() == Delivery.EXACTLY_ONCE) {
      ResourcePattern transactions =
          new ResourcePattern(
              ResourceType.TRANSACTIONAL_ID,
              configuration.kafka().transactionalIdPrefix() + "-",
              PatternType.PREFIXED);
      bindings.add(allow(transactions, AclOperation.WRITE, principal, host));
    }
    return bindings;
  }

  private static ResourcePattern literal(ResourceType type, String name) {
    return new ResourcePattern(type, name, PatternType.LITERAL);
  }

  private static AclBinding allow(
      ResourcePattern resource, AclOperation operation, String principal, String host) {
    return new AclBinding(
        resource, new AccessControlEntry(principal, host, operation, AclPermissionType.ALLOW));
  }
}
