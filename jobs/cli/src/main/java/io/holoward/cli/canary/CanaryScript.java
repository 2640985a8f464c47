package io.holoward.cli.canary;

import io.holoward.detection.identity.ProcessIdentification;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the canary does on the network. Its one process serves port 443 and nothing else; a beat is
 * a connection to another port of it.
 *
 * <p>A beat is a connection that the firewall refused: such are scored and never learned, so the
 * model stays what it was taught however many beats there were. Each is made by a process instance
 * of its own, so that none is a repetition of another. All connections are inbound from addresses
 * that are set aside for documentation, and no history of addresses is touched.
 */
public final class CanaryScript {

  /** The organisation of the canary, where the telemetry can name one. */
  public static final String ORGANISATION = "holoward-canary";

  /** The image of its process. */
  public static final String IMAGE = "C:\\Program Files\\Holoward\\holoward-canary.exe";

  private static final int HOSTS = 4;
  private static final int USUAL_PORT = 443;
  private static final int BEAT_PORT = 4444;
  private static final int CLIENT_PORT = 50_000;
  private static final int CLIENT_PORTS = 10_000;
  private static final String SERVER = "198.51.100.10";
  private static final String CLIENT = "203.0.113.20";

  private final String organisation;
  private final SplittableRandom random;

  /**
   * @param seed of the process ids
   */
  public CanaryScript(String organisation, long seed) {
    this.organisation = organisation;
    this.random = new SplittableRandom(seed);
  }

  /** The process that makes them. */
  public ProcessIdentity process() {
    return ProcessIdentification.identify(organisation, instance());
  }

  /**
   * A connection that is out of order.
   *
   * @param now its event time, milliseconds since the epoch
   */
  public ConnectionEvent beat(long now) {
    return connection(0, now, CLIENT_PORT, BEAT_PORT, true);
  }

  /**
   * What the process does in order, as many behaviour records at one time.
   *
   * @param now their event time, milliseconds since the epoch
   */
  public List<ConnectionEvent> lesson(int records, long now) {
    List<ConnectionEvent> events = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      events.add(connection(i % HOSTS, now, CLIENT_PORT + i % CLIENT_PORTS, USUAL_PORT, false));
    }
    return events;
  }

  /** Seals what was taught at an event time, when the windows around it have closed. */
  public ControlCommand promotion(long now) {
    return new ControlCommand(
        "holoward-canary-" + now,
        organisation,
        ControlCommand.Action.PROMOTE,
        process().displayName(),
        now,
        "holoward canary");
  }

  private ConnectionEvent connection(
      int host, long now, int clientPort, int port, boolean refused) {
    return new ConnectionEvent(
        organisation,
        "holoward-canary-" + (host + 1),
        now,
        instance(),
        Sensor.WINDOWS_FILTERING,
        Protocol.TCP,
        Direction.IN,
        Ends.SOURCE_DESTINATION,
        new Endpoint(CLIENT, clientPort),
        new Endpoint(SERVER, port),
        refused,
        null);
  }

  private ProcessReference instance() {
    return new ProcessReference(
        null, random.nextLong(1, Integer.MAX_VALUE), IMAGE, null, null, null);
  }
}
