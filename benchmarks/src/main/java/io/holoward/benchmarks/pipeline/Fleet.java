package io.holoward.benchmarks.pipeline;

import io.holoward.detection.observation.ProcessReference;
import java.util.UUID;

/**
 * Who makes the traffic of a plan: everything about an instance follows from its number, so that
 * ten million of them take no memory.
 */
final class Fleet {

  /** Hosts that instances seen only once are spread over. */
  private static final int HOSTS_OF_PASSERS = 2_000;

  /** Where instances of many processes live, as many a host. */
  private static final int INSTANCES_A_HOST = Program.ALL.size();

  private static final int HUNDRED = 100;

  private final TrafficPlan plan;

  Fleet(TrafficPlan plan) {
    this.plan = plan;
  }

  int hosts() {
    return plan.instances() == 0 ? HOSTS_OF_PASSERS : hostNumber(plan.instances()) + 1;
  }

  int hostNumber(long instance) {
    return (int)
        (plan.instances() == 0 ? instance % HOSTS_OF_PASSERS : instance / INSTANCES_A_HOST);
  }

  String host(long instance) {
    return name("ws-", hostNumber(instance), 5) + ".example.org";
  }

  String address(long instance) {
    int host = hostNumber(instance);
    return "10." + (64 + (host >> 16)) + "." + (host >> 8 & 255) + "." + (host & 255);
  }

  /** What makes an instance what it is; the next host has others where there are many processes. */
  Program program(long instance) {
    if (plan.processes() == 0) {
      return Program.ALL.get((int) (instance % Program.ALL.size()));
    }
    return Program.numbered(processNumber(instance));
  }

  /** Of each hundred neighbours so many are of the hot process, those after them as usual. */
  private int processNumber(long instance) {
    return instance % HUNDRED < HUNDRED * plan.hot() ? 0 : (int) (instance % plan.processes());
  }

  ProcessReference process(long instance) {
    Program program = program(instance);
    return new ProcessReference(
        guid(instance), 500 + 4 * (instance % 16_000), program.image(), program.user(), null, null);
  }

  /** A process that is started once and never uses the network, beside an instance. */
  ProcessReference shortLived(long instance, long event) {
    return new ProcessReference(
        guid(mixed(plan.seed()) ^ -event),
        event % 60_000,
        "C:\\Windows\\System32\\conhost.exe",
        program(instance).user(),
        null,
        null);
  }

  /** Programs share their services: half of them inside the organisation, half outside. */
  String service(long instance, int service) {
    long process = plan.processes() == 0 ? instance : processNumber(instance);
    int program = (int) (process % Program.ALL.size());
    return service % 2 == 0
        ? "10.2." + program + "." + (service / 2 + 1)
        : "52." + (96 + program) + "." + service + "." + (10 + program);
  }

  /** Of an instance the same in all plans, so that what is drawn otherwise later is of it too. */
  private static String guid(long instance) {
    long high = mixed(instance);
    return "{" + new UUID(high, mixed(high)) + "}";
  }

  static String name(String prefix, int number, int digits) {
    String text = Integer.toString(number);
    return prefix + "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  /** The finisher of SplitMix64 (Steele, Lea and Flood, 2014): neighbours share nothing. */
  private static long mixed(long number) {
    long z = number + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
