package io.holoward.detection.features;

import io.holoward.detection.observation.Direction;
import java.util.List;

/** A connection that a process makes to the host it runs on. */
final class LoopbackOutbound extends BooleanFeature {

  LoopbackOutbound() {
    super("loopbackOutbound", "an outbound connection to the host itself");
  }

  @Override
  boolean isTrue(ConnectionFacts facts) {
    return facts.loopback() && facts.connection().direction() == Direction.OUT;
  }

  @Override
  public FeatureNotes notes() {
    return new FeatureNotes(
        "The peer of an outbound connection is the host itself, by a loopback address or by one of"
            + " the host's own. Table 2 says private address of both and cannot tell it from a"
            + " neighbour; a tunnel's end on the host is seen by it.",
        "One comparison: the front knows the host's addresses already.",
        "Programs that talk to a service of their own over the loopback address (databases,"
            + " browsers' helpers, agents) learn it as their behaviour. An address that was not yet"
            + " known to be the host's is taken for a peer's.",
        List.of());
  }
}
