package io.holoward.scoring.decode;

import io.holoward.detection.configuration.Configuration;
import io.holoward.registry.RegistryConnection;

/** The configured schema registry. */
public final class Registries {

  private Registries() {}

  /** How to reach it; secrets are looked up now. */
  public static RegistryConnection connection(Configuration.Registry registry) {
    String password = registry.password() == null ? null : registry.password().resolve();
    return new RegistryConnection(
        registry.url(), registry.user(), password, registry.resolvedProperties());
  }
}
