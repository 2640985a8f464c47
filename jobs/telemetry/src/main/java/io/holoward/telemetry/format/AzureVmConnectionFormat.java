package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.InvalidRecordException.invalidField;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.Volume;
import java.util.Locale;
import java.util.Set;

/**
 * Rows of Azure Monitor's table VMConnection as JSON objects: the connections of a process on a
 * virtual machine summed up over a minute. The destination's port is the service's, client ports
 * are not told. Response times stand for round-trip times: whole milliseconds, without a deviation.
 */
final class AzureVmConnectionFormat extends FlowFormat {

  static final String NAME = "azure-vmconnection";

  /** By how much a mean may lie outside of the extremes when all were rounded. */
  private static final double ROUNDING = 1;

  private final JsonTexts fields =
      new JsonTexts(
          Set.of(
              "TimeGenerated",
              "Computer",
              "Direction",
              "ProcessName",
              "Process",
              "SourceIp",
              "DestinationIp",
              "DestinationPort",
              "RemoteIp",
              "Protocol",
              "BytesSent",
              "BytesReceived",
              "Responses",
              "ResponseTimeSum",
              "ResponseTimeMin",
              "ResponseTimeMax"));

  AzureVmConnectionFormat() {
    super(NAME);
  }

  @Override
  Reading readRecord(byte[] record, int offset, int length, ReadContext context) {
    fields.read(record, offset, length);
    FlowDraft flow = new FlowDraft(context);
    flow.owner(
        values.host("Computer", fields.require("Computer")),
        new ProcessReference(
            fields.get("Process"),
            ProcessReference.UNKNOWN_PID,
            FieldValues.image(fields.get("ProcessName")),
            null,
            null,
            null));
    flow.interval((Long) null, Quantities.time("TimeGenerated", fields.require("TimeGenerated")));
    flow.connection(
        connection(),
        new Volume(
            Quantities.count(fields, "BytesSent"),
            Quantities.count(fields, "BytesReceived"),
            null,
            null));
    flow.roundTrip(responseTimes());
    return flow.event();
  }

  private OrientedConnection connection() {
    Protocol protocol = FieldValues.protocol("Protocol", fields.require("Protocol"));
    String direction = fields.require("Direction");
    Endpoint destination = end(fields, protocol, "DestinationIp", "DestinationPort");
    return switch (direction.toLowerCase(Locale.ROOT)) {
      case "outbound" ->
          new OrientedConnection(
              Direction.OUT, protocol, withoutPort(protocol, "SourceIp"), destination);
      case "inbound" ->
          new OrientedConnection(
              Direction.IN, protocol, destination, withoutPort(protocol, "RemoteIp"));
      default -> throw invalidField("Direction", "inbound or outbound", direction);
    };
  }

  private Endpoint withoutPort(Protocol protocol, String field) {
    return end(protocol, field, fields.require(field), field, null);
  }

  private RoundTrip responseTimes() {
    Long count = Quantities.count(fields, "Responses");
    Double sum = Quantities.measure(fields, "ResponseTimeSum");
    if (count == null || count == 0 || sum == null || sum == 0) {
      return null;
    }
    double mean = sum / count;
    double min = extreme("ResponseTimeMin", mean, -1);
    double max = extreme("ResponseTimeMax", mean, 1);
    return Quantities.measured(
        "ResponseTimeSum", () -> RoundTrip.summary(count, mean, 0, min, max));
  }

  /** The smallest (side −1) or largest (side 1) time; the mean where it is not told or 0. */
  private double extreme(String field, double mean, int side) {
    Double told = Quantities.measure(fields, field);
    if (told == null || told == 0) {
      return mean;
    }
    if (side * (told - mean) < -ROUNDING) {
      throw invalidField(field, "a time on its side of the mean " + mean, told.toString());
    }
    return side < 0 ? Math.min(told, mean) : Math.max(told, mean);
  }
}
