package io.holoward.detection.features;

import io.holoward.detection.observation.Protocol;
import io.holoward.detection.port.PortRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of classes of ports between the well-known and the ephemeral ones; its form is described
 * where the standard one begins. Immutable.
 */
final class PortClasses {

  /** The first port that Table 2 does not tell on its own. */
  private static final int FIRST = 1024;

  /**
   * One class.
   *
   * @param what what is usually found on its ports
   * @param ports its ports, as the table writes them, one text a transport
   */
  record Entry(String name, String what, List<String> ports) {}

  private final List<Entry> all = new ArrayList<>();

  /** The index of the class of each port, by transport; -1 for none. */
  private final byte[] tcp = new byte[Ports.MAX + 1];

  private final byte[] udp = new byte[Ports.MAX + 1];

  private PortClasses() {
    Arrays.fill(tcp, (byte) -1);
    Arrays.fill(udp, (byte) -1);
  }

  /** The table shipped with the product. */
  static PortClasses standard() {
    try (InputStream table = PortClasses.class.getResourceAsStream("port-classes.txt")) {
      return read(new String(table.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException if a line cannot be read or a port is not one to be classed
   */
  static PortClasses read(String table) {
    PortClasses classes = new PortClasses();
    for (String line : table.lines().toList()) {
      if (line.startsWith("  ")) {
        classes.ports(line.strip());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        classes.begin(line.strip());
      }
    }
    return classes;
  }

  private void begin(String line) {
    int colon = line.indexOf(": ");
    if (colon < 0 || all.size() == Byte.MAX_VALUE) {
      throw refuse("a line 'class: what is usually found there'", line);
    }
    all.add(new Entry(line.substring(0, colon), line.substring(colon + 2), new ArrayList<>()));
  }

  private void ports(String line) {
    int space = line.indexOf(' ');
    if (all.isEmpty() || space < 0) {
      throw refuse("the transport and the ports of a class named before", line);
    }
    byte[] transport =
        switch (line.substring(0, space)) {
          case "tcp" -> tcp;
          case "udp" -> udp;
          default -> throw refuse("tcp or udp and ports", line);
        };
    for (String range : line.substring(space + 1).split(",", -1)) {
      assign(PortRange.parse(range), transport, line);
    }
    all.get(all.size() - 1).ports().add(line);
  }

  private void assign(PortRange range, byte[] transport, String line) {
    if (range.low() < FIRST) {
      throw refuse("ports from 1024 on, since Table 2 names the others", line);
    }
    for (int port = range.low(); port <= range.high(); port++) {
      if (transport[port] < 0) {
        transport[port] = (byte) (all.size() - 1);
      }
    }
  }

  private static IllegalArgumentException refuse(String expected, String line) {
    return new IllegalArgumentException(
        "Not a table of port classes: expected " + expected + ", found '" + line + "'");
  }

  /** The classes in the order of the table. */
  List<Entry> all() {
    return List.copyOf(all);
  }

  /** Where in {@link #all} the class of a port stands; -1 for none and for an absent port. */
  int indexOf(Protocol protocol, int port) {
    return switch (protocol) {
      case TCP -> port < 0 ? -1 : tcp[port];
      case UDP -> port < 0 ? -1 : udp[port];
      case ICMP, OTHER -> -1;
    };
  }
}
