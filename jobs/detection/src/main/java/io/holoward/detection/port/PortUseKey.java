package io.holoward.detection.port;

import io.holoward.detection.observation.Protocol;

/**
 * What the use of an unexpected port is counted by.
 *
 * @param application name in the catalogue, as in {@link PortJudgement#application}
 */
public record PortUseKey(String organisation, String application, Protocol protocol, int port) {

  /** The same in every JVM, which the hash of an enum's constant is not. */
  @Override
  public int hashCode() {
    int hash = organisation.hashCode();
    hash = 31 * hash + application.hashCode();
    hash = 31 * hash + protocol.name().hashCode();
    return 31 * hash + port;
  }
}
