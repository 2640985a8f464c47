package io.holoward.detection.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is known of a network at one moment: enough to seed another job. Times are milliseconds
 * since the epoch.
 *
 * @param firstSeen when any of its services was first used
 * @param services in ascending order
 */
public record HistorySnapshot(RemoteNetwork network, long firstSeen, List<KnownService> services) {

  public HistorySnapshot {
    services = List.copyOf(services);
  }

  /**
   * A service.
   *
   * @param lastSeen when it was last used, to the hour; null if not since it was learned elsewhere
   * @param hosts how many used it: 1, 2, or 3 for many
   */
  public record KnownService(
      Service service, long firstSeen, Long lastSeen, int hosts, List<KnownProcess> processes) {

    public KnownService {
      processes = List.copyOf(processes);
    }
  }

  /**
   * A process that used a service.
   *
   * @param process the first 64 bits of the {@link io.holoward.detection.identity.NameHash} of its
   *     id
   */
  public record KnownProcess(long process, long firstSeen) {}

  static HistorySnapshot of(RemoteNetwork network, AddressHistory history) {
    List<KnownService> services = new ArrayList<>(history.services.size());
    for (Map.Entry<Service, ServiceHistory> entry : history.inOrder()) {
      ServiceHistory service = entry.getValue();
      services.add(
          new KnownService(
              entry.getKey(),
              service.footprint.firstSeen,
              service.lastSeen == ServiceHistory.UNUSED ? null : service.lastSeen,
              service.hosts.count(),
              service.processes.entrySet().stream()
                  .map(process -> new KnownProcess(process.getKey(), process.getValue().firstSeen))
                  .toList()));
    }
    return new HistorySnapshot(network, history.network.firstSeen, services);
  }
}
