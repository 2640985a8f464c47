package io.holoward.scoring.front;

import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.Volume;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Short ways to write the events of one host; times are seconds after {@link #START}. */
public final class HostEvents {

  static final long START = Instant.parse("2026-01-05T08:00:00Z").toEpochMilli();

  private static final String LSASS = "C:\\Windows\\System32\\lsass.exe";

  private final String host;
  private long line;

  /** Events of a host. */
  public HostEvents(String host) {
    this.host = host;
  }

  static long second(long seconds) {
    return START + seconds * 1_000;
  }

  /** A Sysmon event 3 of lsass. */
  public ConnectionEvent sysmon(long seconds, int localPort, int remotePort) {
    return connection(
        seconds,
        new ProcessReference("{guid}", 640, LSASS, "NT AUTHORITY\\SYSTEM", null, null),
        Sensor.SYSMON,
        localPort,
        remotePort,
        false);
  }

  /** A Security 5156 of lsass. */
  public ConnectionEvent filtering(long seconds, int localPort, int remotePort) {
    return filtering(seconds, localPort, remotePort, false);
  }

  ConnectionEvent blocked(long seconds, int localPort, int remotePort) {
    return filtering(seconds, localPort, remotePort, true);
  }

  /** A connection that lsass accepted at 10.0.0.5, port 445. */
  ConnectionEvent accepted(long seconds, String peer) {
    return new ConnectionEvent(
        "acme",
        host,
        second(seconds),
        new ProcessReference("{guid}", 640, LSASS, null, null, null),
        Sensor.SYSMON,
        Protocol.TCP,
        Direction.IN,
        Ends.LOCAL_REMOTE,
        new Endpoint("10.0.0.5", 445),
        new Endpoint(peer, 50_000),
        false,
        next());
  }

  private ConnectionEvent filtering(long seconds, int localPort, int remotePort, boolean blocked) {
    return connection(
        seconds,
        new ProcessReference(
            null, 640, "\\device\\harddiskvolume2\\windows\\system32\\lsass.exe", null, null, null),
        Sensor.WINDOWS_FILTERING,
        localPort,
        remotePort,
        blocked);
  }

  private ConnectionEvent connection(
      long seconds,
      ProcessReference process,
      Sensor sensor,
      int localPort,
      int remotePort,
      boolean blocked) {
    return new ConnectionEvent(
        "acme",
        host,
        second(seconds),
        process,
        sensor,
        Protocol.TCP,
        Direction.OUT,
        Ends.SOURCE_DESTINATION,
        new Endpoint("10.0.0.5", localPort),
        new Endpoint("10.0.0.9", remotePort),
        blocked,
        next());
  }

  ListenEvent listen(long seconds) {
    return new ListenEvent(
        "acme",
        host,
        second(seconds),
        new ProcessReference(null, 640, LSASS, null, null, null),
        Protocol.TCP,
        new Endpoint("0.0.0.0", 49_664),
        next());
  }

  ProcessStartEvent start(long seconds) {
    return new ProcessStartEvent(
        "acme",
        host,
        second(seconds),
        new ProcessReference("{guid}", 640, LSASS, null, "lsass.exe", null),
        null,
        null,
        next());
  }

  FlowEvent flow(long seconds) {
    return new FlowEvent(
        "acme",
        host,
        second(seconds),
        null,
        new ProcessReference("{guid}", 640, LSASS, null, null, null),
        new OrientedConnection(
            Direction.OUT,
            Protocol.TCP,
            new Endpoint("10.0.0.5", 50_000),
            new Endpoint("10.0.0.9", 445)),
        "smb",
        Map.of(),
        Map.of(),
        RoundTrip.samples(List.of(1.5)),
        Volume.UNKNOWN,
        next());
  }

  AlarmEvent alarm(long seconds) {
    return new AlarmEvent(
        "acme",
        host,
        second(seconds),
        new ProcessReference("{guid}", 640, LSASS, null, null, null),
        "alarm-1",
        "malware",
        List.of(
            new OrientedConnection(
                Direction.OUT, Protocol.TCP, Endpoint.ANY, new Endpoint("10.0.0.9", 445))),
        next());
  }

  private SourcePosition next() {
    return new SourcePosition(host, ++line);
  }
}
