package io.holoward.detection.response;

import io.holoward.detection.features.AddressClass;
import io.holoward.detection.features.Addresses;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Severity;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.identity.ImagePath;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.detection.observation.Direction;
import java.util.Locale;
import java.util.Set;

/**
 * Whether an action may be carried out without a person: where a wrong one would hurt little and
 * can be taken back.
 *
 * @param safe true when it may
 * @param reason why, or the first reason why not
 */
public record Automation(boolean safe, String reason) {

  /**
   * Ports that a host loses names, addresses, time, logons or its management with: DNS, DHCP, NTP,
   * Kerberos, RPC, NetBIOS, SMB, LDAP, IPsec, global catalogue, and a cluster's own.
   */
  private static final Set<Integer> INFRASTRUCTURE_PORTS =
      Set.of(
          53, 67, 68, 88, 123, 135, 137, 138, 139, 389, 445, 464, 500, 546, 547, 636, 853, 2379,
          2380, 3268, 3269, 4500, 5353, 5355, 6443, 9389, 10250);

  /** Programs, without their extension, that the operating system or the node cannot do without. */
  private static final Set<String> CORE_PROGRAMS =
      Set.of(
          "system",
          "registry",
          "smss",
          "csrss",
          "wininit",
          "winlogon",
          "services",
          "lsass",
          "lsaiso",
          "svchost",
          "spoolsv",
          "dns",
          "dfsr",
          "dfssvc",
          "ntfrs",
          "ismserv",
          "w32tm",
          "msmpeng",
          "init",
          "systemd",
          "launchd",
          "dbus-daemon",
          "networkmanager",
          "dhclient",
          "dhcpcd",
          "named",
          "unbound",
          "dnsmasq",
          "coredns",
          "chronyd",
          "ntpd",
          "sshd",
          "sssd",
          "rpcbind",
          "kubelet",
          "kube-proxy",
          "kube-apiserver",
          "etcd",
          "containerd",
          "dockerd",
          "crio");

  private static final String SYSTEMD_SERVICES = "systemd-";

  static Automation of(Finding finding, ResponseAction action, FirewallRule rule) {
    return switch (action) {
      case NOTIFY, OPEN_CASE -> new Automation(true, "It changes nothing on the host.");
      case QUARANTINE_HOST ->
          new Automation(false, "It stops everything the host does, which a person has to weigh.");
      case RECOMMEND_BLOCK -> block(finding, rule);
    };
  }

  private static Automation block(Finding finding, FirewallRule rule) {
    String objection = objection(finding, rule);
    return objection == null
        ? new Automation(
            true,
            "It keeps one host from one service on the internet, because of a critical deviation,"
                + " and can be taken back.")
        : new Automation(false, objection);
  }

  /** The first reason against blocking without a person; null for none. */
  private static String objection(Finding finding, FirewallRule rule) {
    if (finding.verdict() != Verdict.ABNORMAL) {
      return "The finding is not abnormal.";
    }
    if (finding.severity() != Severity.CRITICAL) {
      return "The finding is not critical.";
    }
    if (finding.activity().blocked()) {
      return "The host's firewall refuses the connection already.";
    }
    if (rule == null) {
      return "The finding has no literal service that a firewall rule could block.";
    }
    String reach = reach(rule);
    return reach == null ? program(finding.actor().processId()) : reach;
  }

  private static String reach(FirewallRule rule) {
    if (rule.direction() != Direction.OUT) {
      return "It would refuse clients of a service that the host offers.";
    }
    if (Addresses.classify(rule.remoteAddress()) != AddressClass.PUBLIC
        || Addresses.isMulticast(rule.remoteAddress())) {
      return "The service is not at a public address: it may be one that the host depends on.";
    }
    return INFRASTRUCTURE_PORTS.contains(rule.service().port())
        ? "Port " + rule.service().port() + " is one that hosts depend on."
        : null;
  }

  private static String program(String processId) {
    String image = ProcessIdentity.parse(processId).image();
    if (image.equals(ProcessIdentity.UNKNOWN_IMAGE)) {
      return "It is not known which program the process runs.";
    }
    String file = ImagePath.fileName(image).toLowerCase(Locale.ROOT);
    String name = file.endsWith(".exe") ? file.substring(0, file.length() - 4) : file;
    return CORE_PROGRAMS.contains(name) || name.startsWith(SYSTEMD_SERVICES)
        ? "The process belongs to the core of the operating system."
        : null;
  }
}
