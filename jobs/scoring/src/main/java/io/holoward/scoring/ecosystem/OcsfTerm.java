package io.holoward.scoring.ecosystem;

import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Severity;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.observation.Direction;

/** A value of an OCSF enumeration: its number, and the caption that stands beside it. */
record OcsfTerm(int id, String caption) {

  /** Fewer records behind an intended state are no more than a beginning. */
  private static final long ENOUGH_RECORDS = 50;

  /** Puts {@code <name>_id} and {@code <name>}. */
  void putInto(JsonObject object, String name) {
    object.put(name + "_id", id).put(name, caption);
  }

  static OcsfTerm severity(Severity severity) {
    return switch (severity) {
      case INFORMATIONAL -> new OcsfTerm(1, "Informational");
      case LOW -> new OcsfTerm(2, "Low");
      case MEDIUM -> new OcsfTerm(3, "Medium");
      case HIGH -> new OcsfTerm(4, "High");
      case CRITICAL -> new OcsfTerm(5, "Critical");
    };
  }

  /** How well founded the verdict is: by what the intended state rests on. */
  static OcsfTerm confidence(Finding finding) {
    if (finding.baseline() == null || !finding.deviation().canDetect()) {
      return new OcsfTerm(1, "Low");
    }
    return finding.baseline().records() < ENOUGH_RECORDS
        ? new OcsfTerm(2, "Medium")
        : new OcsfTerm(3, "High");
  }

  /** What became of the connection: the host's firewall refused it, or it was only watched. */
  static OcsfTerm action(Finding finding) {
    return finding.activity().blocked() ? new OcsfTerm(2, "Denied") : new OcsfTerm(3, "Observed");
  }

  static OcsfTerm disposition(Finding finding) {
    if (finding.activity().blocked()) {
      return new OcsfTerm(2, "Blocked");
    }
    return finding.verdict() == Verdict.NORMAL
        ? new OcsfTerm(17, "Logged")
        : new OcsfTerm(19, "Alert");
  }

  static OcsfTerm direction(Direction direction) {
    return switch (direction) {
      case OUT -> new OcsfTerm(2, "Outbound");
      case IN -> new OcsfTerm(1, "Inbound");
      case UNKNOWN -> new OcsfTerm(0, "Unknown");
    };
  }

  /** Of an observable. */
  static final OcsfTerm HOSTNAME = new OcsfTerm(1, "Hostname");

  static final OcsfTerm IP_ADDRESS = new OcsfTerm(2, "IP Address");
  static final OcsfTerm USER_NAME = new OcsfTerm(4, "User Name");
  static final OcsfTerm PROCESS_NAME = new OcsfTerm(9, "Process Name");
  static final OcsfTerm FILE_PATH = new OcsfTerm(45, "File Path");
}
