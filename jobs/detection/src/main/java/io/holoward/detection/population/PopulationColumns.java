package io.holoward.detection.population;

import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The columns of records of the population: what any process can be compared by. Each is a risk: a
 * column for what is harmless as well would make a rare harmless thing (a program where programs
 * are installed, on a host of services) outrank a frequent dangerous one.
 */
public final class PopulationColumns {

  /** The process was not seen in the organisation before; no feature of connections. */
  static final String NEW_PROCESS = "newProcessOrganisation";

  /** What is new about a connection; these are features of connections as well. */
  private static final List<String> NEW_PLACES =
      List.of("newServiceOrganisation", "newNetworkOrganisation");

  /** All that is new. */
  static final List<String> NOVELTY =
      Stream.concat(NEW_PLACES.stream(), Stream.of(NEW_PROCESS)).toList();

  private static final Map<String, String> PHRASES = phrases();

  private PopulationColumns() {}

  /**
   * What records with this column have in common, as a verb phrase in the plural; null for what is
   * no column of the population, such as a pair of columns.
   */
  public static String phrase(String column) {
    return PHRASES.get(column);
  }

  /** Those of some features that are columns of the population, in their order there. */
  static List<String> newPlaces(Collection<String> features) {
    List<String> known = new ArrayList<>(NEW_PLACES);
    known.retainAll(features);
    return List.copyOf(known);
  }

  /** All about novelty that a model can speak of where some features are switched on. */
  static List<String> novelty(Collection<String> features) {
    List<String> known = new ArrayList<>(newPlaces(features));
    known.add(NEW_PROCESS);
    return List.copyOf(known);
  }

  /** The record of a process that was not seen in the organisation before. */
  static Signature ofNewProcess(Signature record) {
    List<String> columns = new ArrayList<>(record.features());
    columns.add(NEW_PROCESS);
    return Signature.of(columns);
  }

  /** A record without the columns about novelty that are not among some. */
  static Signature speakingOf(Collection<String> novelty, Signature record) {
    List<String> kept =
        record.features().stream()
            .filter(column -> !NOVELTY.contains(column) || novelty.contains(column))
            .toList();
    return kept.size() == record.size() ? record : Signature.of(kept);
  }

  private static Map<String, String> phrases() {
    Map<String, String> phrases = new LinkedHashMap<>();
    for (ImagePathClass image : List.of(ImagePathClass.USER_WRITABLE, ImagePathClass.TEMPORARY)) {
      phrases.put(image.column(), image.phrase());
    }
    phrases.put(AccountClass.INTERACTIVE.column(), AccountClass.INTERACTIVE.phrase());
    phrases.put(NEW_PLACES.get(0), "use a service that nobody in the organisation used before");
    phrases.put(
        NEW_PLACES.get(1), "reach a network that nobody in the organisation reached before");
    phrases.put(
        NEW_PROCESS,
        "come from a program that nobody in the organisation ran on the network before");
    return Map.copyOf(phrases);
  }
}
