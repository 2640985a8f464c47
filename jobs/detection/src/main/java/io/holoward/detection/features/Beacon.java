package io.holoward.detection.features;

import java.util.List;

/** Connections of an instance to one service that come at regular intervals. */
final class Beacon extends BooleanFeature {

  Beacon() {
    super("beacon", "connections at regular intervals");
  }

  @Override
  boolean isTrue(ConnectionFacts facts) {
    return facts.beacon();
  }

  @Override
  public FeatureNotes notes() {
    return new FeatureNotes(
        "An instance connected to one service at least `beacon.min-connections` times within"
            + " `beacon.horizon`, and the intervals vary by less than `beacon.max-variation`"
            + " (standard deviation over mean). Judged when a window ends, as a record of its own,"
            + " never early.",
        "Three numbers for each service of an instance and horizon; repeated connections still cost"
            + " neither an exchange nor an access to state.",
        "Whatever polls: update checks, monitoring, mail, time. A process that polls learns it as"
            + " its behaviour; a new schedule or a new poller does not know it yet.",
        List.of());
  }
}
