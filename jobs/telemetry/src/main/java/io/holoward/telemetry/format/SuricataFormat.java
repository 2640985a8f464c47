package io.holoward.telemetry.format;

import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Volume;
import java.util.Set;

/**
 * The flow records of Suricata's EVE log, JSON objects with {@code event_type} {@code flow}. Its
 * {@code netflow} records are not read: they tell each flow once more, a record a direction.
 * Suricata names no host: the host's end is told by {@link HostSide}.
 */
final class SuricataFormat extends FlowFormat {

  static final String NAME = "suricata";

  private final JsonTexts fields =
      new JsonTexts(
          Set.of(
              "event_type",
              "timestamp",
              "proto",
              "src_ip",
              "src_port",
              "dest_ip",
              "dest_port",
              "app_proto",
              "flow.start",
              "flow.end",
              "flow.bytes_toserver",
              "flow.bytes_toclient",
              "flow.pkts_toserver",
              "flow.pkts_toclient"));

  SuricataFormat() {
    super(NAME);
  }

  @Override
  Reading readRecord(byte[] record, int offset, int length, ReadContext context) {
    fields.read(record, offset, length);
    return fields.require("event_type").equals("flow") ? flow(context) : Reading.Ignored.EVENT_TYPE;
  }

  private Reading flow(ReadContext context) {
    FlowDraft flow = new FlowDraft(context);
    Protocol protocol = FieldValues.protocol("proto", fields.require("proto"));
    flow.seenOnTheNetwork(
        new NetworkFlow(
            protocol,
            end(fields, protocol, "src_ip", "src_port"),
            end(fields, protocol, "dest_ip", "dest_port"),
            new Volume(
                Quantities.count(fields, "flow.bytes_toserver"),
                Quantities.count(fields, "flow.bytes_toclient"),
                Quantities.count(fields, "flow.pkts_toserver"),
                Quantities.count(fields, "flow.pkts_toclient"))));
    String start = fields.get("flow.start");
    String end = fields.get("flow.end");
    flow.interval(
        start == null ? null : Long.valueOf(Quantities.time("flow.start", start)),
        end == null
            ? Quantities.time("timestamp", fields.require("timestamp"))
            : Quantities.time("flow.end", end));
    flow.application(application(fields.get("app_proto")));
    return flow.event();
  }

  /** Suricata says by words that it recognised nothing. */
  private static String application(String name) {
    return name == null || name.equals("failed") || name.equals("unknown") ? null : name;
  }
}
