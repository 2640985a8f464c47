package io.holoward.backtest.study;

import io.holoward.backtest.study.StudyPlan.Transplant;
import io.holoward.detection.features.FeatureExtractor;
import io.holoward.detection.finding.Actor;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.telemetry.input.InputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The outbound connections of attack tools, given to processes that have a model, as if one of
 * their instances had made them. All attack tools of a recording may be programs that were never
 * seen before; inside a process that is always there they have nothing but what they do.
 */
final class Transplants {

  private static final int HTTPS = 443;
  private static final int HOSTS = 254;

  /** The networks of RFC 5737, which belong to nobody. */
  private static final List<String> DOCUMENTATION =
      List.of("203.0.113.", "198.51.100.", "192.0.2.");

  private final Transplant rules;
  private final FeatureExtractor extractor;

  /** The public address that stands for a service. */
  private final Map<String, String> publicAddresses = new TreeMap<>();

  /**
   * @param observations all connections, those to be transplanted among them
   * @throws InputException if one of the named processes is not among them
   */
  Transplants(Transplant rules, Collection<Observation> observations, int ephemeralLow) {
    this.rules = rules;
    this.extractor = new FeatureExtractor(ephemeralLow);
    check(observations);
    Set<String> services = new TreeSet<>();
    observations.stream()
        .filter(this::isTaken)
        .map(Observation::told)
        .forEach(taken -> services.add(service(taken.connection())));
    services.forEach(service -> publicAddresses.put(service, address(publicAddresses.size())));
  }

  private void check(Collection<Observation> observations) {
    Set<String> seen = new TreeSet<>();
    observations.forEach(observation -> seen.add(observation.actor().processId()));
    for (String name : rules.processes()) {
      if (seen.stream().noneMatch(processId -> isNamed(processId, name))) {
        throw new InputException(
            "no process of the input is called '%s', so nothing can be transplanted into it; \"holoward candidates\" lists those there are"
                .formatted(name));
      }
    }
  }

  private static String address(int index) {
    return DOCUMENTATION.get(index / HOSTS % DOCUMENTATION.size()) + (1 + index % HOSTS);
  }

  private static String service(OrientedConnection connection) {
    Endpoint remote = connection.remote();
    return connection.protocol() + " " + remote.address() + " " + remote.port();
  }

  /** A connection in its new place. */
  record Transplanted(Judged.Origin origin, String target, Observation observation) {}

  /**
   * The transplants of a fold.
   *
   * @param tested the connections of the tested scenarios
   */
  List<Transplanted> into(Lesson lesson, List<Observation> tested) {
    List<Transplanted> transplants = new ArrayList<>();
    for (Observation attack : tested) {
      if (isTaken(attack)) {
        for (String name : rules.processes()) {
          for (String processId : lesson.modelled()) {
            if (isNamed(processId, name)) {
              Observation moved = attack.by(host(processId, attack, lesson, tested));
              transplants.add(new Transplanted(Judged.Origin.AS_IT_IS, name, moved));
              transplants.add(
                  new Transplanted(Judged.Origin.PUBLIC_443, name, toPublicAddress(moved)));
            }
          }
        }
      }
    }
    return transplants;
  }

  private boolean isTaken(Observation observation) {
    return observation.attack()
        && observation.isOutbound()
        && !observation.told().blocked()
        && rules.labels().contains(observation.label());
  }

  /** All groups and accounts of a program go by its name. */
  static boolean isNamed(String processId, String name) {
    String called = ProcessIdentity.parse(processId).displayName();
    return called.equalsIgnoreCase(name)
        || called.regionMatches(true, 0, name + " ", 0, name.length() + 1);
  }

  /** An instance of the scenario where there is one, else one that was learned. */
  private static Actor host(
      String processId, Observation attack, Lesson lesson, List<Observation> tested) {
    Optional<Actor> here =
        tested.stream()
            .filter(other -> other.scenario().equals(attack.scenario()) && !other.attack())
            .map(Observation::actor)
            .filter(actor -> actor.processId().equals(processId))
            .findFirst();
    return here.orElseGet(() -> lesson.example(processId));
  }

  private Observation toPublicAddress(Observation attack) {
    OrientedConnection from = attack.told().connection();
    OrientedConnection to =
        new OrientedConnection(
            Direction.OUT,
            Protocol.TCP,
            from.local(),
            new Endpoint(publicAddresses.get(service(from)), HTTPS));
    return attack.to(to, extractor.signature(to));
  }
}
