package io.holoward.scoring.savepoint;

/**
 * Something about a savepoint that whoever restores it should know.
 *
 * @param operator the uid of the operator it is about
 * @param state the name of its state; empty where it is about all of the operator
 * @param text what it is, and what to do
 */
public record Remark(Weight weight, String operator, String state, String text) {

  /** How much it matters. */
  public enum Weight {
    /** The job would not start, or not go on where it stood. */
    MISFIT,
    /** The job starts, with less than one might think. */
    LOSS,
    /** As it should be, but good to know. */
    NOTE
  }
}
