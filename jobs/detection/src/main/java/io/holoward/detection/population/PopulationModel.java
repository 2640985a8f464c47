package io.holoward.detection.population;

import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.RecordCounts;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.SealingRules;
import io.holoward.entropy.Signature;
import java.util.Arrays;
import java.util.List;

/**
 * How the connections of a whole organisation come about, sealed: what processes without an
 * intended state are compared with. It crosses exchanges and is stored, so it holds plain values.
 *
 * @param version 1 for the first model of the organisation, one more at each sealing
 * @param sealedAt event time of the sealing in milliseconds: it holds for what happens from then on
 * @param complete true when no other model of the organisation will follow
 * @param novelty the columns about novelty it speaks of; the others were not known when its records
 *     were made
 * @param processes the processes that were seen, by {@link ProcessHash}, in ascending order; none
 *     where it does not speak of new ones
 * @param records how many records it was sealed from
 * @param distinct how many of them differ
 * @param stored the stored form of {@link IntendedStates}, with a version of its own
 */
public record PopulationModel(
    String organisation,
    int version,
    long sealedAt,
    boolean complete,
    List<String> novelty,
    long[] processes,
    long records,
    long distinct,
    byte[] stored) {

  public PopulationModel {
    novelty = List.copyOf(novelty);
  }

  /** Seals records as one state, nothing taken out: a rare thing is part of a population too. */
  static PopulationModel seal(
      String organisation,
      int version,
      long sealedAt,
      boolean complete,
      List<String> novelty,
      long[] processes,
      RecordCounts counts) {
    IntendedStates states = IntendedStates.seal(counts, SealingRules.DEFAULT, ScoringRules.DEFAULT);
    return of(organisation, version, sealedAt, complete, novelty, processes, states);
  }

  /** The model of states that were sealed elsewhere. */
  public static PopulationModel of(
      String organisation,
      int version,
      long sealedAt,
      boolean complete,
      List<String> novelty,
      long[] processes,
      IntendedStates states) {
    return new PopulationModel(
        organisation,
        version,
        sealedAt,
        complete,
        novelty,
        processes,
        states.records(),
        states.distinct(),
        states.toBytes());
  }

  /** The same model, to be used for all times and followed by no other. */
  public PopulationModel forAllTimes() {
    return new PopulationModel(
        organisation, version, Long.MIN_VALUE, true, novelty, processes, records, distinct, stored);
  }

  /** The states, to be scored by these rules. */
  public IntendedStates states(ScoringRules scoring) {
    return IntendedStates.fromBytes(stored, scoring);
  }

  /** True when there was no place for all processes that were seen. */
  public boolean isFull() {
    return processes.length >= ProcessRecords.MAX_PROCESSES;
  }

  /**
   * What this model compares a record with: the part it speaks of, with what it knows of the
   * process.
   */
  Signature reduce(Signature record, String processId) {
    Signature whole = knows(processId) ? record : PopulationColumns.ofNewProcess(record);
    return PopulationColumns.speakingOf(novelty, whole);
  }

  /** Whether a process was seen, or there is no telling. */
  private boolean knows(String processId) {
    long process = ProcessHash.of(processId);
    return process == ProcessHash.NOT_TOLD
        || Arrays.binarySearch(processes, process) >= 0
        || (isFull() && process > processes[processes.length - 1]);
  }
}
