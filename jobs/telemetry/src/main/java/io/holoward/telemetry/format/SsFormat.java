package io.holoward.telemetry.format;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.Volume;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What {@code ss -tinp} of Linux prints: a line for each socket and below it an indented one with
 * the kernel's figures, or both on one line ({@code -O}). {@code ss} tells neither host nor time; a
 * line before each dump has to:
 *
 * <pre>{@code
 * while sleep 10; do
 *   echo "# host=$(hostname) time=$(date -u +%FT%TZ)"; ss -tinpa
 * done
 * }</pre>
 *
 * <p>With {@code -a} the sockets that listen are listed too, and a flow at such a port is inbound;
 * other directions are told by {@link HostSide#byPorts}. {@code rtt:mean/variation} is the kernel's
 * smoothed round-trip time and its mean deviation: one sample. Bytes and packets are those of the
 * connection so far. A dump without {@code -i} has no figures and gives no flows.
 */
final class SsFormat extends FlowFormat {

  static final String NAME = "ss";

  /** Begins the line that tells whose dump follows, and of when. */
  static final String DUMP = "# host=";

  private final Set<Integer> listening = new HashSet<>();
  private final Map<String, String> figures = new HashMap<>();
  private String host;
  private long time;

  /** The socket whose figures are to come, and where it stood. */
  private SsSocket pending;

  private ReadContext pendingContext;

  SsFormat() {
    super(NAME);
  }

  /** True for the line of column names. */
  static boolean isHeader(String line) {
    return (line.startsWith("State") || line.startsWith("Netid")) && line.contains("Recv-Q");
  }

  @Override
  Reading readRecord(byte[] record, int offset, int length, ReadContext context) {
    String line = new String(record, offset, length, StandardCharsets.UTF_8);
    if (line.charAt(0) == '#') {
      startDump(line);
      return Reading.Ignored.HEADER;
    }
    if (isHeader(line)) {
      return Reading.Ignored.HEADER;
    }
    if (Character.isWhitespace(line.charAt(0))) {
      return figures(line);
    }
    pending = null;
    return socket(SsSocket.parse(line), context);
  }

  private void startDump(String line) {
    if (!line.startsWith(DUMP)) {
      return;
    }
    pending = null;
    listening.clear();
    host = null;
    String name = null;
    long when = Timestamps.UNREADABLE;
    for (String word : line.split(" ", -1)) {
      if (word.startsWith("host=")) {
        name = values.host("host", word.substring("host=".length()));
      } else if (word.startsWith("time=")) {
        when = Quantities.time("time", word.substring("time=".length()));
      }
    }
    // Without both the sockets below are of nobody knows whom or when.
    host = when == Timestamps.UNREADABLE ? null : name;
    time = when;
  }

  private Reading socket(SsSocket socket, ReadContext context) {
    if (socket.listens()) {
      listening.add(listeningPort(socket.local()));
    }
    if (!socket.isFlow()) {
      return Reading.Ignored.SOCKET_STATE;
    }
    if (host == null) {
      throw new InvalidRecordException(
          Reading.Invalid.INVALID_TIME,
          "ss tells no time: print a line '# host=NAME time=2026-01-31T12:00:00Z' before each dump");
    }
    if (!socket.figures().isEmpty()) {
      return flow(socket, socket.figures(), context);
    }
    pending = socket;
    pendingContext = context;
    return Reading.Ignored.SOCKET_LINE;
  }

  private Reading figures(String line) {
    if (pending == null) {
      return Reading.Ignored.SOCKET_STATE;
    }
    SsSocket socket = pending;
    pending = null;
    return flow(socket, line, pendingContext);
  }

  private Reading flow(SsSocket socket, String text, ReadContext context) {
    takeFigures(text);
    FlowDraft flow = new FlowDraft(context);
    Endpoint local = endpoint(socket.local());
    Endpoint remote = endpoint(socket.remote());
    Direction direction =
        listening.contains(local.port())
            ? Direction.IN
            : HostSide.byPorts(local.port(), remote.port());
    flow.owner(host, socket.process());
    flow.connection(
        new OrientedConnection(direction, Protocol.TCP, local, remote),
        new Volume(
            // Kernels before 5.1 tell only what was acknowledged.
            Quantities.count(
                figures::get, figures.containsKey("bytes_sent") ? "bytes_sent" : "bytes_acked"),
            Quantities.count(figures::get, "bytes_received"),
            Quantities.count(figures::get, "segs_out"),
            Quantities.count(figures::get, "segs_in")));
    flow.interval((Long) null, time);
    flow.roundTrip(roundTrip(figures.get("rtt")));
    return flow.event();
  }

  /** On whichever of the host's addresses it listens. */
  private int listeningPort(String end) {
    String port = end.substring(end.lastIndexOf(':') + 1);
    return values.endpoint("address", null, "port", port).port();
  }

  private Endpoint endpoint(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    return end(Protocol.TCP, "address", SsSocket.address(text, colon), "port", port);
  }

  /** The words {@code name:value} of a line; those in brackets belong to congestion control. */
  private void takeFigures(String line) {
    figures.clear();
    int from = 0;
    while (from < line.length()) {
      int space = line.indexOf(' ', from);
      int to = space < 0 ? line.length() : space;
      int colon = line.indexOf(':', from);
      if (colon > from && colon < to) {
        String name = line.substring(from, colon).strip();
        figures.put(name, line.substring(colon + 1, to).strip());
      }
      from = to + 1;
    }
  }

  private static RoundTrip roundTrip(String text) {
    if (text == null) {
      return null;
    }
    int slash = text.indexOf('/');
    double mean = Quantities.measure("rtt", slash < 0 ? text : text.substring(0, slash));
    double variation = slash < 0 ? 0 : Quantities.measure("rtt", text.substring(slash + 1));
    return Quantities.roundTrip("rtt", 1, mean, variation);
  }
}
