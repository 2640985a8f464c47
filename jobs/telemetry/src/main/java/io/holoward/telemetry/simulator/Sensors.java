package io.holoward.telemetry.simulator;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import java.util.SplittableRandom;

/**
 * Reports what happens on the hosts as their sensors would: Sysmon everywhere; on hosts that audit
 * the filtering platform a second, poorer event of each connection a moment before, and the binds;
 * and what the flow sensor makes of it.
 */
final class Sensors {

  static final String ORGANISATION = "acme";

  private static final int WINDOWS_EPHEMERAL = 49_152;
  private static final int LAST_PORT = 65_535;
  private static final int MAX_LEAD_MILLIS = 400;
  private static final SourcePosition SOURCE = new SourcePosition("simulator", 0);

  private final Agenda agenda;
  private final SplittableRandom random;
  private final FlowSensor flows;
  private int clientPort;

  Sensors(Agenda agenda, SplittableRandom random, FlowSensor flows) {
    this.agenda = agenda;
    this.random = random;
    this.flows = flows;
    this.clientPort = random.nextInt(WINDOWS_EPHEMERAL, LAST_PORT);
  }

  void started(RunningProcess process, long time, String label) {
    flows.started(process);
    Program program = process.program();
    if (program.commandLine() != null) {
      agenda.enter(
          new ProcessStartEvent(
              ORGANISATION,
              process.host().name(),
              time,
              process.atStart(),
              program.parentImage(),
              null,
              SOURCE),
          label);
    }
    program.behaviours().stream()
        .filter(behaviour -> behaviour.direction() == Direction.IN)
        .forEach(b -> bound(process, time, b.protocol(), b.port(), label));
  }

  /** A connection to or from a peer, on the service port of whichever side offers the service. */
  void connected(RunningProcess process, long time, Contact contact, String label) {
    int ephemeral = nextClientPort();
    boolean out = contact.isOut();
    Direction direction = contact.direction();
    Protocol protocol = contact.protocol();
    int servicePort = contact.port();
    Endpoint local = new Endpoint(process.host().address(), out ? ephemeral : servicePort);
    Endpoint remote = new Endpoint(contact.peer(), out ? servicePort : ephemeral);
    flows.connected(
        process, time, contact, new OrientedConnection(direction, protocol, local, remote), label);
    long seenBySysmon = time;
    if (process.host().filtering()) {
      if (out) {
        bound(process, time, protocol, ephemeral, label);
      }
      Endpoint source = out ? local : remote;
      Endpoint destination = out ? remote : local;
      report(
          process,
          process.byFiltering(),
          Sensor.WINDOWS_FILTERING,
          time,
          direction,
          protocol,
          source,
          destination,
          label);
      seenBySysmon += 1 + random.nextInt(MAX_LEAD_MILLIS);
    }
    // Of a datagram that was received Sysmon gives the local end as the source.
    boolean localIsSource = out || protocol == Protocol.UDP;
    report(
        process,
        process.bySysmon(),
        Sensor.SYSMON,
        seenBySysmon,
        direction,
        protocol,
        localIsSource ? local : remote,
        localIsSource ? remote : local,
        label);
  }

  /** One after the other, as most systems do it: a pair of ends comes again late. */
  private int nextClientPort() {
    clientPort = clientPort == LAST_PORT ? WINDOWS_EPHEMERAL : clientPort + 1;
    return clientPort;
  }

  private void report(
      RunningProcess process,
      ProcessReference reference,
      Sensor sensor,
      long time,
      Direction direction,
      Protocol protocol,
      Endpoint source,
      Endpoint destination,
      String label) {
    agenda.enter(
        new ConnectionEvent(
            ORGANISATION,
            process.host().name(),
            time,
            reference,
            sensor,
            protocol,
            direction,
            Ends.SOURCE_DESTINATION,
            source,
            destination,
            false,
            SOURCE),
        label);
  }

  /** A process asks for a port, which only the filtering platform reports. */
  void bound(RunningProcess process, long time, Protocol protocol, int port, String label) {
    if (!process.host().filtering()) {
      return;
    }
    agenda.enter(
        new ListenEvent(
            ORGANISATION,
            process.host().name(),
            time,
            process.byFiltering(),
            protocol,
            new Endpoint("0.0.0.0", port),
            SOURCE),
        label);
  }
}
