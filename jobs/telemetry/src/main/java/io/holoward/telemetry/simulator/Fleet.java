package io.holoward.telemetry.simulator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The hosts of a simulation and the addresses around them. */
final class Fleet {

  static final String DOMAIN = ".acme.example";
  private static final String MULTICAST = "239.255.255.250";

  /** How many services on the Internet a program uses. */
  private static final int SERVICES = 12;

  /** How many servers of a role that is not its own a host uses, and of its own. */
  private static final int SERVERS = 2;

  private static final int NEIGHBOURS = 8;

  private static final String INSIDE = "10.";
  private static final int FLOW_SHARE = 4;
  private static final int FILTERING_SHARE = 3;

  /**
   * One host.
   *
   * @param index its number in the fleet; those of a role follow each other
   * @param site its number; each site has a network {@code 10.x.0.0/16}
   * @param name fully qualified, in lower case
   * @param user the account name of the person it belongs to
   * @param filtering true when it audits the Windows filtering platform beside Sysmon, so that its
   *     connections are reported twice
   * @param flows true when it has a flow sensor
   */
  record Host(
      int index,
      Role role,
      int site,
      String name,
      String address,
      String user,
      boolean filtering,
      boolean flows) {}

  private final List<Host> hosts;
  private final Map<Role, List<Host>> byRole = new EnumMap<>(Role.class);

  /**
   * @param linuxShare of the hosts that are Linux servers
   * @param flows whether all servers and a quarter of the workstations have a flow sensor
   */
  Fleet(int size, double linuxShare, boolean flows) {
    FleetSizes sizes = new FleetSizes(size, linuxShare);
    List<Host> all = new ArrayList<>(size);
    for (Role role : Role.values()) {
      for (int number = 0; number < sizes.of(role); number++) {
        all.add(host(all.size(), role, number, sizes.sites(role), flows));
      }
    }
    hosts = List.copyOf(all);
    int first = 0;
    for (Role role : Role.values()) {
      byRole.put(role, hosts.subList(first, first + sizes.of(role)));
      first += sizes.of(role);
    }
  }

  private static Host host(int index, Role role, int number, int sites, boolean flows) {
    int site = number % sites;
    return new Host(
        index,
        role,
        site,
        "%s-%03d%s".formatted(role.prefix(), index, DOMAIN),
        FleetSizes.address(role, site, number / sites),
        UserNames.of(index),
        role.isWindows() && index % FILTERING_SHARE == 0,
        flows && (role != Role.WORKSTATION || index % FLOW_SHARE == 0));
  }

  /** How far apart two hosts are. */
  static Distance distance(String one, String other) {
    if (!isInside(one) || !isInside(other)) {
      return Distance.INTERNET;
    }
    return network(one).equals(network(other)) ? Distance.SAME_SITE : Distance.OTHER_SITE;
  }

  /** The part of an address that the hosts of a site share. */
  private static String network(String address) {
    return address.substring(0, address.indexOf('.', INSIDE.length()));
  }

  /** Whether an address is one of the organisation's. */
  static boolean isInside(String address) {
    return address.startsWith(INSIDE);
  }

  /** Whether an address stands for many hosts, of which none answers. */
  static boolean isOneToMany(String address) {
    return address.endsWith(".255.255") || address.equals(MULTICAST);
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
      case DOMAIN_CONTROLLER -> server(Role.DOMAIN_CONTROLLER, host, random);
      case FILE_SERVER -> server(Role.FILE_SERVER, host, random);
      case UPDATE_SERVER -> server(Role.UPDATE_SERVER, host, random);
      case LINUX_SERVER -> server(Role.LINUX_SERVER, host, random);
      case WORKSTATION -> any(Role.WORKSTATION, host, random);
      case MAIL_SERVER -> FleetSizes.infrastructure(0, 40);
      case DATABASE -> FleetSizes.infrastructure(host.site(), 50);
      case PRINTER -> FleetSizes.infrastructure(host.site(), 60 + host.index() % 4);
      case INTERNET -> internetService(program, random);
      case INTERNET_CLIENT -> "198.51.100." + (1 + random.nextInt(250));
      case MULTICAST -> MULTICAST;
      case BROADCAST -> FleetSizes.broadcast(host.site());
    };
  }

  /** One of the few servers of a role that a host uses; its neighbours where it is one itself. */
  private String server(Role role, Host host, SplittableRandom random) {
    List<Host> servers = hosts(role);
    if (host.role() != role) {
      int choice = random.nextInt(Math.min(SERVERS, servers.size()));
      return servers.get((host.index() + choice) % servers.size()).address();
    }
    return servers.size() == 1
        ? null
        : another(servers, host, 1 + random.nextInt(Math.min(NEIGHBOURS, servers.size() - 1)));
  }

  private String any(Role role, Host host, SplittableRandom random) {
    List<Host> all = hosts(role);
    if (host.role() != role) {
      return all.get(random.nextInt(all.size())).address();
    }
    return all.size() == 1 ? null : another(all, host, 1 + random.nextInt(all.size() - 1));
  }

  private static String another(List<Host> ofRole, Host host, int step) {
    int number = host.index() - ofRole.get(0).index();
    return ofRole.get((number + step) % ofRole.size()).address();
  }

  private static String internetService(Program program, SplittableRandom random) {
    int first = Math.floorMod(program.name().hashCode(), 19) * SERVICES;
    return "203.0.113." + (1 + first + random.nextInt(SERVICES));
  }
}
