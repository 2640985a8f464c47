package io.holoward.backtest.whatif;

import io.holoward.detection.configuration.ConfigurationException;
import io.holoward.detection.configuration.ConfigurationProblem;
import io.holoward.detection.configuration.KeyNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration key and the values it takes one after the other.
 *
 * @param key the full path of the key
 * @param values as text, at least one
 */
public record SweepParameter(String key, List<String> values) {

  /** The most values of a range. */
  private static final int MAX_VALUES = Sweep.MAX_RUNS;

  private static final String NUMBER = "([+-]?\\d+(?:\\.\\d+)?)";
  private static final Pattern RANGE =
      Pattern.compile("%s\\s*:\\s*%s\\s*:\\s*%s".formatted(NUMBER, NUMBER, NUMBER));
  private static final String EXPECTED =
      "expected KEY=FROM:TO:STEP such as score.threshold.k=1.5:4:0.25, or KEY=A,B,C";

  public SweepParameter {
    values = List.copyOf(values);
  }

  /**
   * Reads {@code key=from:to:step}, both ends included and computed in decimal, or {@code
   * key=a,b,c}.
   *
   * @param text the key may be a short name, see {@link KeyNames}
   * @throws ConfigurationException if it is neither; whether the values fit the key is not looked
   *     at
   */
  public static SweepParameter parse(String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw refused(text, EXPECTED);
    }
    String key = key(text.substring(0, equals).strip(), text);
    String values = text.substring(equals + 1).strip();
    Matcher range = RANGE.matcher(values);
    return new SweepParameter(key, range.matches() ? range(range, text) : list(values, text));
  }

  private static String key(String name, String text) {
    try {
      return KeyNames.complete(name);
    } catch (ConfigurationException e) {
      throw refused(text, e.problems().get(0).message());
    }
  }

  private static List<String> range(Matcher range, String text) {
    BigDecimal from = new BigDecimal(range.group(1));
    BigDecimal to = new BigDecimal(range.group(2));
    BigDecimal step = new BigDecimal(range.group(3));
    if (step.signum() <= 0 || from.compareTo(to) > 0) {
      throw refused(text, "expected FROM not above TO, and a STEP above 0");
    }
    BigDecimal[] steps = to.subtract(from).divideAndRemainder(step);
    if (steps[1].signum() != 0) {
      throw refused(
          text,
          "steps of %s from %s do not meet %s; the last one below it is %s"
              .formatted(
                  plain(step), plain(from), plain(to), plain(from.add(steps[0].multiply(step)))));
    }
    if (steps[0].compareTo(BigDecimal.valueOf(MAX_VALUES)) >= 0) {
      throw refused(text, "more than %d values; choose a larger step".formatted(MAX_VALUES));
    }
    List<String> values = new ArrayList<>();
    for (BigDecimal value = from; value.compareTo(to) <= 0; value = value.add(step)) {
      values.add(plain(value));
    }
    return values;
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  /** Splits at commas that stand in no brackets, so that a value may be a list itself. */
  private static List<String> list(String values, String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i <= values.length(); i++) {
      char c = i == values.length() ? ',' : values.charAt(i);
      if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      } else if (c == ',' && (depth == 0 || i == values.length())) {
        parts.add(values.substring(begin, i).strip());
        begin = i + 1;
      }
    }
    if (parts.contains("")) {
      throw refused(text, EXPECTED);
    }
    return parts;
  }

  private static ConfigurationException refused(String text, String expected) {
    return new ConfigurationException(
        List.of(new ConfigurationProblem("--sweep " + text, "", expected)));
  }
}
