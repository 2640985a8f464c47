package io.holoward.detection.features;

import java.util.List;
import java.util.Optional;

/** A service that the process did not use before, on any host. */
final class NewServiceProcess extends BooleanFeature {

  NewServiceProcess() {
    super("newServiceProcess", "a service new to the process");
  }

  @Override
  boolean isTrue(ConnectionFacts facts) {
    return facts.isOutbound() && facts.novelty().serviceProcess();
  }

  @Override
  public String verb() {
    return "use";
  }

  @Override
  public Optional<String> fact() {
    return Optional.of("this process did not use this service before, on any host");
  }

  @Override
  public FeatureNotes notes() {
    return new FeatureNotes(
        "The process was first seen using the remote address and port of an outbound connection"
            + " less than `novelty.horizon` ago, on whatever host. TRUE together with"
            + " newServiceOrganisation; alone it says that others know the service. A model"
            + " learns of it once its process has `novelty.min-records` records.",
        "No access of its own: it is read off the same history, which keeps up to"
            + " `novelty.max-processes` names of processes for each service.",
        "A host or role that joins late, changed settings of the program, and services with many"
            + " users, of whom the history no longer knows each (new to none of them then).",
        List.of());
  }
}
