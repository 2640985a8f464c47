package io.holoward.detection.configuration;

import static io.holoward.detection.configuration.ValueTypes.SWITCH;
import static io.holoward.detection.configuration.ValueTypes.TEXT;
import static io.holoward.detection.configuration.ValueTypes.TIME;
import static io.holoward.detection.configuration.ValueTypes.decimal;
import static io.holoward.detection.configuration.ValueTypes.duration;
import static io.holoward.detection.configuration.ValueTypes.list;
import static io.holoward.detection.configuration.ValueTypes.scalar;
import static io.holoward.detection.configuration.ValueTypes.whole;

import io.holoward.detection.configuration.ValueType.Unexpected;
import io.holoward.detection.features.Features;
import io.holoward.detection.history.NoveltyBurst;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** The keys that say what is seen of a connection: its features, what is new, what is regular. */
final class FeatureKeys {

  private static final Duration NOTHING = Duration.ZERO;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEARS = Duration.ofDays(3650);
  private static final ValueType<Double> SHARE = decimal("0–1", value -> value >= 0 && value <= 1);
  private static final ValueType<Double> POSITIVE = decimal("> 0", value -> value > 0);

  private static final ValueType<String> FEATURE =
      new ValueType<>("feature", "", FeatureKeys::feature, ValueTypes::quote);

  private FeatureKeys() {}

  static final List<ConfigurationKey<?>> ALL =
      List.of(
          key(
              "features.ephemeral-low",
              whole("", 1024, 65535),
              "49152",
              "The lowest ephemeral port; Linux starts at 32768."),
          key(
              "features.off",
              list(FEATURE, 0),
              "[portClass, loopbackOutbound, loopbackInbound]",
              "Features beyond Table 2 that are switched off, by name; see docs/features.md. Those"
                  + " off by default found nothing more on recorded telemetry, whichever half was"
                  + " learned from, and cost up to 17 % of what was found in the busiest processes:"
                  + " more columns, more spread. Switch one on where it fits the fleet, then relearn."),
          key(
              "novelty.warm-up",
              duration(NOTHING, YEARS),
              "24 h",
              "How long after the job was first started (of the clock on the wall; in a backtest after"
                  + " the first record) everything seen is known and nothing is called new."),
          key(
              "novelty.ready-at",
              TIME,
              null,
              "The same as a point in event time; wins over warm-up."),
          key(
              "novelty.horizon",
              duration(Duration.ofMinutes(1), YEARS),
              "24 h",
              "How long after it was first seen a service or network counts as new. Models are"
                  + " learned for at least as long after the warm-up, so that they know how much is"
                  + " new on an ordinary day."),
          key(
              "novelty.expiry",
              duration(Duration.ofHours(1), YEARS),
              "30 d",
              "A service that nobody used for this long is forgotten."),
          key(
              "novelty.max-services",
              whole("services", 16, 65_536),
              "4096",
              "How many services of one remote network (/24, /48) are remembered; beyond, nothing of"
                  + " it is called new, and it is counted."),
          key(
              "novelty.max-processes",
              whole("processes", 1, 4_096),
              "64",
              "How many processes that use a service are remembered; beyond, it is new to none."),
          key(
              "novelty.min-records",
              whole("records", 0, 1_000_000),
              "20",
              "The records a process needs before a service can be new to it, and the windows"
                  + " outside its hosts it takes to say that it goes to new places by nature."),
          key(
              "novelty.roaming",
              SHARE,
              "0.6",
              "A process goes to new places by nature, such as a browser, where more than this share"
                  + " of its instances' windows with a connection outside the host have a new service"
                  + " among it: for it novelty does not count. On recorded telemetry a browser had"
                  + " 0.75 and an office program 0.67, the busiest system service 0.44."),
          key(
              "novelty.burst",
              whole("services", NoveltyBurst.UNLIMITED, 64),
              "3",
              "How many new services at public addresses an instance may show in a window before"
                  + " nothing counts as new for it any longer; 0 for no limit. Such are browsers, and"
                  + " name servers that ask the roots: on recorded telemetry false alarms fell from"
                  + " 2.6 to 2.1 % of connections within a lab, from 8.5 to 3.4 % across labs, and"
                  + " as much was found. Its price: a service of an attacker is not new where it"
                  + " follows this many others in one window."),
          key(
              "novelty.clients",
              SWITCH,
              "true",
              "Whether inbound connections of private addresses are told apart by who connects, so"
                  + " that a client can be new to a service (newClientProcess): on recorded telemetry"
                  + " the share of lateral movement found inside protected processes rose from 0 to"
                  + " 16 %. Costs one event for each client, service and window."),
          key(
              "novelty.familiar",
              SWITCH,
              "true",
              "Whether a connection to a service that its process is known to use, on any host and"
                  + " for at least the horizon, is normal however unusual its features are. With it"
                  + " false alarms in a lab of which nothing else was learned fell from 7.7 to 2.6"
                  + " %. An attacker's service becomes familiar only after the horizon, and only to"
                  + " the process that uses it."),
          key(
              "novelty.leave-one-out",
              SWITCH,
              "false",
              "Whether, in a bounded input, new means: used at no other time of the whole input; for"
                  + " learning passes, which switch it on themselves."),
          key(
              "novelty.separation",
              duration(Duration.ofMinutes(1), YEARS),
              "1 h",
              "With leave-one-out, how far apart two uses of a service must lie so that one shows that"
                  + " the other was not new. Two windows or two hosts within an hour share what is"
                  + " new, and a model would learn too little of it (rate of novelty 0.10 where it"
                  + " was 0.13 in operation); with whole days it learned too much (0.15 to 0.24)."),
          key(
              "novelty.seed",
              TEXT,
              null,
              "File of address histories to start from (address-history.json of a backtest)."),
          key(
              "beacon.horizon",
              duration(Duration.ofMinutes(5), DAY),
              "1 h",
              "The time over which connections are looked at for regular intervals."),
          key(
              "beacon.min-connections",
              whole("connections", 3, 10_000),
              "10",
              "How many connections to one service it takes."),
          key(
              "beacon.max-variation",
              POSITIVE,
              "0.3",
              "How much the intervals may vary: standard deviation over mean. Connections at random"
                  + " moments look as regular as 0.6 by chance one time in three where five are"
                  + " enough; as 0.3 with ten of them one time in 1,800. A pause that varies by half"
                  + " of its length gives 0.2."));

  private static <T> ConfigurationKey<T> key(
      String path, ValueType<T> type, String defaultText, String documentation) {
    return new ConfigurationKey<>(path, type, defaultText, documentation);
  }

  private static String feature(Node node) throws Unexpected {
    List<String> names = Features.names();
    String expectation = "one of " + String.join(", ", names);
    String given = scalar(node, expectation);
    if (!names.contains(given)) {
      String nearest =
          names.stream()
              .min(Comparator.comparingInt(name -> ConfigurationKeys.distance(name, given)))
              .orElseThrow();
      throw new Unexpected(expectation + " (the nearest is " + nearest + ")");
    }
    return given;
  }
}
