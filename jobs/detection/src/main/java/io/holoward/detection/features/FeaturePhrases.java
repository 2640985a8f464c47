package io.holoward.detection.features;

import io.holoward.entropy.Pairs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each column means, as a noun phrase that fits into a sentence. */
public final class FeaturePhrases {

  private static final Pattern PORT =
      Pattern.compile("(outgoing|inbound)WellKnown(TCP|UDP)Port_(\\d{1,4})");
  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("outgoingIPv4HasPublic", "an outbound connection to a public IPv4 address"),
          Map.entry("outgoingIPv4hasPrivate", "an outbound connection to a private IPv4 address"),
          Map.entry("outgoingIPv6hasPublic", "an outbound connection to a public IPv6 address"),
          Map.entry("outgoingIPv6hasPrivate", "an outbound connection to a private IPv6 address"),
          Map.entry("outgoingHasEphemeralTCPPort", "outbound TCP to an ephemeral port"),
          Map.entry("outgoingHasEphemeralUDPPort", "outbound UDP to an ephemeral port"),
          Map.entry("outgoingHasTCPOtherPort", "outbound TCP to a registered port (1024 and up)"),
          Map.entry("outgoingHasUDPOtherPort", "outbound UDP to a registered port (1024 and up)"),
          Map.entry("inboundHasEphemeralTCPPort", "inbound TCP on an ephemeral port"),
          Map.entry("inboundHasEphemeralUDPPort", "inbound UDP on an ephemeral port"),
          Map.entry("inboundHasOtherTCPPort", "inbound TCP on a registered port (1024 and up)"),
          Map.entry("inboundHasOtherUDPPort", "inbound UDP on a registered port (1024 and up)"),
          Map.entry("flowRttDeviation", "a round-trip time unlike the service's usual one"),
          Map.entry("flowRttDrift", "a round-trip time that creeps away from its past"),
          Map.entry("flowPortApplicationMismatch", "an application on a port that is not its own"));
  private static final Map<Integer, String> SERVICES = readServices();

  private FeaturePhrases() {}

  /**
   * The phrase of a column, such as "outbound TCP to port 445 (microsoft-ds)"; of a pair "one
   * together with the other"; the column itself where it is none of this version.
   */
  public static String phrase(String column) {
    if (Pairs.isPair(column)) {
      List<String> parts = Pairs.parts(column);
      return phrase(parts.get(0)) + " together with " + phrase(parts.get(1));
    }
    String fixed = FIXED.get(column);
    if (fixed != null) {
      return fixed;
    }
    Matcher port = PORT.matcher(column);
    return port.matches()
        ? portPhrase(port)
        : Features.owner(column).map(feature -> feature.phrase(column)).orElse(column);
  }

  /** The verb that takes a column's phrase as its object, such as "show". */
  public static String verb(String column) {
    return Features.owner(column).map(Feature::verb).orElse("show");
  }

  /** The registered name of the service on a well-known port, or null. */
  public static String serviceName(int port) {
    return SERVICES.get(port);
  }

  private static String portPhrase(Matcher port) {
    String number = port.group(3);
    String service = serviceName(Integer.parseInt(number));
    String place =
        port.group(1).equals("outgoing") ? "outbound %s to port %s" : "inbound %s on port %s";
    return String.format(place, port.group(2), number)
        + (service == null ? "" : " (" + service + ")");
  }

  private static Map<Integer, String> readServices() {
    Map<Integer, String> services = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                FeaturePhrases.class.getResourceAsStream("well-known-services.txt"),
                StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", 2))
          .forEach(entry -> services.put(Integer.valueOf(entry[0]), entry[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(services);
  }
}
