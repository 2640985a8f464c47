package io.holoward.detection.front;

import io.holoward.detection.features.Addresses;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import java.util.Locale;

/** Short ways to write the events of one host. */
final class Events {

  static final String DNS = "C:\\Windows\\System32\\dns.exe";
  static final String LSASS = "C:\\Windows\\System32\\lsass.exe";
  static final String SVCHOST = "C:\\Windows\\System32\\svchost.exe";
  static final String SYSTEM_USER = "NT AUTHORITY\\SYSTEM";

  private static final String HOST = "dc";

  private long line;

  Events() {
    this(0);
  }

  /** The first event's position follows this one. */
  Events(long line) {
    this.line = line;
  }

  /** A Sysmon event 3 with its ends as {@code address port}. */
  ConnectionEvent sysmon(
      long time,
      String guid,
      long pid,
      String image,
      Protocol protocol,
      Direction direction,
      String source,
      String destination) {
    return connection(
        time,
        new ProcessReference(guid, pid, image, SYSTEM_USER, null, null),
        Sensor.SYSMON,
        protocol,
        direction,
        source,
        destination);
  }

  /** A Security 5156 with its ends as {@code address port} and a device path as image. */
  ConnectionEvent filtering(
      long time,
      long pid,
      String image,
      Protocol protocol,
      Direction direction,
      String source,
      String destination) {
    return connection(
        time,
        new ProcessReference(null, pid, device(image), null, null, null),
        Sensor.WINDOWS_FILTERING,
        protocol,
        direction,
        source,
        destination);
  }

  ConnectionEvent connection(
      long time,
      ProcessReference process,
      Sensor sensor,
      Protocol protocol,
      Direction direction,
      String source,
      String destination) {
    return new ConnectionEvent(
        "acme",
        HOST,
        time,
        process,
        sensor,
        protocol,
        direction,
        Ends.SOURCE_DESTINATION,
        end(source),
        end(destination),
        false,
        next());
  }

  static ConnectionEvent blocked(ConnectionEvent event) {
    return new ConnectionEvent(
        event.organisation(),
        event.host(),
        event.eventTime(),
        event.process(),
        event.sensor(),
        event.protocol(),
        event.direction(),
        event.ends(),
        event.first(),
        event.second(),
        true,
        event.source());
  }

  static ConnectionEvent localRemote(ConnectionEvent event) {
    return new ConnectionEvent(
        event.organisation(),
        event.host(),
        event.eventTime(),
        event.process(),
        event.sensor(),
        event.protocol(),
        event.direction(),
        Ends.LOCAL_REMOTE,
        event.first(),
        event.second(),
        event.blocked(),
        event.source());
  }

  ProcessStartEvent start(long time, String guid, long pid, String image) {
    return new ProcessStartEvent(
        "acme",
        HOST,
        time,
        new ProcessReference(guid, pid, image, SYSTEM_USER, image, null),
        null,
        null,
        next());
  }

  ListenEvent listen(long time, String local) {
    return new ListenEvent(
        "acme",
        HOST,
        time,
        new ProcessReference(null, 1, DNS, null, null, null),
        Protocol.TCP,
        end(local),
        next());
  }

  static Endpoint end(String text) {
    int space = text.indexOf(' ');
    return new Endpoint(
        Addresses.canonical(text.substring(0, space)), Integer.parseInt(text.substring(space + 1)));
  }

  private static String device(String image) {
    return image == null || !image.startsWith("C:")
        ? image
        : "\\device\\harddiskvolume2" + image.substring(2).toLowerCase(Locale.ROOT);
  }

  private SourcePosition next() {
    return new SourcePosition("events", ++line);
  }
}
