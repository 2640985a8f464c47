package io.holoward.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * An attack the demo puts into the fleet.
 *
 * @param process image of the process it runs in, with or without its folder
 * @param start event time of its first connection
 * @param end event time of its last connection
 */
public record StagedAttack(
    String name, String host, String process, Instant start, Instant end, String description) {

  /** An alarm names the time of the window it closes, which may be later than the connection. */
  private static final Duration SLACK = Duration.ofMinutes(10);

  /** Whether the alarm is about this attack: same host and process, while it went on. */
  public boolean explains(ShownAlarm alarm) {
    return host.equalsIgnoreCase(alarm.host())
        && runsIn(alarm.processName().toLowerCase(Locale.ROOT))
        && !alarm.eventTime().isBefore(start)
        && !alarm.eventTime().isAfter(end.plus(SLACK));
  }

  /** An alarm names a process by its file, and after it by service group, account or script. */
  private boolean runsIn(String processName) {
    String name = processFile().toLowerCase(Locale.ROOT);
    return processName.equals(name) || processName.startsWith(name + " ");
  }

  /** The image of the process without its folder. */
  public String processFile() {
    return process.substring(Math.max(process.lastIndexOf('\\'), process.lastIndexOf('/')) + 1);
  }
}
