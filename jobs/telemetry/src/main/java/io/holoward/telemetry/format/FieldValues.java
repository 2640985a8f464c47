package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.InvalidRecordException.invalidField;

import io.holoward.detection.features.Addresses;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import java.util.Locale;

/**
 * Turns the texts of fields into values. A field that is absent, or says so ({@code -}, {@code *},
 * {@code null}, empty), has a value that stands for nothing known; one that makes no sense is an
 * {@link InvalidRecordException}. For one thread.
 */
final class FieldValues {

  private static final int MAX_PORT = 65_535;
  private static final String PORT = "a port from 0 to 65535";
  private static final int MAX_PROTOCOL = 255;
  private static final int MAX_HOST_NAME = 253;

  private final Memo addresses = new Memo(Addresses::canonical);
  private final Memo hosts = new Memo(ReadContext::hostName);

  Endpoint endpoint(String addressField, String address, String portField, String port) {
    return endpoint(address(addressField, "", address), port(portField, port));
  }

  /**
   * An end whose port is a number already.
   *
   * @param field of the end, of which address and port are parts
   */
  Endpoint endpoint(String field, String address, Integer port) {
    String canonical = address(field, ".address", address);
    if (port == null) {
      return endpoint(canonical, Endpoint.ANY_PORT);
    }
    if (port < 0 || port > MAX_PORT) {
      throw invalidField(field + ".port", PORT, port.toString());
    }
    return endpoint(canonical, port.intValue());
  }

  private static Endpoint endpoint(String canonical, int port) {
    return canonical == null && port == Endpoint.ANY_PORT
        ? Endpoint.ANY
        : new Endpoint(canonical, port);
  }

  private String address(String field, String part, String text) {
    if (text == null) {
      return null;
    }
    try {
      return addresses.of(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidRecordException(
          Reading.Invalid.INVALID_FIELD, field + part + ": " + e.getMessage());
    }
  }

  private static int port(String field, String text) {
    if (isAbsent(text)) {
      return Endpoint.ANY_PORT;
    }
    long port = decimal(text);
    if (port < 0 || port > MAX_PORT) {
      throw invalidField(field, PORT, text);
    }
    return (int) port;
  }

  /** A protocol by its name or its IANA number; one that is absent is {@link Protocol#OTHER}. */
  static Protocol protocol(String field, String text) {
    if (isAbsent(text)) {
      return Protocol.OTHER;
    }
    return switch (text) {
      case "6", "tcp", "TCP" -> Protocol.TCP;
      case "17", "udp", "UDP" -> Protocol.UDP;
      case "1", "58", "icmp", "ICMP" -> Protocol.ICMP;
      default -> rareProtocol(field, text.trim().toLowerCase(Locale.ROOT));
    };
  }

  private static Protocol rareProtocol(String field, String text) {
    return switch (text) {
      case "6", "tcp", "tcp6" -> Protocol.TCP;
      case "17", "udp", "udp6" -> Protocol.UDP;
      case "1", "58", "icmp", "icmp6", "icmpv6", "ipv6-icmp" -> Protocol.ICMP;
      default -> {
        // Of IANA's keywords only one begins with a digit.
        boolean name =
            text.equals("3pc") || (!text.isEmpty() && Character.isLetter(text.charAt(0)));
        long number = decimal(text);
        if (!name && (number < 0 || number > MAX_PROTOCOL)) {
          throw invalidField(field, "a protocol's name or a number from 0 to 255", text);
        }
        yield Protocol.OTHER;
      }
    };
  }

  /** A process id, decimal or hexadecimal with {@code 0x}. */
  static long pid(String field, String text) {
    if (isAbsent(text)) {
      return ProcessReference.UNKNOWN_PID;
    }
    long pid = text.startsWith("0x") ? hexadecimal(text.substring(2)) : decimal(text);
    if (pid < 0) {
      throw invalidField(field, "a process id", text);
    }
    return pid;
  }

  String host(String field, String text) {
    if (isAbsent(text)) {
      throw InvalidRecordException.missing(field);
    }
    if (text.length() > MAX_HOST_NAME) {
      throw invalidField(field, "a host name of at most 253 characters", text);
    }
    return hosts.of(text);
  }

  /** A text, null where it says that there is none. */
  static String text(String text) {
    return isAbsent(text) ? null : text;
  }

  /** An image's path; a sensor that could not tell writes {@code <unknown process>}. */
  static String image(String text) {
    if (isAbsent(text) || (text.charAt(0) == '<' && text.equals("<unknown process>"))) {
      return null;
    }
    return text.equals("&lt;unknown process&gt;") ? null : text;
  }

  static boolean isAbsent(String text) {
    if (text == null) {
      return true;
    }
    return switch (text.length()) {
      case 0 -> true;
      case 1 -> text.equals("-") || text.equals("*") || text.equals(" ");
      case 4 -> text.equals("null");
      default -> text.isBlank();
    };
  }

  /** The value of one to ten decimal digits, or -1. */
  private static long decimal(String text) {
    if (text.isEmpty() || text.length() > 10) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private static long hexadecimal(String digits) {
    if (digits.isEmpty() || digits.length() > 15) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }
}
