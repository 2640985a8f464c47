package io.holoward.detection.configuration;

import static io.holoward.detection.configuration.ValueTypes.SWITCH;
import static io.holoward.detection.configuration.ValueTypes.TEXT;
import static io.holoward.detection.configuration.ValueTypes.choice;
import static io.holoward.detection.configuration.ValueTypes.decimal;
import static io.holoward.detection.configuration.ValueTypes.duration;
import static io.holoward.detection.configuration.ValueTypes.whole;

import io.holoward.detection.configuration.RecordList.Field;
import io.holoward.detection.configuration.ValueType.Unexpected;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.port.PortOverride;
import io.holoward.detection.port.PortRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/** The keys that say how flows are watched. */
final class FlowKeys {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration YEARS = Duration.ofDays(3650);
  private static final ValueType<Double> POSITIVE = decimal("> 0", value -> value > 0);

  private static final ValueType<PortRange> PORTS =
      new ValueType<>(
          "ports",
          "a port such as 8080, or a range such as 8000-8010",
          FlowKeys::ports,
          range -> ValueTypes.quote(range.toString()));

  private static final ValueType<List<PortOverride>> OVERRIDES =
      RecordList.of(
          "overrides",
          PortOverride.class,
          Field.optional("organisation", TEXT, PortOverride.EVERY_ORGANISATION),
          Field.required("application", TEXT),
          Field.required(
              "protocol", choice("tcp, udp", Map.of("tcp", Protocol.TCP, "udp", Protocol.UDP))),
          Field.required("ports", PORTS),
          Field.optional("effect", choice(PortOverride.Effect.class), PortOverride.Effect.ALLOW),
          Field.optional("note", TEXT, ""));

  private FlowKeys() {}

  static final List<ConfigurationKey<?>> ALL =
      List.of(
          key(
              "flows.window",
              duration(Duration.ofSeconds(1), HOUR),
              "1 min",
              "Over which round-trip times are averaged, for each process and service."),
          key(
              "flows.rtt.k",
              POSITIVE,
              "4.0",
              "How many standard deviations (of logarithms) from its past a round-trip time"
                  + " deviates; 3 is more sensitive and errs more."),
          key(
              "flows.rtt.min-count",
              whole("windows", 2, 100_000),
              "30",
              "Windows to learn before the first verdict."),
          key(
              "flows.rtt.max-count",
              whole("windows", 2, 10_000_000),
              "1000",
              "Windows after which older ones fade."),
          key(
              "flows.rtt.floor",
              POSITIVE,
              "0.05",
              "The smallest standard deviation (of logarithms) assumed: 0.05 is 5 %."),
          key(
              "flows.rtt.relearn",
              whole("windows", 2, 100_000),
              "20",
              "Deviating windows in a row that are a new level."),
          key(
              "flows.rtt.two-sided",
              SWITCH,
              "true",
              "Whether a round-trip time far below its past deviates too."),
          key(
              "flows.drift.reference",
              whole("windows", 2, 100_000),
              "100",
              "Windows whose mean and spread are frozen, to notice a drift from them."),
          key(
              "flows.drift.slack",
              decimal("≥ 0", value -> value >= 0),
              "1.5",
              "Standard deviations from the frozen mean that count for nothing."),
          key(
              "flows.drift.slack-floor",
              decimal("≥ 0", value -> value >= 0),
              "0.5",
              "The least distance (of logarithms) that counts for nothing: 0.5 is a factor of 1.65;"
                  + " it covers the course of a day."),
          key(
              "flows.drift.limit",
              POSITIVE,
              "20.0",
              "Sum of what lies beyond (in standard deviations) that is a drift."),
          key(
              "flows.expiry",
              duration(HOUR, YEARS),
              "30 d",
              "A process and service without flows for this long are forgotten."),
          key(
              "flows.behaviour",
              SWITCH,
              "false",
              "Whether flows also teach what a process connects to; for hosts whose flows are all"
                  + " there is, else each connection would count twice."),
          key(
              "ports.overrides",
              OVERRIDES,
              "[]",
              "Where an application is expected, or is not, whatever the port catalogue says; the"
                  + " later of two wins, one for an organisation over one for all (`*`)."),
          key(
              "ports.exceptions.min-hosts",
              whole("hosts", 1, 64),
              "3",
              "Hosts on which an application must be seen on the same port that is not its own"
                  + " before that is proposed as an exception."),
          key(
              "ports.exceptions.min-age",
              duration(HOUR, Duration.ofDays(60)),
              "7 d",
              "For how long it must have been seen there."));

  private static PortRange ports(Node node) throws Unexpected {
    String text = ValueTypes.text(node);
    try {
      return PortRange.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Unexpected("a port such as 8080, or a range such as 8000-8010, from 0 to 65535");
    }
  }

  private static <T> ConfigurationKey<T> key(
      String path, ValueType<T> type, String defaultText, String documentation) {
    return new ConfigurationKey<>(path, type, defaultText, documentation);
  }
}
