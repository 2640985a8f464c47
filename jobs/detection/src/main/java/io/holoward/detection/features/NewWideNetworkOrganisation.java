package io.holoward.detection.features;

import java.util.List;
import java.util.Optional;

/** A wide public network of which nobody in the organisation used any service before. */
final class NewWideNetworkOrganisation extends BooleanFeature {

  NewWideNetworkOrganisation() {
    super(
        "newWideNetworkOrganisation",
        "a wide remote network (/16, or /32 of IPv6) new to the organisation");
  }

  @Override
  boolean isTrue(ConnectionFacts facts) {
    return facts.isOutbound() && facts.novelty().wideNetworkOrganisation();
  }

  @Override
  public String verb() {
    return "use";
  }

  @Override
  public Optional<String> fact() {
    return Optional.of(
        "nobody in the organisation used any address of the wide network around it before");
  }

  @Override
  public FeatureNotes notes() {
    return new FeatureNotes(
        "No service of the wide network (/16 of IPv4, /32 of IPv6) around a public address was seen"
            + " in the organisation until less than `novelty.horizon` ago. TRUE only together with"
            + " newNetworkOrganisation, and says more: providers that are used already open new"
            + " networks beside those that are known.",
        "One small value beside the history of the remote network, both held by the same task.",
        "The first days of a new provider. Servers that an attacker rents from a provider whom the"
            + " organisation uses do not show it.",
        List.of());
  }
}
