package io.holoward.detection.features;

import java.util.List;
import java.util.Optional;

/** A service that nobody in the organisation used before. */
final class NewServiceOrganisation extends BooleanFeature {

  NewServiceOrganisation() {
    super("newServiceOrganisation", "a service new to the organisation");
  }

  @Override
  boolean isTrue(ConnectionFacts facts) {
    return facts.isOutbound() && facts.novelty().serviceOrganisation();
  }

  @Override
  public String verb() {
    return "use";
  }

  @Override
  public Optional<String> fact() {
    return Optional.of("nobody in the organisation used this service before");
  }

  @Override
  public FeatureNotes notes() {
    return new FeatureNotes(
        "The remote address and port of an outbound connection were first seen in the organisation"
            + " less than `novelty.horizon` ago, and not before its history was complete.",
        "One access to the history of the remote network for the first connection of an instance to"
            + " a service in a window; the history keeps every service until `novelty.expiry`.",
        "New servers, services behind addresses that change often, and programs that go to new"
            + " places by nature, such as browsers (see `novelty.roaming`).",
        List.of());
  }
}
