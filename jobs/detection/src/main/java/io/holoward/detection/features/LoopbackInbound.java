package io.holoward.detection.features;

import io.holoward.detection.observation.Direction;
import java.util.List;

/** A connection that a process accepts from the host it runs on. */
final class LoopbackInbound extends BooleanFeature {

  LoopbackInbound() {
    super("loopbackInbound", "an inbound connection from the host itself");
  }

  @Override
  boolean isTrue(ConnectionFacts facts) {
    return facts.loopback() && facts.connection().direction() == Direction.IN;
  }

  @Override
  public FeatureNotes notes() {
    return new FeatureNotes(
        "The peer of an inbound connection is the host itself, by a loopback address or by one of"
            + " the host's own. It is all that is said of who connects: a service that others use"
            + " over the network, now used from its own host, may be reached through a tunnel.",
        "One comparison: the front knows the host's addresses already.",
        "Health checks, and clients that are installed beside their service, learn it as ordinary.",
        List.of());
  }
}
