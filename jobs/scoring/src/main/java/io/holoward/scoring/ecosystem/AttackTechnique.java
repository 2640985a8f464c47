package io.holoward.scoring.ecosystem;

/**
 * A technique of MITRE ATT&amp;CK by its id, such as {@code T1571}, or a part of one, such as
 * {@code T1021.002}.
 *
 * @param subId null where the technique as a whole is meant
 */
record AttackTechnique(String id, String subId) {

  private static final String NON_STANDARD_PORT = "T1571";

  static AttackTechnique of(String id) {
    int dot = id.indexOf('.');
    return dot < 0 ? new AttackTechnique(id, null) : new AttackTechnique(id.substring(0, dot), id);
  }

  /** ATT&amp;CK's name of the technique; null for those no detector names. */
  String name() {
    return id.equals(NON_STANDARD_PORT) ? "Non-Standard Port" : null;
  }

  /** The only tactic the technique belongs to; null where that is not known. */
  String tacticId() {
    return id.equals(NON_STANDARD_PORT) ? "TA0011" : null;
  }

  /** ATT&amp;CK's name of that tactic. */
  String tacticName() {
    return id.equals(NON_STANDARD_PORT) ? "Command and Control" : null;
  }
}
