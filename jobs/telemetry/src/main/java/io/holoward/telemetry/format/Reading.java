package io.holoward.telemetry.format;

import io.holoward.detection.observation.TelemetryEvent;

/** What reading one record came to: every record is exactly one of the three. */
public sealed interface Reading {

  /** The record tells of something that happened. */
  record Event(TelemetryEvent event) implements Reading {
    /**
     * Takes an event whose texts have a length that can be told on.
     *
     * @throws InvalidRecordException if one is too long
     */
    public Event {
      TextBounds.check(event);
    }
  }

  /**
   * The record is sound but tells nothing of interest here.
   *
   * @param reason why, as a key to count by; the number of distinct reasons is bounded by the
   *     formats, not by the input
   */
  record Ignored(String reason) implements Reading {
    /** An empty line, or one of spaces only. */
    public static final Ignored BLANK = new Ignored("blank");

    /** The line that names the columns. */
    public static final Ignored HEADER = new Ignored("header");

    /** A Windows event that says nothing about a process on the network. */
    public static final Ignored EVENT_ID = new Ignored("event-id");

    /** A Windows event of a log in which the event ids mean something else. */
    public static final Ignored CHANNEL = new Ignored("channel");

    /** A record of another of Zeek's streams than its connections. */
    public static final Ignored STREAM = new Ignored("stream");

    /** An event of Suricata that is no flow. */
    public static final Ignored EVENT_TYPE = new Ignored("event-type");

    /** The same flow of the same host, reported by another of its sensors. */
    public static final Ignored TWIN = new Ignored("twin");

    /** A socket whose figures stand on the next line: the flow is read with that. */
    public static final Ignored SOCKET_LINE = new Ignored("socket-line");

    /** A socket that listens, is closed already or never was connected. */
    public static final Ignored SOCKET_STATE = new Ignored("socket-state");

    /** Traffic of a process that is no connection between two ends. */
    public static final Ignored NO_CONNECTION = new Ignored("no-connection");

    /** A flow to port 0: an address that was only probed. */
    public static final Ignored NO_PORT = new Ignored("no-port");
  }

  /**
   * The record cannot be trusted: it belongs with the dead letters.
   *
   * @param errorClass the kind of error, one of the constants here
   * @param message what is wrong with it, for a person; at most 300 characters, no control
   *     characters
   */
  record Invalid(String errorClass, String message) implements Reading {

    /** Not a record of this format at all: broken JSON, too few columns. */
    public static final String MALFORMED_RECORD = "malformed-record";

    /** A field that the record needs is absent. */
    public static final String MISSING_FIELD = "missing-field";

    /** A field is there and makes no sense: an address that is none, a port out of range. */
    public static final String INVALID_FIELD = "invalid-field";

    /** No time in the record can be read as a point in time from the year 2000 on. */
    public static final String INVALID_TIME = "invalid-time";

    /** The record names a process that the process table does not hold. */
    public static final String UNKNOWN_PROCESS = "unknown-process";

    /** The record is longer than {@link TelemetryFormat#MAX_RECORD_BYTES}. */
    public static final String OVERSIZED = "oversized";

    /** The input broke off or is corrupt from here on. */
    public static final String DAMAGED_INPUT = "damaged-input";

    private static final int MAX_MESSAGE = 300;

    /** Cuts the message to its bound and takes control characters out of it. */
    public Invalid {
      message = printable(message, MAX_MESSAGE);
    }

    private static String printable(String text, int limit) {
      StringBuilder clean = new StringBuilder(Math.min(text.length(), limit));
      for (int i = 0; i < text.length() && clean.length() < limit; i++) {
        char c = text.charAt(i);
        clean.append(Character.isISOControl(c) ? ' ' : c);
      }
      return clean.toString();
    }
  }
}
