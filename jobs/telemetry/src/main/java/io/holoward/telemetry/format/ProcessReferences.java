package io.holoward.telemetry.format;

import io.holoward.detection.observation.ProcessReference;
import java.util.function.Function;

/**
 * Remembers what the last references of records meant. It knows a reference by identity, as a
 * decoder gives one object to all records that speak of a process alike. Direct-mapped: bounded, a
 * collision costs another check. For one thread.
 */
final class ProcessReferences {

  private static final int SLOT_BITS = 14;

  private final Function<io.holoward.schema.ProcessReference, ProcessReference> meaning;
  private final io.holoward.schema.ProcessReference[] reported =
      new io.holoward.schema.ProcessReference[1 << SLOT_BITS];
  private final ProcessReference[] meant = new ProcessReference[1 << SLOT_BITS];

  /**
   * @param meaning checks a reference and says what it means
   */
  ProcessReferences(Function<io.holoward.schema.ProcessReference, ProcessReference> meaning) {
    this.meaning = meaning;
  }

  /** What a reference means; what the check throws is passed on and not remembered. */
  @SuppressWarnings("ReferenceEquality") // of all that it remembers that is the cheapest
  ProcessReference of(io.holoward.schema.ProcessReference process) {
    int slot = slot(process);
    if (reported[slot] != process) {
      ProcessReference value = meaning.apply(process);
      reported[slot] = process;
      meant[slot] = value;
    }
    return meant[slot];
  }

  private static int slot(io.holoward.schema.ProcessReference process) {
    String name = process.getGuid() != null ? process.getGuid() : process.getImage();
    int hash = name == null ? 0 : name.hashCode();
    int pid = process.getPid() == null ? 0 : process.getPid().hashCode();
    return ((hash + 31 * pid) * 0x9e3779b9) >>> (Integer.SIZE - SLOT_BITS);
  }
}
