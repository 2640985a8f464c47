package io.holoward.telemetry.simulator;

import static io.holoward.detection.observation.Protocol.TCP;
import static io.holoward.detection.observation.Protocol.UDP;
import static io.holoward.telemetry.simulator.Behaviour.in;
import static io.holoward.telemetry.simulator.Behaviour.out;

import java.util.ArrayList;
import java.util.List;

/**
 * Which programs a host of each role runs, and what they do on the network. Every kind of
 * connection is frequent enough to be seen on some host within hours, so that discovery settles.
 * Scenarios name programs by the names they have here.
 */
final class Programs {

  static final String OUTLOOK = "outlook";

  static final int DATABASE_PORT = 5_432;

  /** The port on which Windows services offer remote procedure calls in this fleet. */
  static final int RPC_PORT = 49_668;

  private static final String SYSTEM32 = "C:\\Windows\\System32\\";
  private static final String SERVICES_IMAGE = SYSTEM32 + "services.exe";
  private static final String EXPLORER = "C:\\Windows\\explorer.exe";
  private static final String SYSTEM_ACCOUNT = "NT AUTHORITY\\SYSTEM";
  private static final String USER_ACCOUNT = "ACME\\%USER%";
  private static final String SYSTEMD = "/usr/lib/systemd/systemd";

  /** The share of the hosts of a role that most programs run on. */
  private static final double EVERYWHERE = 1;

  private Programs() {}

  static List<Program> of(Role role) {
    return switch (role) {
      case WORKSTATION -> join(windows(role), applications());
      case DOMAIN_CONTROLLER -> join(windows(role), List.of(dnsServer()));
      case FILE_SERVER, UPDATE_SERVER -> windows(role);
      case APPLICATION_SERVER -> join(windows(role), webAndDatabase());
      case LINUX_SERVER -> linux();
    };
  }

  private static List<Program> windows(Role role) {
    return List.of(
        lsass(role),
        services(),
        spoolsv(),
        svchost("LocalService", "NT AUTHORITY\\LOCAL SERVICE", localService(role)),
        svchost("netsvcs", SYSTEM_ACCOUNT, netsvcs()),
        svchost("NetworkService", "NT AUTHORITY\\NETWORK SERVICE", networkService()),
        svchost("utcsvc", SYSTEM_ACCOUNT, List.of(out(TCP, Peer.INTERNET, 443, 48))),
        system(role));
  }

  private static Program lsass(Role role) {
    List<Behaviour> behaviours =
        List.of(
            out(TCP, Peer.DOMAIN_CONTROLLER, 88, 30),
            out(TCP, Peer.DOMAIN_CONTROLLER, 389, 14),
            out(UDP, Peer.DOMAIN_CONTROLLER, 389, 12),
            out(TCP, Peer.DOMAIN_CONTROLLER, RPC_PORT, 12));
    List<Behaviour> ofController =
        List.of(
            in(TCP, Peer.WORKSTATION, 88, 300),
            in(TCP, Peer.WORKSTATION, 389, 150),
            in(UDP, Peer.WORKSTATION, 389, 90),
            in(TCP, Peer.WORKSTATION, RPC_PORT, 90));
    return new Program(
        "lsass",
        SYSTEM32 + "lsass.exe",
        SYSTEM_ACCOUNT,
        SYSTEM32 + "lsass.exe",
        SYSTEM32 + "wininit.exe",
        role == Role.DOMAIN_CONTROLLER ? join(behaviours, ofController) : behaviours,
        EVERYWHERE);
  }

  private static Program services() {
    return new Program(
        "services",
        SERVICES_IMAGE,
        SYSTEM_ACCOUNT,
        SERVICES_IMAGE,
        SYSTEM32 + "wininit.exe",
        List.of(
            in(TCP, Peer.DOMAIN_CONTROLLER, RPC_PORT + 1, 16),
            out(TCP, Peer.DOMAIN_CONTROLLER, RPC_PORT, 8)),
        EVERYWHERE);
  }

  private static Program spoolsv() {
    return new Program(
        "spoolsv",
        SYSTEM32 + "spoolsv.exe",
        SYSTEM_ACCOUNT,
        SYSTEM32 + "spoolsv.exe",
        SERVICES_IMAGE,
        List.of(
            out(TCP, Peer.PRINTER, 9_100, 16).during(Rhythm.OFFICE),
            out(UDP, Peer.PRINTER, 161, 24)),
        EVERYWHERE);
  }

  private static Program svchost(String group, String account, List<Behaviour> behaviours) {
    String image = SYSTEM32 + "svchost.exe";
    return new Program(
        group,
        image,
        account,
        image + " -k " + group + " -p",
        SERVICES_IMAGE,
        behaviours,
        EVERYWHERE);
  }

  private static List<Behaviour> localService(Role role) {
    List<Behaviour> behaviours =
        List.of(
            out(UDP, Peer.MULTICAST, 1_900, 24),
            out(UDP, Peer.MULTICAST, 3_702, 20),
            out(UDP, Peer.DOMAIN_CONTROLLER, 123, 24));
    return role == Role.DOMAIN_CONTROLLER
        ? join(behaviours, List.of(in(UDP, Peer.WORKSTATION, 123, 200)))
        : behaviours;
  }

  private static List<Behaviour> netsvcs() {
    return List.of(
        out(TCP, Peer.INTERNET, 443, 30),
        out(TCP, Peer.INTERNET, 80, 14),
        out(TCP, Peer.UPDATE_SERVER, 8_530, 12),
        out(TCP, Peer.DOMAIN_CONTROLLER, 389, 12));
  }

  private static List<Behaviour> networkService() {
    return List.of(
        out(UDP, Peer.DOMAIN_CONTROLLER, 53, 150),
        out(UDP, Peer.MULTICAST, 5_355, 30),
        out(TCP, Peer.INTERNET, 80, 14));
  }

  private static Program system(Role role) {
    List<Behaviour> behaviours = new ArrayList<>();
    behaviours.add(out(TCP, Peer.FILE_SERVER, 445, 30).during(Rhythm.OFFICE).keptOpen());
    behaviours.add(out(UDP, Peer.BROADCAST, 137, 14));
    behaviours.add(out(UDP, Peer.BROADCAST, 138, 8));
    behaviours.add(in(TCP, Peer.WORKSTATION, 445, role == Role.WORKSTATION ? 6 : 200));
    if (role == Role.UPDATE_SERVER) {
      behaviours.add(in(TCP, Peer.WORKSTATION, 8_530, 120));
    }
    return new Program("System", "System", SYSTEM_ACCOUNT, null, null, behaviours, EVERYWHERE);
  }

  private static Program dnsServer() {
    return service(
        "dns",
        SYSTEM32 + "dns.exe",
        in(UDP, Peer.WORKSTATION, 53, 600),
        out(UDP, Peer.INTERNET, 53, 150));
  }

  private static List<Program> webAndDatabase() {
    return List.of(
        service(
            "w3wp",
            SYSTEM32 + "inetsrv\\w3wp.exe",
            in(TCP, Peer.WORKSTATION, 443, 300).during(Rhythm.OFFICE),
            out(TCP, Peer.DOMAIN_CONTROLLER, 389, 24)),
        service(
            "sqlservr",
            "C:\\Program Files\\Microsoft SQL Server\\MSSQL16.MSSQLSERVER\\MSSQL\\Binn\\sqlservr.exe",
            in(TCP, Peer.WORKSTATION, 1_433, 120).during(Rhythm.OFFICE),
            out(TCP, Peer.FILE_SERVER, 445, 16)));
  }

  private static List<Program> applications() {
    return List.of(
        application(
            "chrome",
            "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
            out(TCP, Peer.INTERNET, 443, 200),
            out(TCP, Peer.INTERNET, 80, 24),
            out(UDP, Peer.INTERNET, 443, 60)),
        application(
                "firefox",
                "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
                out(TCP, Peer.INTERNET, 443, 150),
                out(TCP, Peer.INTERNET, 80, 40))
            .onShare(0.4),
        application(
            OUTLOOK,
            "C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE",
            out(TCP, Peer.INTERNET, 443, 50),
            out(TCP, Peer.MAIL_SERVER, 443, 24).keptOpen()),
        application(
                "teams",
                "C:\\Users\\%USER%\\AppData\\Local\\Microsoft\\Teams\\current\\Teams.exe",
                out(TCP, Peer.INTERNET, 443, 40),
                out(UDP, Peer.INTERNET, 3_478, 30))
            .onShare(0.9),
        application(
                "onedrive",
                "C:\\Users\\%USER%\\AppData\\Local\\Microsoft\\OneDrive\\OneDrive.exe",
                out(TCP, Peer.INTERNET, 443, 60))
            .onShare(0.6),
        service(
            "backup",
            "C:\\Program Files\\Acme Backup\\BackupAgent.exe",
            out(TCP, Peer.FILE_SERVER, 9_392, 24).during(Rhythm.NIGHT)),
        service(
            "google-update",
            "C:\\Program Files (x86)\\Google\\Update\\GoogleUpdate.exe",
            out(TCP, Peer.INTERNET, 443, 12)));
  }

  private static Program application(String name, String image, Behaviour... behaviours) {
    List<Behaviour> inOffice = new ArrayList<>();
    for (Behaviour behaviour : behaviours) {
      inOffice.add(behaviour.during(Rhythm.OFFICE));
    }
    return new Program(
        name, image, USER_ACCOUNT, '"' + image + '"', EXPLORER, inOffice, EVERYWHERE);
  }

  private static Program service(String name, String image, Behaviour... behaviours) {
    return new Program(
        name,
        image,
        SYSTEM_ACCOUNT,
        '"' + image + '"',
        SERVICES_IMAGE,
        List.of(behaviours),
        EVERYWHERE);
  }

  private static List<Program> linux() {
    return List.of(
        daemon(
            "sshd",
            "/usr/sbin/sshd",
            "root",
            "/usr/sbin/sshd -D",
            in(TCP, Peer.WORKSTATION, 22, 24).during(Rhythm.OFFICE)),
        daemon(
            "nginx",
            "/usr/sbin/nginx",
            "www-data",
            "nginx: worker process",
            in(TCP, Peer.INTERNET_CLIENT, 443, 400),
            in(TCP, Peer.INTERNET_CLIENT, 80, 80),
            out(TCP, Peer.LINUX_SERVER, 8_000, 300)),
        daemon(
            "shop",
            "/usr/bin/python3",
            "app",
            "/usr/bin/python3 /srv/shop/app.py --port 8000",
            in(TCP, Peer.LINUX_SERVER, 8_000, 300),
            out(TCP, Peer.DATABASE, DATABASE_PORT, 120).keptOpen(),
            out(TCP, Peer.INTERNET, 443, 24)),
        daemon(
            "resolved",
            "/usr/lib/systemd/systemd-resolved",
            "systemd-resolve",
            "/usr/lib/systemd/systemd-resolved",
            out(UDP, Peer.DOMAIN_CONTROLLER, 53, 80)),
        daemon(
            "node-exporter",
            "/usr/bin/prometheus-node-exporter",
            "prometheus",
            "/usr/bin/prometheus-node-exporter --web.listen-address=:9100",
            in(TCP, Peer.LINUX_SERVER, 9_100, 96)));
  }

  private static Program daemon(
      String name, String image, String user, String commandLine, Behaviour... behaviours) {
    return new Program(name, image, user, commandLine, SYSTEMD, List.of(behaviours), EVERYWHERE);
  }

  static <T> List<T> join(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
