package io.holoward.detection.port;

import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.observation.Protocol;
import java.util.Locale;
import java.util.Optional;

/**
 * What the catalogue says about an application on a port. All its texts come from the catalogue,
 * none from the flow, so they can be shown as they are.
 *
 * @param application name in the catalogue; null where none was recognised or it is not known
 * @param protocol transport of the flow; null where there is no application
 * @param port service port of the flow; -1 where there is no application or it is not known
 * @param expectedPorts the application's ports, such as {@code tcp 53; udp 53, 5353}; null where
 *     there are none
 * @param owner whose well-known port it is, for {@link PortVerdict#FOREIGN_PROTOCOL}; else null
 * @param forbidden true where the verdict comes from an override that forbids the port
 */
public record PortJudgement(
    PortVerdict verdict,
    String application,
    Protocol protocol,
    int port,
    String expectedPorts,
    String owner,
    boolean forbidden) {

  /** Texts for people stop after so many characters of expected ports. */
  private static final int MAX_PORTS_TEXT = 80;

  private static final Optional<FlowAnomaly> NONSTANDARD =
      Optional.of(FlowAnomaly.PORT_NONSTANDARD);
  private static final Optional<FlowAnomaly> FOREIGN =
      Optional.of(FlowAnomaly.PORT_FOREIGN_PROTOCOL);

  /** The judgement where there is no application to judge. */
  static PortJudgement without(PortVerdict verdict) {
    return new PortJudgement(verdict, null, null, -1, null, null, false);
  }

  /** The deviation it amounts to; empty for none. */
  public Optional<FlowAnomaly> anomaly() {
    return switch (verdict) {
      case NONSTANDARD -> NONSTANDARD;
      case FOREIGN_PROTOCOL -> FOREIGN;
      default -> Optional.empty();
    };
  }

  /** It as a clause for a person, such as {@code SSH on tcp port 443, which belongs to TLS}. */
  public String text() {
    return switch (verdict) {
      case NO_APPLICATION -> "no application was recognised";
      case UNKNOWN_APPLICATION -> "an application that the port catalogue does not know";
      case NOT_JUDGED ->
          application == null
              ? "a transport without ports"
              : place() + ", where its ports are not fixed";
      case EXPECTED -> place() + ", as expected";
      case NONSTANDARD ->
          place()
              + (forbidden
                  ? ", which an override forbids"
                  : ", which is none of its ports" + few());
      case FOREIGN_PROTOCOL -> place() + ", which belongs to " + owner;
    };
  }

  private String place() {
    return application + " on " + protocol.name().toLowerCase(Locale.ROOT) + " port " + port;
  }

  private String few() {
    if (expectedPorts == null) {
      return "";
    }
    int cut =
        expectedPorts.length() <= MAX_PORTS_TEXT
            ? -1
            : expectedPorts.lastIndexOf(',', MAX_PORTS_TEXT);
    return " (" + (cut < 0 ? expectedPorts : expectedPorts.substring(0, cut) + " and others") + ")";
  }
}
