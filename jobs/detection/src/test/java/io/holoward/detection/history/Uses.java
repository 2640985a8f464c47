package io.holoward.detection.history;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Uses of the network 10.1.2.0/24 for tests. */
final class Uses {

  static final long HOUR = 3_600_000;
  static final long DAY = 24 * HOUR;
  static final RemoteNetwork NETWORK = RemoteNetwork.of("acme", "10.1.2.3");

  private Uses() {}

  static HistoryRules rules(boolean leaveOneOut) {
    return new HistoryRules(DAY, 30 * DAY, 4096, 64, leaveOneOut, HOUR);
  }

  static Service web(int host) {
    return new Service(Direction.OUT, Protocol.TCP, "10.1.2." + host, 443);
  }

  static Use use(int service, String process, String host, long time) {
    return new Use(web(service), process, host, time);
  }

  static Use use(int service, long time) {
    return use(service, "acme|a.exe|", "h1", time);
  }

  /** Uses of few services by few processes, so that they meet. */
  static List<Use> some(Random random, int count, long span) {
    List<Use> uses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int process = random.nextInt(4);
      int host = random.nextInt(3);
      uses.add(
          use(
              random.nextInt(count / 3),
              "acme|p" + process + "|",
              "h" + host,
              random.nextLong(span)));
    }
    return uses;
  }
}
