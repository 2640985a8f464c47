package io.holoward.telemetry.simulator;

import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.Volume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Reports flows as a sensor on the hosts would that have one: a short connection once, when it
 * ends, and a lasting one every two minutes and when it ends. Round-trip times are those of TCP.
 */
final class FlowSensor {

  private static final long INTERVAL = TimeUnit.MINUTES.toMillis(2);
  private static final long SHORTEST_MILLIS = 200;
  private static final long LONGEST_MILLIS = 8_000;
  private static final long FEWEST_PACKETS = 3;
  private static final long MOST_PACKETS = 60;
  private static final long SMALLEST_PACKET = 60;
  private static final long LARGEST_PACKET = 1_060;
  private static final SourcePosition SOURCE = new SourcePosition("simulator", 0);

  /** A connection that a flow record is due of. */
  private record OpenFlow(
      RunningProcess process,
      long start,
      Contact contact,
      OrientedConnection connection,
      String label) {}

  /** A process keeps one connection of a kind open. */
  private record Kind(int host, String program, int port) {}

  /**
   * Somebody between a host and a service, whom only the longer way betrays.
   *
   * @param factor by which round-trip times grow
   */
  record Relay(
      Fleet.Host host,
      String service,
      int port,
      long start,
      long end,
      double factor,
      String label) {

    private boolean carries(OpenFlow flow, long time) {
      return time >= start
          && time < end
          && flow.contact().isOut()
          && flow.contact().port() == port
          && flow.contact().peer().equals(service)
          && flow.process().host().equals(host);
    }
  }

  private final Agenda agenda;
  private final RoundTripModel roundTrips;
  private final SplittableRandom random;
  private final Map<Kind, OpenFlow> lasting = new HashMap<>();
  private final List<Relay> relays = new ArrayList<>();

  FlowSensor(Agenda agenda, RoundTripModel roundTrips, SplittableRandom random) {
    this.agenda = agenda;
    this.roundTrips = roundTrips;
    this.random = random;
  }

  void relay(Relay relay) {
    relays.add(relay);
  }

  /** The connections of the process before it are gone. */
  void started(RunningProcess process) {
    Program program = process.program();
    for (Behaviour behaviour : program.behaviours()) {
      lasting.remove(new Kind(process.host().index(), program.name(), behaviour.port()));
    }
  }

  void connected(
      RunningProcess process,
      long time,
      Contact contact,
      OrientedConnection connection,
      String label) {
    if (!process.host().flows()) {
      return;
    }
    OpenFlow flow = new OpenFlow(process, time, contact, connection, label);
    if (contact.lasting()) {
      Kind kind = new Kind(process.host().index(), process.program().name(), contact.port());
      OpenFlow before = lasting.put(kind, flow);
      if (before != null) {
        report(before, time);
      }
      agenda.enter(time + INTERVAL, at -> goOn(kind, flow, at));
    } else {
      long end = time + random.nextLong(SHORTEST_MILLIS, LONGEST_MILLIS);
      agenda.enter(end, at -> report(flow, at));
    }
  }

  private void goOn(Kind kind, OpenFlow flow, long time) {
    if (flow.equals(lasting.get(kind))) {
      report(flow, time);
      agenda.enter(time + INTERVAL, at -> goOn(kind, flow, at));
    }
  }

  private void report(OpenFlow flow, long time) {
    RunningProcess process = flow.process();
    Contact contact = flow.contact();
    Relay relay = relays.stream().filter(each -> each.carries(flow, time)).findFirst().orElse(null);
    double factor = relay == null ? 1 : relay.factor();
    RoundTrip roundTrip =
        contact.protocol() == Protocol.TCP
            ? roundTrips.measure(process, contact.peer(), time, factor)
            : null;
    agenda.enter(
        new FlowEvent(
            Sensors.ORGANISATION,
            process.host().name(),
            time,
            flow.start(),
            process.bySysmon(),
            flow.connection(),
            contact.application(),
            PacketInspection.layer7(contact),
            Map.of(),
            roundTrip,
            volume(contact),
            SOURCE),
        relay == null ? flow.label() : relay.label());
  }

  private Volume volume(Contact contact) {
    long sent = packets();
    long received = Fleet.isOneToMany(contact.peer()) ? 0 : packets();
    return new Volume(bytes(sent), bytes(received), sent, received);
  }

  private long packets() {
    return random.nextLong(FEWEST_PACKETS, MOST_PACKETS);
  }

  private long bytes(long packets) {
    return packets * random.nextLong(SMALLEST_PACKET, LARGEST_PACKET);
  }
}
