package io.holoward.detection.configuration;

import io.holoward.detection.catalogue.Catalogue;
import io.holoward.detection.configuration.Configuration.Threshold;
import io.holoward.detection.response.ActionOrder;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;

/** What no key shows on its own: values that contradict one another. */
final class Consistency {

  private Consistency() {}

  /** Reports each contradiction with the key that should be changed. */
  static void check(Configuration configuration, BiConsumer<String, String> report) {
    catalogue(configuration.catalogue(), report);
    threshold(configuration.score().threshold(), report);
    if (configuration.severity().critical() < configuration.severity().high()) {
      report.accept("severity.critical", "expected a number not below severity.high");
    }
    if (configuration.promotion().floor() > configuration.promotion().minRecords()) {
      report.accept("promotion.floor", "expected a number not above promotion.min-records");
    }
    sinks(configuration, report);
    times(configuration, report);
    flows(configuration, report);
    ActionOrder.violations(configuration.responses().rules(), configuration.scoringRules().range())
        .forEach(violation -> report.accept("responses.rules", violation));
    Configuration.Registry registry = configuration.registry();
    if ((registry.user() == null) != (registry.password() == null)) {
      report.accept(
          registry.user() == null ? "registry.password" : "registry.user",
          "expected registry.user and registry.password together");
    }
    kafka(configuration.kafka(), report);
    if (configuration.database().password() != null && configuration.database().user() == null) {
      report.accept("database.password", "expected database.user and database.password together");
    }
  }

  private static void kafka(Configuration.Kafka kafka, BiConsumer<String, String> report) {
    if ((kafka.user() == null) != (kafka.password() == null)) {
      report.accept(
          kafka.user() == null ? "kafka.password" : "kafka.user",
          "expected kafka.user and kafka.password together");
    } else if (kafka.user() != null) {
      KafkaClient.contradiction(kafka).ifPresent(why -> report.accept("kafka.user", why));
    }
  }

  /** Whoever reads a topic expects one form in it. */
  private static void sinks(Configuration configuration, BiConsumer<String, String> report) {
    Configuration.Sinks sinks = configuration.sinks();
    List<String> topics = sinks.topics();
    alone("sinks.scored-alarms-ocsf.topic", sinks.scoredAlarmsOcsf(), topics, report);
    alone("sinks.scored-alarms-ecs.topic", sinks.scoredAlarmsEcs(), topics, report);
    alone("sinks.scored-alarms-json.topic", sinks.scoredAlarmsJson(), topics, report);
  }

  private static void alone(
      String key,
      Configuration.Topic sink,
      List<String> topics,
      BiConsumer<String, String> report) {
    if (Collections.frequency(topics, sink.topic()) > 1) {
      report.accept(key, "expected a topic that no other sink writes");
    }
  }

  private static void times(Configuration configuration, BiConsumer<String, String> report) {
    Duration lateness = configuration.time().allowedLateness();
    if (lateness.compareTo(configuration.front().hold()) < 0
        || lateness.compareTo(configuration.time().maxOutOfOrderness()) < 0) {
      report.accept(
          "time.allowed-lateness",
          "expected no less than front.hold and time.max-out-of-orderness: what waits for its twin,"
              + " and the last window of a flow, must not come too late");
    }
  }

  private static void flows(Configuration configuration, BiConsumer<String, String> report) {
    Configuration.Rtt rtt = configuration.flows().rtt();
    if (rtt.maxCount() < rtt.minCount()) {
      report.accept("flows.rtt.max-count", "expected a number not below flows.rtt.min-count");
    }
    if (rtt.relearn() > rtt.maxCount()) {
      report.accept(
          "flows.rtt.relearn",
          "expected a number not above flows.rtt.max-count: no row could ever be that long");
    }
    Duration open = configuration.flows().window().plus(configuration.time().maxOutOfOrderness());
    if (configuration.flows().expiry().compareTo(open) <= 0) {
      report.accept(
          "flows.expiry", "expected more than flows.window and time.max-out-of-orderness together");
    }
    try {
      configuration.portCatalogue();
    } catch (IllegalArgumentException e) {
      report.accept("ports.overrides", e.getMessage());
    }
  }

  private static void catalogue(
      Configuration.Catalogue catalogue, BiConsumer<String, String> report) {
    try {
      new Catalogue(catalogue.models());
    } catch (IllegalArgumentException e) {
      report.accept("catalogue.models", e.getMessage());
    }
  }

  private static void threshold(Threshold threshold, BiConsumer<String, String> report) {
    boolean whole = threshold.k() == Math.rint(threshold.k()) && threshold.k() <= 1_000_000;
    if (threshold.rule() == Threshold.Rule.FIXED_K && !whole) {
      report.accept(
          "score.threshold.k", "expected a whole number up to 1000000 for the rule fixed-k");
    }
  }
}
