package io.holoward.detection.front;

import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a front emits. */
final class Collected implements FrontConsumer {

  record Counted(
      ConnectionEvent event,
      OrientedConnection connection,
      boolean loopback,
      Signature signature,
      InstanceKey key,
      ProcessReference process) {}

  final List<Counted> connections = new ArrayList<>();
  final List<ConnectionEvent> twins = new ArrayList<>();
  final List<ListenEvent> listeners = new ArrayList<>();
  final List<InstanceKey> starts = new ArrayList<>();
  final List<InstanceKey> alarms = new ArrayList<>();

  @Override
  public void oriented(
      ConnectionEvent event,
      OrientedConnection connection,
      boolean loopback,
      Signature signature,
      InstanceKey key,
      ProcessReference completed) {
    connections.add(new Counted(event, connection, loopback, signature, key, completed));
  }

  @Override
  public void twin(ConnectionEvent event) {
    twins.add(event);
  }

  @Override
  public void listener(ListenEvent event) {
    listeners.add(event);
  }

  @Override
  public void processStart(ProcessStartEvent event, InstanceKey key) {
    starts.add(key);
  }

  @Override
  public void alarm(AlarmEvent event, InstanceKey key) {
    alarms.add(key);
  }
}
