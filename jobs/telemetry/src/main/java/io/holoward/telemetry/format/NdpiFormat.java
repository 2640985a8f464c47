package io.holoward.telemetry.format;

import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Volume;

/**
 * Flows that nDPI labelled, as CSV in one of two layouts that the header tells: {@code
 * pcap,flow,l4,…} without times, and {@code src_file,start,proto,…,ndpi_protocol,…} with times and
 * round trips. The application is nDPI's as it spells it ({@code TLS.Google}), {@code Unknown} is
 * none. The host's end is told by {@link HostSide}.
 *
 * <p>A flow of the layout without times gets a made-up one, so that the flows of a file keep their
 * order and a second run gives the same: 2000-01-01T00:00:00Z and as many seconds as its record's
 * position.
 */
final class NdpiFormat extends CsvFlowFormat {

  static final String NAME = "ndpi";

  private static final long SECOND = 1_000;

  NdpiFormat() {
    super(NAME);
  }

  static boolean isHeader(String line) {
    return line.startsWith("pcap,flow,l4,")
        || (line.startsWith("src_file,start,proto,") && line.contains(",ndpi_protocol"));
  }

  @Override
  boolean namesColumns(String line) {
    return isHeader(line);
  }

  @Override
  Reading readFlow(NamedTexts fields, ReadContext context) {
    return fields.get("start") == null ? untimed(fields, context) : timed(fields, context);
  }

  private Reading untimed(NamedTexts fields, ReadContext context) {
    FlowDraft flow = new FlowDraft(context);
    Protocol protocol = FieldValues.protocol("l4", fields.require("l4"));
    flow.seenOnTheNetwork(
        new NetworkFlow(
            protocol,
            end(fields, protocol, "src_ip", "src_port"),
            end(fields, protocol, "dst_ip", "dst_port"),
            new Volume(
                Quantities.count(fields, "src_bytes"),
                Quantities.count(fields, "dst_bytes"),
                Quantities.count(fields, "src_pkts"),
                Quantities.count(fields, "dst_pkts"))));
    flow.interval((Long) null, Timestamps.EARLIEST + SECOND * context.position().position());
    flow.application(application(fields.get("protocol")));
    flow.layer7("host.name", fields.get("hostname"));
    flow.attribute("ndpi.non_std_port", fields.get("non_std_port"));
    flow.attribute("ndpi.risks", fields.get("risks"));
    flow.attribute("ndpi.confidence", fields.get("confidence"));
    flow.attribute("ndpi.category", fields.get("category"));
    flow.attribute("ndpi.encrypted", fields.get("encrypted"));
    return flow.event();
  }

  private Reading timed(NamedTexts fields, ReadContext context) {
    FlowDraft flow = new FlowDraft(context);
    Protocol protocol = CapturedFlow.protocol(fields);
    NetworkFlow seen =
        CapturedFlow.flow(
            fields,
            protocol,
            end(fields, protocol, "orig_ip", "orig_port"),
            end(fields, protocol, "resp_ip", "resp_port"));
    flow.seenOnTheNetwork(seen);
    CapturedFlow.interval(flow, fields);
    flow.roundTrip(CapturedFlow.roundTrip(fields, HostSide.ofNetworkSensor(seen)));
    flow.application(application(fields.get("ndpi_protocol")));
    flow.layer7("host.name", fields.get("app_detail"));
    flow.attribute("ndpi.non_std_port", fields.get("ndpi_non_std_port"));
    flow.attribute("ndpi.risks", fields.get("ndpi_risks"));
    flow.attribute("ndpi.confidence", fields.get("ndpi_confidence"));
    flow.attribute("ndpi.category", fields.get("ndpi_category"));
    return flow.event();
  }

  private static String application(String name) {
    return name == null || name.equals("Unknown") ? null : name;
  }
}
