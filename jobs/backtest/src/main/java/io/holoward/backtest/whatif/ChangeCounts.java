package io.holoward.backtest.whatif;

/** How many subjects of findings were gained, lost, moved, and judged alike. */
public record ChangeCounts(long gained, long lost, long moved, long same) {

  static final ChangeCounts NONE = new ChangeCounts(0, 0, 0, 0);

  ChangeCounts plus(Change change) {
    return switch (change) {
      case GAINED -> new ChangeCounts(gained + 1, lost, moved, same);
      case LOST -> new ChangeCounts(gained, lost + 1, moved, same);
      case MOVED -> new ChangeCounts(gained, lost, moved + 1, same);
      case SAME -> new ChangeCounts(gained, lost, moved, same + 1);
    };
  }

  /** What is not the same. */
  public long changed() {
    return gained + lost + moved;
  }
}
