package io.holoward.detection.port;

import io.holoward.detection.observation.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The overrides in force. One for an organisation goes before one for all, and of two for the same
 * the one given later.
 */
final class PortOverrides {

  /** No override. */
  static final PortOverrides NONE = new PortOverrides(List.of(), name -> null);

  private final Map<String, Map<Application, List<PortOverride>>> latestFirst = new HashMap<>();

  /**
   * @param applications finds the application a name stands for; null for none
   * @throws IllegalArgumentException if an override names an application that is not known
   */
  PortOverrides(Collection<PortOverride> overrides, Function<String, Application> applications) {
    for (PortOverride override : overrides) {
      Application application = applications.apply(override.application());
      if (application == null) {
        throw new IllegalArgumentException(
            "expected applications of the port catalogue, which does not know "
                + override.application());
      }
      latestFirst
          .computeIfAbsent(override.organisation(), key -> new HashMap<>())
          .computeIfAbsent(application, key -> new ArrayList<>())
          .add(0, override);
    }
  }

  /** What holds for an application on a port; null where no override does. */
  PortOverride.Effect effect(
      String organisation, Application application, Protocol protocol, int port) {
    if (latestFirst.isEmpty()) {
      return null;
    }
    PortOverride.Effect own = find(organisation, application, protocol, port);
    return own != null ? own : find(PortOverride.EVERY_ORGANISATION, application, protocol, port);
  }

  private PortOverride.Effect find(
      String organisation, Application application, Protocol protocol, int port) {
    List<PortOverride> candidates =
        latestFirst.getOrDefault(organisation, Map.of()).getOrDefault(application, List.of());
    for (int i = 0; i < candidates.size(); i++) {
      PortOverride override = candidates.get(i);
      if (override.protocol() == protocol && override.ports().contains(port)) {
        return override.effect();
      }
    }
    return null;
  }
}
