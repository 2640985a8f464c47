package io.holoward.detection.port;

import io.holoward.detection.observation.Protocol;
import java.io.Serializable;

/**
 * An exception from the catalogue that an operator makes for an organisation.
 *
 * @param organisation whom it is for; {@link #EVERY_ORGANISATION} for all
 * @param application any spelling the catalogue knows
 * @param protocol TCP or UDP
 * @param effect what it changes
 * @param note why, for people; empty for none
 */
public record PortOverride(
    String organisation,
    String application,
    Protocol protocol,
    PortRange ports,
    Effect effect,
    String note)
    implements Serializable {

  /** Stands for every organisation. */
  public static final String EVERY_ORGANISATION = "*";

  /** What an override does to the ports it names. */
  public enum Effect {
    /** The application is expected there. */
    ALLOW,
    /** The application is not expected there, whatever the catalogue says. */
    FORBID
  }

  /**
   * @throws IllegalArgumentException if something is missing or the protocol has no ports
   */
  public PortOverride {
    require(organisation, "an organisation, or * for all");
    require(application, "an application such as http");
    if (protocol != Protocol.TCP && protocol != Protocol.UDP) {
      throw new IllegalArgumentException("a port override needs tcp or udp");
    }
    if (ports == null || effect == null) {
      throw new IllegalArgumentException("a port override needs ports and an effect");
    }
    note = note == null ? "" : note;
  }

  private static void require(String text, String what) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("a port override needs " + what);
    }
  }
}
