package io.holoward.backtest.whatif;

import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.FindingUid;
import io.holoward.detection.identity.NameHash;
import io.holoward.detection.sighting.Sighting;
import io.holoward.schema.Direction;
import io.holoward.schema.Endpoint;
import io.holoward.schema.OrientedConnection;
import io.holoward.schema.ScoredAlarm;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What a finding is about, whatever it was judged by: its uid without the model and the rules of
 * scoring. Organisation, host, process instance, detector, signature, what else the detector tells
 * apart (the id of an upstream alarm; the service and the anomalies of a flow; whether a connection
 * was refused), and the repeat slot.
 *
 * @param slot begin of the slot, milliseconds since the epoch
 * @param major first half of a hash of all the rest
 * @param minor second half of it
 */
record FindingKey(long slot, long major, long minor) {

  /**
   * The length of slots that are comparable between two runs: the shortest time that is a whole
   * number of both repeat intervals. Whatever happened in such a slot raised a finding in both
   * runs, or in neither, as far as the repeat intervals decide; where they agree it is the repeat
   * slot itself. Intervals that fit together only beyond all time share one slot.
   */
  static Duration slotLength(Duration repeatA, Duration repeatB) {
    long a = repeatA.toMillis();
    long b = repeatB.toMillis();
    long parts = a / greatestCommonDivisor(a, b);
    boolean isBeyond = Math.multiplyHigh(parts, b) != 0 || parts * b < 0;
    return Duration.ofMillis(isBeyond ? Long.MAX_VALUE : parts * b);
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  static FindingKey of(ScoredAlarm alarm, Duration slotLength) {
    NameHash hash =
        new NameHash()
            .add(alarm.getOrganisation())
            .add(alarm.getHost())
            .add(alarm.getProcessInstance().getKey())
            .add(alarm.getDetector())
            .add(String.join(" ", alarm.getFeatures().stream().sorted().toList()));
    ByteBuffer name = withSubject(hash, alarm).name();
    long slot = FindingUid.slot(alarm.getEventTime().toEpochMilli(), slotLength);
    return new FindingKey(slot * slotLength.toMillis(), name.getLong(), name.getLong());
  }

  private static NameHash withSubject(NameHash hash, ScoredAlarm alarm) {
    return switch (alarm.getDetector()) {
      case Finding.EXTERNAL_ALARM -> hash.add(alarm.getAlarmId());
      case Finding.FLOW -> withFlow(hash, alarm);
      default -> withBeacon(hash.add(alarm.getBlocked() ? 1 : 0), alarm);
    };
  }

  /** A beacon is about its service, any other connection about what it shows. */
  private static NameHash withBeacon(NameHash hash, ScoredAlarm alarm) {
    return alarm.getFeatures().contains(Sighting.BEACON) ? withService(hash, alarm) : hash;
  }

  private static NameHash withFlow(NameHash hash, ScoredAlarm alarm) {
    return withService(hash.add(alarm.getFlowAnomalies().toString()), alarm);
  }

  private static NameHash withService(NameHash hash, ScoredAlarm alarm) {
    if (alarm.getConnections().isEmpty()) {
      return hash;
    }
    OrientedConnection connection = alarm.getConnections().get(0);
    Endpoint service =
        connection.getDirection() == Direction.IN ? connection.getLocal() : connection.getRemote();
    return hash.add(connection.getProtocol().name())
        .add(service.getAddress())
        .add(service.getPort() == null ? -1 : service.getPort());
  }
}
