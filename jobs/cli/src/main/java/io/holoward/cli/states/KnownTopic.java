package io.holoward.cli.states;

import io.holoward.detection.configuration.Configuration;
import io.holoward.schema.AddressHistorySnapshot;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.schema.PopulationSnapshot;
import io.holoward.scoring.savepoint.SeededSavepoint;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * A compacted topic to which the job tells what it knows, and the file that holds the same.
 *
 * @param content what it holds, as a message calls it
 * @param file the name of the file
 * @param topic its name in a configuration
 * @param key of a record in the topic, as the job writes it
 * @param known whether a record tells of something that is known, and not that it was forgotten
 * @param told event time of what a record tells
 */
record KnownTopic<T extends SpecificRecord>(
    String content,
    String file,
    Class<T> type,
    Function<Configuration, String> topic,
    Function<T, String> key,
    Predicate<T> known,
    Function<T, Instant> told) {

  /** All three. */
  static final List<KnownTopic<?>> ALL =
      List.of(
          new KnownTopic<>(
              "processes",
              SeededSavepoint.STATES,
              IntendedStateSnapshot.class,
              configuration -> configuration.sinks().intendedStates().topic(),
              IntendedStateSnapshot::getProcessId,
              snapshot -> snapshot.getModelVersion() > 0,
              snapshot ->
                  snapshot.getSealedAt() == null ? snapshot.getLastSeen() : snapshot.getSealedAt()),
          new KnownTopic<>(
              "populations",
              SeededSavepoint.POPULATIONS,
              PopulationSnapshot.class,
              configuration -> configuration.sinks().populations().topic(),
              PopulationSnapshot::getOrganisation,
              snapshot -> true,
              PopulationSnapshot::getSealedAt),
          new KnownTopic<>(
              "networks",
              SeededSavepoint.HISTORIES,
              AddressHistorySnapshot.class,
              configuration -> configuration.sinks().addressHistory().topic(),
              snapshot -> snapshot.getOrganisation() + '|' + snapshot.getNetwork(),
              snapshot -> !snapshot.getServices().isEmpty(),
              KnownTopic::lastUse));

  private static Instant lastUse(AddressHistorySnapshot snapshot) {
    return snapshot.getServices().stream()
        .flatMap(service -> Stream.of(service.getLastSeen(), service.getFirstSeen()))
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(Instant.MAX);
  }
}
