package io.holoward.telemetry.simulator;

import io.holoward.detection.configuration.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values of scenario files as text. Each is refused with an IllegalArgumentException that says
 * what was expected.
 */
final class ScenarioValues {

  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)\\s*%");
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern ADDRESS = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,60}");
  private static final int LAST_PORT = 65_535;

  private ScenarioValues() {}

  static String text(String text) {
    return require(!text.isEmpty(), text, "a text");
  }

  static String name(String text) {
    String expected = "a name of small letters, digits and hyphens";
    return require(NAME.matcher(text).matches(), text, expected);
  }

  static int port(String text) {
    return (int) number(text, 1, LAST_PORT, "a port from 1 to 65535");
  }

  static int count(String text) {
    return (int) number(text, 1, 1_000_000, "a whole number from 1 to 1000000");
  }

  private static long number(String text, long least, long most, String expected) {
    require(text.matches("\\d{1,9}"), text, expected);
    long number = Long.parseLong(text);
    require(number >= least && number <= most, text, expected);
    return number;
  }

  /** A number above 0. */
  static double positive(String text) {
    String expected = "a number above 0";
    require(text.matches("\\d{1,9}(\\.\\d{1,9})?"), text, expected);
    double number = Double.parseDouble(text);
    require(number > 0, text, expected);
    return number;
  }

  static double share(String text) {
    Matcher matcher = PERCENT.matcher(text);
    String expected = "a share from 0 % to 100 %";
    require(matcher.matches(), text, expected);
    double percent = Double.parseDouble(matcher.group(1));
    require(percent <= 100, text, expected);
    return percent / 100;
  }

  static Duration duration(String text) {
    Duration duration = Durations.read(text);
    require(
        duration != null && !duration.isNegative() && !duration.isZero(),
        text,
        "a duration such as 30 s, 40 min, 2 h or 3 d");
    return duration;
  }

  static Extent extent(String text) {
    if (PERCENT.matcher(text).matches()) {
      return new Extent(null, share(text));
    }
    Duration duration = Durations.read(text);
    require(duration != null && !duration.isNegative(), text, "a share such as 25 % or a duration");
    return new Extent(duration, 0);
  }

  static boolean truth(String text) {
    require(text.equals("true") || text.equals("false"), text, "true or false");
    return text.equals("true");
  }

  static AttackStep.Target target(String text) {
    if (ADDRESS.matcher(text).matches()) {
      return new AttackStep.Target(null, text);
    }
    List<Peer> peers = List.of(Peer.values());
    require(
        peers.stream().anyMatch(peer -> spelling(peer).equals(text)),
        text,
        "an IPv4 address or one of " + spellings(peers));
    return new AttackStep.Target(oneOf(Peer.class, text), null);
  }

  /** The constant that a text spells in small letters with hyphens. */
  static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    return constants.stream()
        .filter(constant -> spelling(constant).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("expected one of " + spellings(constants)));
  }

  private static String spellings(List<? extends Enum<?>> constants) {
    return constants.stream().map(ScenarioValues::spelling).collect(Collectors.joining(", "));
  }

  private static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String require(boolean holds, String text, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expected);
    }
    return text;
  }
}
