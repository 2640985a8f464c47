package io.holoward.backtest.whatif;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the runs of a sweep gave.
 *
 * @param parameters what was swept, one or two
 * @param labelled whether the runs were held against labels
 * @param runs those that have ended, in the order they were run
 */
public record SweepResult(List<Parameter> parameters, boolean labelled, List<SweptRun> runs) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

  /**
   * A swept key.
   *
   * @param values numbers where the user wrote numbers, else text
   */
  public record Parameter(String key, List<Object> values) {}

  /**
   * One run.
   *
   * @param settings the value of each swept key
   */
  public record SweptRun(Map<String, Object> settings, @JsonUnwrapped RunFigures figures) {
    static SweptRun of(Map<String, String> settings, RunFigures figures) {
      return new SweptRun(typed(settings), figures);
    }
  }

  static SweepResult of(List<SweepParameter> parameters, List<SweptRun> runs) {
    return new SweepResult(
        parameters.stream()
            .map(
                parameter ->
                    new Parameter(
                        parameter.key(),
                        parameter.values().stream().map(SweepResult::typed).toList()))
            .toList(),
        runs.stream().anyMatch(run -> run.figures().labelled() != null),
        List.copyOf(runs));
  }

  static Map<String, Object> typed(Map<String, String> settings) {
    Map<String, Object> typed = new LinkedHashMap<>();
    settings.forEach((key, value) -> typed.put(key, typed(value)));
    return typed;
  }

  private static Object typed(String value) {
    return NUMBER.matcher(value).matches() ? new BigDecimal(value) : value;
  }

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }
}
