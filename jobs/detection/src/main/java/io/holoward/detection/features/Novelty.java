package io.holoward.detection.features;

import java.io.Serializable;
import java.util.List;

/**
 * What is new about a connection, see {@code novelty.horizon}. What is not known (the history is
 * still being learned, or full) is neither new nor familiar.
 *
 * @param serviceOrganisation nobody in the organisation used the service before
 * @param serviceProcess the process did not use the service before, on any host; of an inbound
 *     connection: the client did not connect to the service of the process before
 * @param networkOrganisation nobody in the organisation used any service of the remote network
 * @param wideNetworkOrganisation nobody used any of the wide network around a public one either
 * @param familiar the process is known to use the service, on whatever host: for the horizon at
 *     least, or since before the history was sealed
 */
public record Novelty(
    boolean serviceOrganisation,
    boolean serviceProcess,
    boolean networkOrganisation,
    boolean wideNetworkOrganisation,
    boolean familiar)
    implements Serializable {

  /** The column of {@link #serviceProcess}. */
  public static final String SERVICE_PROCESS = "newServiceProcess";

  /** The same of an inbound connection. */
  public static final String CLIENT_PROCESS = "newClientProcess";

  /** The features that tell of novelty, each a column of the same name. */
  public static final List<String> FEATURES =
      List.of(
          "newWideNetworkOrganisation",
          "newNetworkOrganisation",
          "newServiceOrganisation",
          SERVICE_PROCESS,
          CLIENT_PROCESS);

  /** Those of them that tell what is new to the process, which has to be known first. */
  public static final List<String> OF_PROCESS = List.of(SERVICE_PROCESS, CLIENT_PROCESS);

  /** Nothing is new, or nothing is known. */
  public static final Novelty NONE = new Novelty(false, false, false, false, false);

  /** Nothing is new: the process is known to use the service. */
  public static final Novelty FAMILIAR = new Novelty(false, false, false, false, true);

  /** The same with the wide network new as well. */
  public Novelty withWideNetwork() {
    return new Novelty(serviceOrganisation, serviceProcess, networkOrganisation, true, familiar);
  }

  /** Whether anything is new. */
  public boolean isAny() {
    return serviceOrganisation || serviceProcess || networkOrganisation;
  }
}
