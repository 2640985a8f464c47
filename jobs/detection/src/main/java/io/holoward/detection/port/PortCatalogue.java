package io.holoward.detection.port;

import static io.holoward.detection.port.PortOverride.Effect.ALLOW;
import static io.holoward.detection.port.PortOverride.Effect.FORBID;

import io.holoward.detection.observation.Protocol;
import io.holoward.detection.port.Recognition.Candidate;
import java.util.Collection;
import java.util.List;

/**
 * Which ports applications are expected on: the data shipped with the product and the overrides of
 * operators. A known protocol elsewhere is what nDPI calls a known protocol on a non-standard port
 * and MITRE ATT&amp;CK T1571.
 *
 * <p>Immutable but for what it remembers, direct-mapped, so bounded, and allocating nothing for a
 * repeated question. Threads may share it.
 */
public final class PortCatalogue {

  private static final int SLOTS = 1 << 12;
  private static final PortJudgement NO_APPLICATION =
      PortJudgement.without(PortVerdict.NO_APPLICATION);
  private static final PortJudgement UNKNOWN =
      PortJudgement.without(PortVerdict.UNKNOWN_APPLICATION);
  private static final PortJudgement WITHOUT_PORTS = PortJudgement.without(PortVerdict.NOT_JUDGED);

  private final int version;
  private final ApplicationNames names;
  private final WellKnownPorts wellKnown;
  private final PortOverrides overrides;
  private final PortJudgement[] remembered = new PortJudgement[SLOTS];

  PortCatalogue(
      int version, ApplicationNames names, WellKnownPorts wellKnown, PortOverrides overrides) {
    this.version = version;
    this.names = names;
    this.wellKnown = wellKnown;
    this.overrides = overrides;
  }

  /** The catalogue shipped with the product, without overrides. */
  public static PortCatalogue standard() {
    return Standard.CATALOGUE;
  }

  private static final class Standard {
    static final PortCatalogue CATALOGUE = CatalogueReader.standard();
  }

  /**
   * The same catalogue with these overrides instead of those it has. One for an organisation goes
   * before one for all, and of two for the same the one given later.
   *
   * @throws IllegalArgumentException if one names an application the catalogue does not know
   */
  public PortCatalogue with(Collection<PortOverride> others) {
    return new PortCatalogue(version, names, wellKnown, new PortOverrides(others, names::find));
  }

  /** The version of the catalogue's data, counted from 1. */
  public int version() {
    return version;
  }

  /**
   * Judges an application on a port.
   *
   * @param servicePort port of the end that should be the service; -1 where unknown
   * @param otherPort port of the other end: an application that is usual there is expected too,
   *     since which end is the service cannot always be told, except on the well-known port of
   *     another application; -1 where unknown
   * @param application as the engine spelled it; null where it recognised none. Of several the flow
   *     is judged as the one that fits best
   */
  public PortJudgement judge(
      String organisation, Protocol protocol, int servicePort, int otherPort, String application) {
    Recognition recognition = names.recognise(application);
    if (!recognition.named()) {
      return NO_APPLICATION;
    }
    if (protocol != Protocol.TCP && protocol != Protocol.UDP) {
      return WITHOUT_PORTS;
    }
    PortJudgement best = null;
    List<Candidate> candidates = recognition.candidates();
    for (int i = 0; i < candidates.size(); i++) {
      PortJudgement judgement =
          judge(organisation, protocol, servicePort, otherPort, candidates.get(i));
      if (best == null || weight(judgement) > weight(best)) {
        best = judgement;
      }
    }
    return best == null ? UNKNOWN : best;
  }

  private static int weight(PortJudgement judgement) {
    if (judgement.forbidden()) {
      return 3;
    }
    return switch (judgement.verdict()) {
      case EXPECTED -> 2;
      case NOT_JUDGED -> 1;
      default -> 0;
    };
  }

  private PortJudgement judge(
      String organisation, Protocol protocol, int port, int otherPort, Candidate candidate) {
    Application application = candidate.application();
    Application owner = wellKnown.owner(protocol, port);
    boolean foreign = owner != null && !application.belongsTo(owner);
    boolean forbidden = overrides.effect(organisation, application, protocol, port) == FORBID;
    PortVerdict verdict = foreign ? PortVerdict.FOREIGN_PROTOCOL : PortVerdict.NONSTANDARD;
    if (!forbidden) {
      if (isUsual(organisation, protocol, port, candidate)
          || (!foreign && isUsual(organisation, protocol, otherPort, candidate))) {
        verdict = PortVerdict.EXPECTED;
      } else if (port < 0
          || application.ports(protocol).isEmpty()
          || (!foreign && application.isDynamic(port))) {
        verdict = PortVerdict.NOT_JUDGED;
      }
    }
    return remember(verdict, application, protocol, port, owner, forbidden);
  }

  /**
   * True where the catalogue or an override expects it. What an application carries is often told
   * by a name that the client chose, so it adds its own ports but no well-known ones of others.
   */
  private boolean isUsual(String organisation, Protocol protocol, int port, Candidate candidate) {
    PortOverride.Effect effect =
        overrides.effect(organisation, candidate.application(), protocol, port);
    if (effect != null) {
      return effect == ALLOW;
    }
    if (candidate.application().ports(protocol).contains(port)) {
      return true;
    }
    Application part = candidate.part();
    Application owner = wellKnown.owner(protocol, port);
    return part != null
        && part.ports(protocol).contains(port)
        && (owner == null || part.belongsTo(owner));
  }

  private PortJudgement remember(
      PortVerdict verdict,
      Application application,
      Protocol protocol,
      int port,
      Application owner,
      boolean forbidden) {
    int hash = ((application.name().hashCode() * 31 + port) * 31 + protocol.hashCode()) * 31;
    hash = (hash + verdict.hashCode()) * 2 + (forbidden ? 1 : 0);
    int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    PortJudgement last = remembered[slot];
    if (last == null
        || last.verdict() != verdict
        || last.port() != port
        || last.protocol() != protocol
        || last.forbidden() != forbidden
        || !last.application().equals(application.name())) {
      last =
          new PortJudgement(
              verdict,
              application.name(),
              protocol,
              port,
              application.expectedPorts(),
              verdict == PortVerdict.FOREIGN_PROTOCOL ? owner.name() : null,
              forbidden);
      remembered[slot] = last;
    }
    return last;
  }
}
