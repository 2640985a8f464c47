package io.holoward.backtest.study;

/** A way to divide scenarios into those that are learned from and those that are scored. */
public enum FoldKind {
  /** Each scenario by what the others of its lab taught. */
  SCENARIO("each scenario by what the others of its lab taught"),
  /**
   * Each scenario by records of another lab; only what addresses are new is told by the others of
   * its own.
   */
  LAB("each scenario by records of another lab, addresses by the others of its own"),
  /** The later half of each lab's scenarios by what the earlier one taught, and the reverse. */
  HALF("the later half of each lab by what the earlier one taught, and the reverse"),
  /**
   * Every scenario by what all of them taught, itself among them: flatters, but is what a backtest
   * of a recording by itself tells.
   */
  NONE("every scenario by what all of them taught, itself among them");

  private final String words;

  FoldKind(String words) {
    this.words = words;
  }

  /** What it does, in words. */
  public String words() {
    return words;
  }
}
