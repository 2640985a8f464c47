package io.holoward.detection.features;

import java.util.List;

/** A service that the process is known to use, on whatever host. */
final class FamiliarService extends BooleanFeature {

  FamiliarService() {
    super(Features.FAMILIAR_SERVICE, "a service that the process is known to use");
  }

  @Override
  boolean isTrue(ConnectionFacts facts) {
    return facts.isOutbound() && facts.novelty().familiar();
  }

  @Override
  public String verb() {
    return "use";
  }

  @Override
  public boolean isCompared() {
    return false;
  }

  @Override
  public FeatureNotes notes() {
    return new FeatureNotes(
        "The process was first seen using the remote address and port of an outbound connection at"
            + " least `novelty.horizon` ago, or before its history was complete, on whatever host."
            + " Never learned and never compared: it says of a connection that is unusual by its"
            + " other features that it is nothing to worry about, see `novelty.familiar`.",
        "No access of its own: it is read off the same history.",
        "None: it raises nothing. What it hides is an attack over a service that the process uses"
            + " anyway, or one that lasted for the horizon.",
        List.of());
  }
}
