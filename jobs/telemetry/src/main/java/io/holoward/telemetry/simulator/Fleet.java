package io.holoward.telemetry.simulator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The hosts of a simulation and the addresses around them. */
final class Fleet {

  private static final int LINUX_SHARE = 8;
  static final String DOMAIN = ".acme.example";
  private static final String MAIL_SERVER = "10.20.0.40";
  static final String DATABASE = "10.20.0.50";
  private static final String BROADCAST = "10.20.255.255";
  private static final String MULTICAST = "239.255.255.250";

  /** How many services on the Internet a program uses. */
  private static final int SERVICES = 12;

  private static final String INSIDE = "10.20.";
  private static final int FLOW_SHARE = 4;

  /**
   * One host.
   *
   * @param index its number in the fleet
   * @param name fully qualified, in lower case
   * @param user the account name of the person it belongs to
   * @param filtering true when it audits the Windows filtering platform beside Sysmon, so that its
   *     connections are reported twice
   * @param flows true when it has a flow sensor
   */
  record Host(
      int index,
      Role role,
      String name,
      String address,
      String user,
      boolean filtering,
      boolean flows) {}

  private final List<Host> hosts;
  private final Map<Role, List<Host>> byRole = new EnumMap<>(Role.class);

  /**
   * @param flows whether all servers and a quarter of the workstations have a flow sensor
   */
  Fleet(int size, boolean flows) {
    List<Host> all = new ArrayList<>();
    int linux = Math.max(2, size / LINUX_SHARE);
    for (int i = 0; i < size; i++) {
      all.add(host(i, roleOf(i, linux), flows));
    }
    hosts = List.copyOf(all);
    for (Role role : Role.values()) {
      byRole.put(role, all.stream().filter(host -> host.role() == role).toList());
    }
  }

  private static Role roleOf(int index, int linux) {
    return switch (index) {
      case 0, 1 -> Role.DOMAIN_CONTROLLER;
      case 2 -> Role.FILE_SERVER;
      case 3 -> Role.UPDATE_SERVER;
      default -> index < 4 + linux ? Role.LINUX_SERVER : Role.WORKSTATION;
    };
  }

  private static Host host(int index, Role role, boolean flows) {
    String kind =
        switch (role) {
          case DOMAIN_CONTROLLER -> "dc";
          case FILE_SERVER -> "files";
          case UPDATE_SERVER -> "wsus";
          case LINUX_SERVER -> "web";
          case WORKSTATION -> "ws";
        };
    int subnet = role == Role.WORKSTATION ? 4 : 1;
    return new Host(
        index,
        role,
        "%s-%03d%s".formatted(kind, index, DOMAIN),
        "10.20.%d.%d".formatted(subnet + index / 200, 10 + index % 200),
        "user%03d".formatted(index),
        role.isWindows() && index % 3 == 0,
        flows && (role != Role.WORKSTATION || index % FLOW_SHARE == 0));
  }

  /** How far apart two hosts are: the second controller stands at another site. */
  Distance distance(String one, String other) {
    if (!isInside(one) || !isInside(other)) {
      return Distance.INTERNET;
    }
    String elsewhere = hosts(Role.DOMAIN_CONTROLLER).get(1).address();
    return one.equals(elsewhere) == other.equals(elsewhere)
        ? Distance.SAME_SITE
        : Distance.OTHER_SITE;
  }

  /** Whether an address is one of the organisation's. */
  static boolean isInside(String address) {
    return address.startsWith(INSIDE);
  }

  /** Whether an address stands for many hosts, of which none answers. */
  static boolean isOneToMany(String address) {
    return address.equals(BROADCAST) || address.equals(MULTICAST);
  }

  List<Host> hosts() {
    return hosts;
  }

  List<Host> hosts(Role role) {
    return byRole.get(role);
  }

  /** The address of a peer of a host's program; null where the host itself is the only one. */
  String address(Peer peer, Host host, Program program, SplittableRandom random) {
    return switch (peer) {
      case DOMAIN_CONTROLLER -> other(Role.DOMAIN_CONTROLLER, host, random);
      case FILE_SERVER -> other(Role.FILE_SERVER, host, random);
      case UPDATE_SERVER -> other(Role.UPDATE_SERVER, host, random);
      case LINUX_SERVER -> other(Role.LINUX_SERVER, host, random);
      case WORKSTATION -> other(Role.WORKSTATION, host, random);
      case MAIL_SERVER -> MAIL_SERVER;
      case DATABASE -> DATABASE;
      case PRINTER -> "10.20.0." + (60 + host.index() % 4);
      case INTERNET -> internetService(program, random);
      case INTERNET_CLIENT -> "198.51.100." + (1 + random.nextInt(250));
      case MULTICAST -> MULTICAST;
      case BROADCAST -> BROADCAST;
    };
  }

  private String other(Role role, Host host, SplittableRandom random) {
    List<Host> candidates = hosts(role);
    int self = candidates.indexOf(host);
    if (self < 0) {
      return candidates.get(random.nextInt(candidates.size())).address();
    }
    if (candidates.size() == 1) {
      return null;
    }
    int step = 1 + random.nextInt(candidates.size() - 1);
    return candidates.get((self + step) % candidates.size()).address();
  }

  private static String internetService(Program program, SplittableRandom random) {
    int first = Math.floorMod(program.name().hashCode(), 19) * SERVICES;
    return "203.0.113." + (1 + first + random.nextInt(SERVICES));
  }
}
