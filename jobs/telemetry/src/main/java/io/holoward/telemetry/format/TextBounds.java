package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.InvalidRecordException.invalidField;

import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.TelemetryEvent;

/**
 * How long the texts of an event may be. What is said of an event repeats them: an image of a
 * megabyte would make findings that no broker takes, and a job that fails again each time it writes
 * one.
 */
final class TextBounds {

  /** Names, accounts, ids. */
  private static final int MAX_TEXT = 1_024;

  /** The longest path of Linux; Windows has longer ones only where an application asks for them. */
  private static final int MAX_PATH = 4_096;

  /** The longest single argument of Linux; a command line of Windows is shorter. */
  private static final int MAX_COMMAND_LINE = 131_072;

  /** Of an alarm: each is written with the finding. */
  private static final int MAX_CONNECTIONS = 1_000;

  private TextBounds() {}

  /**
   * Makes sure that an event can be told of.
   *
   * @throws InvalidRecordException if a text is longer than it may be
   */
  static void check(TelemetryEvent event) {
    bounded("organisation", event.organisation(), MAX_TEXT);
    bounded("host", event.host(), MAX_TEXT);
    if (event.process() != null) {
      check(event.process());
    }
    if (event instanceof ProcessStartEvent start) {
      bounded("parentImage", start.parentImage(), MAX_PATH);
      bounded("fileHash", start.fileHash(), MAX_TEXT);
    } else if (event instanceof AlarmEvent alarm) {
      bounded("id", alarm.id(), MAX_TEXT);
      bounded("type", alarm.type(), MAX_TEXT);
      if (alarm.connections().size() > MAX_CONNECTIONS) {
        throw invalidField(
            "connections",
            "at most %,d of them".formatted(MAX_CONNECTIONS),
            String.valueOf(alarm.connections().size()));
      }
    }
  }

  /**
   * Makes sure that a process can be told of.
   *
   * @throws InvalidRecordException if a text is longer than it may be
   */
  static void check(ProcessReference process) {
    bounded("process.guid", process.guid(), MAX_TEXT);
    bounded("process.image", process.image(), MAX_PATH);
    bounded("process.user", process.user(), MAX_TEXT);
    bounded("process.commandLine", process.commandLine(), MAX_COMMAND_LINE);
    bounded("process.container", process.container(), MAX_TEXT);
  }

  private static void bounded(String field, String text, int limit) {
    if (text != null && text.length() > limit) {
      throw invalidField(field, "a text of at most %,d characters".formatted(limit), text);
    }
  }
}
