package io.holoward.detection.sighting;

import io.holoward.detection.features.FeatureSet;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.sighting.Sighting.Kind;
import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the anomalous flows of one process add to one observation window of its discovery. A process
 * whose round-trip times are restless by nature must not score as if that were unheard of, so what
 * its flows showed belongs to the behaviour record of the connection it was seen on.
 */
public final class FlowSightings {

  private static final Set<String> FLOW_FEATURES =
      Stream.of(FlowAnomaly.values()).map(FlowAnomaly::feature).collect(Collectors.toSet());

  private FlowSightings() {}

  /** The service of an instance: what a flow's anomalies and a connection's record meet on. */
  private record InstanceService(String instanceKey, Protocol protocol, Endpoint service) {
    static InstanceService of(Sighting sighting) {
      var connection = sighting.connections().get(0);
      return new InstanceService(
          sighting.instanceKey(), connection.protocol(), connection.service());
    }
  }

  /** A count of flows and the alarm it belongs to meet on this. */
  private record Alarm(InstanceService where, String signature) {
    static Alarm of(Sighting sighting) {
      return new Alarm(InstanceService.of(sighting), sighting.signature());
    }
  }

  /**
   * The behaviour records of a window: each first sighting, joined by what the flows of the same
   * instance and service showed; flows of which no connection was told are records of their own.
   *
   * @param window all sightings of one process in one window
   * @return sightings whose signatures are to be learned, in the order of the window
   */
  public static List<Sighting> records(List<Sighting> window) {
    Map<InstanceService, Sighting> flows = new LinkedHashMap<>();
    for (Sighting sighting : window) {
      if (sighting.kind() == Kind.FLOW) {
        flows.merge(InstanceService.of(sighting), sighting, FlowSightings::united);
      }
    }
    List<Sighting> records = new ArrayList<>();
    for (Sighting sighting : window) {
      if (sighting.kind() == Kind.FIRST) {
        records.add(flows.isEmpty() ? sighting : joined(sighting, flows));
      }
    }
    window.stream().filter(sighting -> sighting.kind() == Kind.BEACON).forEach(records::add);
    records.addAll(flows.values());
    return records;
  }

  /** The record with the flows that belong to it, which are taken out. */
  private static Sighting joined(Sighting record, Map<InstanceService, Sighting> flows) {
    if (record.connections().size() <= 1) {
      Sighting flow = record.connections().isEmpty() ? null : flows.get(InstanceService.of(record));
      if (flow == null || !table2(record).equals(connection(flow))) {
        return record;
      }
      flows.remove(InstanceService.of(record));
      return united(record, flow);
    }
    Sighting whole = record;
    Set<String> shown = Set.copyOf(features(record));
    for (Iterator<Sighting> all = flows.values().iterator(); all.hasNext(); ) {
      Sighting flow = all.next();
      if (flow.instanceKey().equals(record.instanceKey()) && shown.containsAll(connection(flow))) {
        whole = united(whole, flow);
        all.remove();
      }
    }
    return whole;
  }

  /** What Table 2 says of a record: flows know no more. */
  private static Set<String> table2(Sighting record) {
    Signature whole = Signature.parse(record.signature());
    return Set.copyOf(FeatureSet.TABLE_2.reduce(whole).features());
  }

  /** The features of a flow's connection, without those of its anomalies. */
  private static Set<String> connection(Sighting flow) {
    Set<String> features = new HashSet<>(features(flow));
    features.removeAll(FLOW_FEATURES);
    return features;
  }

  /**
   * The alarms of the anomalous flows of a window, each with all the flows that were counted for
   * it.
   *
   * @param window all sightings of one process in one window
   */
  public static List<Sighting> alarms(List<Sighting> window) {
    Map<Alarm, Sighting> repetitions = new HashMap<>();
    for (Sighting sighting : window) {
      if (sighting.kind() == Kind.FLOW_REPETITION) {
        repetitions.merge(Alarm.of(sighting), sighting, Sighting::with);
      }
    }
    List<Sighting> alarms = new ArrayList<>();
    for (Sighting sighting : window) {
      if (sighting.kind() == Kind.FLOW) {
        Sighting repetition = repetitions.remove(Alarm.of(sighting));
        alarms.add(repetition == null ? sighting : sighting.with(repetition));
      }
    }
    return alarms;
  }

  private static Sighting united(Sighting one, Sighting other) {
    Set<String> union = new TreeSet<>(features(one));
    union.addAll(features(other));
    return one.showing(Signature.of(union).text());
  }

  private static List<String> features(Sighting sighting) {
    return Signature.parse(sighting.signature()).features();
  }
}
