package io.holoward.telemetry.simulator;

/** How far away a peer is, which decides what round-trip times to it are like. */
enum Distance {
  SAME_SITE(0.3, 2),
  OTHER_SITE(8, 30),
  INTERNET(15, 120);

  private final double shortest;
  private final double longest;

  Distance(double shortest, double longest) {
    this.shortest = shortest;
    this.longest = longest;
  }

  /**
   * The round-trip time that is usual on one path of this distance, in milliseconds.
   *
   * @param place of the path among those of the distance, 0 to 1; the logarithms lie evenly
   */
  double usualMillis(double place) {
    return shortest * Math.pow(longest / shortest, place);
  }
}
