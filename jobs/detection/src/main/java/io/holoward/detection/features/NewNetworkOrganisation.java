package io.holoward.detection.features;

import java.util.List;
import java.util.Optional;

/** A remote network of which nobody in the organisation used any service before. */
final class NewNetworkOrganisation extends BooleanFeature {

  NewNetworkOrganisation() {
    super("newNetworkOrganisation", "a remote network new to the organisation");
  }

  @Override
  boolean isTrue(ConnectionFacts facts) {
    return facts.isOutbound() && facts.novelty().networkOrganisation();
  }

  @Override
  public String verb() {
    return "use";
  }

  @Override
  public Optional<String> fact() {
    return Optional.of("nobody in the organisation used any service of this network before");
  }

  @Override
  public FeatureNotes notes() {
    return new FeatureNotes(
        "No service of the remote network (/24 of IPv4, /48 of IPv6) was seen in the organisation"
            + " until less than `novelty.horizon` ago. TRUE only together with"
            + " newServiceOrganisation, and says more: the addresses of a content network change"
            + " within networks that are known.",
        "No access of its own: the history is kept by remote network.",
        "The first days of a new site or provider, and providers that spread over very many"
            + " networks.",
        List.of());
  }
}
