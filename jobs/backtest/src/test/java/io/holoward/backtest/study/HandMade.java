package io.holoward.backtest.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Scenarios of one host: a service that talks to two servers of its own, and in each of them an
 * attack tool that talks to a third.
 */
final class HandMade {

  static final String SERVICE = "C:\\Windows\\System32\\dns.exe";
  static final String TOOL = "C:\\Users\\eve\\Downloads\\tool.exe";

  private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");
  private static final int WINDOWS = 8;

  private HandMade() {}

  /** Writes scenarios a, b, c, … a day apart, and their labels. */
  static Path write(Path directory, int scenarios) throws IOException {
    return write(directory, scenarios, false);
  }

  /**
   * The same.
   *
   * @param odd whether the service once goes to a server of its own in each scenario, and to a port
   *     that has a class, so that its records tell of more than Table 2
   */
  static Path write(Path directory, int scenarios, boolean odd) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("telemetry"));
    List<String> labels = new ArrayList<>(List.of("scenario,line,label"));
    for (int i = 0; i < scenarios; i++) {
      String name = "" + (char) ('a' + i);
      List<String> lines = new ArrayList<>();
      for (int window = 0; window < WINDOWS; window++) {
        Instant time = BEGIN.plusSeconds(86_400L * i + 300L * window);
        lines.add(connection(time, SERVICE, "10.0.0.2", 53));
        labels.add(name + "," + lines.size() + ",background");
        lines.add(connection(time.plusSeconds(10), SERVICE, "10.0.0.3", 443));
        labels.add(name + "," + lines.size() + ",background");
      }
      if (odd) {
        lines.add(
            connection(BEGIN.plusSeconds(86_400L * i + 800), SERVICE, "10.4.0." + (9 + i), 3306));
        labels.add(name + "," + lines.size() + ",background");
      }
      lines.add(connection(BEGIN.plusSeconds(86_400L * i + 700), TOOL, "10.9.9.9", 8081));
      labels.add(name + "," + lines.size() + ",c2");
      Files.write(folder.resolve(name + ".jsonl"), lines);
    }
    Files.write(directory.resolve("labels.csv"), labels);
    return folder;
  }

  private static String connection(Instant time, String image, String remote, int port) {
    return ("{\"EventID\":3,\"Channel\":\"Sysmon\",\"Computer\":\"ws-1\",\"UtcTime\":\"%s\","
            + "\"ProcessId\":\"77\",\"Image\":\"%s\",\"User\":\"NT AUTHORITY\\\\SYSTEM\","
            + "\"Protocol\":\"tcp\",\"Initiated\":\"true\",\"SourceIp\":\"10.0.0.1\","
            + "\"SourcePort\":\"50000\",\"DestinationIp\":\"%s\",\"DestinationPort\":\"%d\","
            + "\"ts\":\"%s\"}")
        .formatted(
            time.toString().replace("T", " ").replace("Z", ".000"),
            image.replace("\\", "\\\\"),
            remote,
            port,
            time);
  }
}
