package io.holoward.detection.features;

import java.util.List;
import java.util.Optional;

/** A client that did not connect to the service of the process before, on any host. */
final class NewClientProcess extends BooleanFeature {

  NewClientProcess() {
    super(Novelty.CLIENT_PROCESS, "a client new to the process");
  }

  @Override
  boolean isTrue(ConnectionFacts facts) {
    return !facts.isOutbound() && facts.novelty().serviceProcess();
  }

  @Override
  public Optional<String> fact() {
    return Optional.of("this client never connected to this service of the process before");
  }

  @Override
  public FeatureNotes notes() {
    return new FeatureNotes(
        "The address that an inbound connection comes from was first seen connecting to this"
            + " process on this local port less than `novelty.horizon` ago, on whatever host of the"
            + " process. Private addresses of other machines only; ports from"
            + " `features.ephemeral-low` on are one. A model learns of it once its process has"
            + " `novelty.min-records` records.",
        "One event and one access to the history of the client's network for the first connection"
            + " of each client to a service in a window; switched off by `novelty.clients`.",
        "Addresses that are given out anew, new machines, and administrators who come to a machine"
            + " for the first time.",
        List.of());
  }
}
