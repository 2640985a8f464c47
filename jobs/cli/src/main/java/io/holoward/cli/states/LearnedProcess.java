package io.holoward.cli.states;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One entry of {@code intended-states.json}, as far as it is shown; fields named as in the schema
 * IntendedStateSnapshot.
 *
 * @param sealedAt ISO-8601, null when nothing is sealed
 * @param features those beyond Table 2 that the model speaks of; none in files of older releases
 * @param noveltyShare share of its windows outside its host with a new service, 0–1; null where
 *     that was not observed
 * @param roaming true where novelty does not count for it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LearnedProcess(
    String processId,
    String processName,
    String phase,
    long records,
    long distinct,
    long hosts,
    int modelVersion,
    String sealedAt,
    List<String> features,
    Double noveltyShare,
    boolean roaming,
    List<State> states) {

  public LearnedProcess {
    processName = processName == null ? "" : processName;
    phase = phase == null ? "" : phase;
    features = features == null ? List.of() : List.copyOf(features);
    states = states == null ? List.of() : List.copyOf(states);
  }

  /** One intended state. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record State(long records, List<Column> columns) {
    public State {
      columns = columns == null ? List.of() : List.copyOf(columns);
    }
  }

  /** A feature: in how many records it is TRUE, and its entropy and weight. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Column(String feature, long trueCount, double entropy, double weight) {}

  /**
   * A feature in a state.
   *
   * @param state index of the state, from 0
   * @param records the number of records of the state
   */
  public record StateColumn(int state, long records, Column column) {}

  /** All features of all states, in the order they are stored. */
  public Stream<StateColumn> columns() {
    return IntStream.range(0, states.size())
        .boxed()
        .flatMap(
            i ->
                states.get(i).columns().stream()
                    .map(column -> new StateColumn(i, states.get(i).records(), column)));
  }
}
