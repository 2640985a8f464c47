package io.holoward.detection.configuration;

import io.holoward.detection.configuration.ValueType.Flaw;
import io.holoward.detection.configuration.ValueType.Unexpected;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The types of the configuration's values. */
final class ValueTypes {

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d+(\\.\\d*)?([eE][+-]?\\d{1,3})?");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");

  private ValueTypes() {}

  static final ValueType<String> TEXT =
      new ValueType<>("text", "not empty", ValueTypes::text, ValueTypes::quote);

  static final ValueType<String> URL =
      new ValueType<>("URL", "http or https, no user in it", ValueTypes::url, ValueTypes::quote);

  static final ValueType<Instant> TIME =
      new ValueType<>(
          "time", "ISO-8601 with zone", ValueTypes::instant, time -> quote(time.toString()));

  /** A list of texts that are not empty. */
  static ValueType<List<String>> texts(int atLeast) {
    return new ValueType<>(
        "list of text",
        atLeast == 0 ? "" : "at least " + atLeast,
        node -> texts(node, atLeast),
        texts -> texts.stream().map(ValueTypes::quote).collect(Collectors.joining(", ", "[", "]")));
  }

  /** A list of values of one type. */
  static <T> ValueType<List<T>> list(ValueType<T> element, int atLeast) {
    return new ValueType<>(
        "list of " + element.name(),
        element.range() + (atLeast == 0 ? "" : "; at least " + atLeast),
        node -> list(node, element, atLeast),
        values ->
            values.stream().map(element.writer()).collect(Collectors.joining(", ", "[", "]")));
  }

  private static <T> List<T> list(Node node, ValueType<T> element, int atLeast) throws Unexpected {
    if (!(node instanceof SequenceNode sequence) || sequence.getValue().size() < atLeast) {
      throw new Unexpected(
          (atLeast == 0 ? "a list" : "a list of at least " + atLeast)
              + " such as [a, b], of "
              + (element.range().isEmpty() ? element.name() + "s" : element.range()));
    }
    List<T> values = new ArrayList<>();
    List<Flaw> flaws = new ArrayList<>();
    for (Node given : sequence.getValue()) {
      try {
        values.add(element.reader().read(given));
      } catch (Unexpected e) {
        flaws.addAll(Flaw.of("[" + (values.size() + flaws.size()) + "]", given, e));
      }
    }
    if (!flaws.isEmpty()) {
      throw new Unexpected(flaws);
    }
    return List.copyOf(values);
  }

  /** A whole number. */
  static ValueType<Integer> whole(String unit, int low, int high) {
    String range = low + "–" + high;
    return new ValueType<>(
        "whole number" + (unit.isEmpty() ? "" : " of " + unit),
        range,
        node -> {
          String text = scalar(node, "a whole number in " + range);
          if (!WHOLE.matcher(text).matches()
              || Long.parseLong(text) < low
              || Long.parseLong(text) > high) {
            throw new Unexpected("a whole number in " + range);
          }
          return Integer.parseInt(text);
        },
        String::valueOf);
  }

  /** A finite number that {@code legal} accepts. */
  static ValueType<Double> decimal(String range, java.util.function.DoublePredicate legal) {
    String expectation = range.isEmpty() ? "a number" : "a number " + range;
    return new ValueType<>(
        "number",
        range,
        node -> {
          String text = scalar(node, expectation);
          if (!DECIMAL.matcher(text).matches()) {
            throw new Unexpected(expectation);
          }
          double value = Double.parseDouble(text);
          if (!Double.isFinite(value) || !legal.test(value)) {
            throw new Unexpected(expectation);
          }
          return value;
        },
        String::valueOf);
  }

  /** A length of time. */
  static ValueType<Duration> duration(Duration low, Duration high) {
    String range = Durations.write(low) + "–" + Durations.write(high);
    String expectation =
        "a duration in " + range + " such as 10 s, 5 min, 24 h, 30 d or ISO-8601 (PT5M)";
    return new ValueType<>(
        "duration",
        range,
        node -> {
          Duration value = Durations.read(scalar(node, expectation));
          if (value == null || value.compareTo(low) < 0 || value.compareTo(high) > 0) {
            throw new Unexpected(expectation);
          }
          return value;
        },
        Durations::write);
  }

  /** A text of a certain form. */
  static ValueType<String> matching(Pattern form, String range) {
    return new ValueType<>(
        "text",
        range,
        node -> {
          String text = scalar(node, range);
          if (!form.matcher(text).matches()) {
            throw new Unexpected(range);
          }
          return text;
        },
        ValueTypes::quote);
  }

  /** True or false. */
  static final ValueType<Boolean> SWITCH =
      choice("true or false", Map.of("true", true, "false", false));

  /** One constant of an enum, spelled in lower case with hyphens. */
  static <E extends Enum<E>> ValueType<E> choice(Class<E> constants) {
    Map<String, E> byName = new LinkedHashMap<>();
    for (E constant : constants.getEnumConstants()) {
      byName.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
    }
    return choice(String.join(", ", byName.keySet()), byName);
  }

  /** One of these texts. */
  static ValueType<String> choice(String... names) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String name : names) {
      byName.put(name, name);
    }
    return choice(String.join(", ", byName.keySet()), byName);
  }

  /** One of these values, each by its name. */
  static <E> ValueType<E> choice(String range, Map<String, E> byName) {
    return new ValueType<>(
        "choice",
        range,
        node -> {
          String expectation = "one of " + range;
          E value = byName.get(scalar(node, expectation));
          if (value == null) {
            throw new Unexpected(expectation);
          }
          return value;
        },
        value ->
            byName.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .findFirst()
                .orElseThrow()
                .getKey());
  }

  /** The text of a scalar that is not null. */
  static String scalar(Node node, String expectation) throws Unexpected {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue().strip();
    }
    throw new Unexpected(expectation);
  }

  static String text(Node node) throws Unexpected {
    String text = scalar(node, "a text");
    if (text.isEmpty()) {
      throw new Unexpected("a text that is not empty");
    }
    return text;
  }

  private static List<String> texts(Node node, int atLeast) throws Unexpected {
    String expectation = "a list of texts such as [a, b]";
    if (!(node instanceof SequenceNode sequence)) {
      throw new Unexpected(expectation);
    }
    List<String> texts = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      texts.add(scalar(element, expectation));
    }
    if (texts.size() < atLeast || texts.contains("")) {
      throw new Unexpected(expectation + ", at least " + atLeast + ", none empty");
    }
    return texts;
  }

  private static String url(Node node) throws Unexpected {
    String expectation = "a URL such as http://host:8081, without a user";
    try {
      URI uri = new URI(scalar(node, expectation));
      if (uri.getScheme() == null
          || !uri.getScheme().matches("https?")
          || uri.getHost() == null
          || uri.getRawUserInfo() != null) {
        throw new Unexpected(expectation);
      }
      return uri.toString();
    } catch (URISyntaxException e) {
      throw new Unexpected(expectation);
    }
  }

  private static Instant instant(Node node) throws Unexpected {
    String expectation = "a time with its zone such as 2026-01-31T08:00:00Z";
    try {
      return OffsetDateTime.parse(scalar(node, expectation)).toInstant();
    } catch (DateTimeException e) {
      throw new Unexpected(expectation);
    }
  }

  /** The text as YAML reads it back as a text. */
  static String quote(String text) {
    Collection<String> otherwiseRead = List.of("true", "false", "null", "yes", "no", "on", "off");
    if (PLAIN.matcher(text).matches() && !otherwiseRead.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (c < ' ' || c == 0x7f) {
                quoted.append(String.format(Locale.ROOT, "\\x%02x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }
}
