package io.holoward.telemetry.format;

import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Volume;

/**
 * The rows of the UNSW-NB15 data set (Moustafa and Slay 2015) as CSV with a header. {@code tcprtt},
 * the time of the handshake in seconds, is a round-trip time. The labels are attributes {@code
 * unsw.label} and {@code unsw.attack_cat}. The host's end is told by {@link HostSide}.
 */
final class UnswFormat extends CsvFlowFormat {

  static final String NAME = "unsw";

  private static final int HEXADECIMAL = 16;

  UnswFormat() {
    super(NAME);
  }

  static boolean isHeader(String line) {
    return line.startsWith("srcip,sport,dstip,dsport,");
  }

  @Override
  boolean namesColumns(String line) {
    return isHeader(line);
  }

  @Override
  Reading readFlow(NamedTexts fields, ReadContext context) {
    NamedTexts decimalPorts = name -> decimal(fields.get(name));
    FlowDraft flow = new FlowDraft(context);
    Protocol protocol = FieldValues.protocol("proto", fields.require("proto"));
    flow.seenOnTheNetwork(
        new NetworkFlow(
            protocol,
            end(decimalPorts, protocol, "srcip", "sport"),
            end(decimalPorts, protocol, "dstip", "dsport"),
            new Volume(
                Quantities.count(fields, "sbytes"),
                Quantities.count(fields, "dbytes"),
                Quantities.count(fields, "Spkts"),
                Quantities.count(fields, "Dpkts"))));
    flow.interval(
        Quantities.time("Stime", fields.require("Stime")),
        Quantities.time("Ltime", fields.require("Ltime")));
    flow.application(fields.get("service"));
    Double handshake = Quantities.seconds(fields, "tcprtt");
    if (handshake != null) {
      flow.roundTrip(Quantities.roundTrip("tcprtt", 1, handshake, 0));
    }
    flow.attribute("unsw.label", fields.get("Label"));
    flow.attribute("unsw.attack_cat", fields.get("attack_cat"));
    return flow.event();
  }

  /** Some ports are written {@code 0xc0a8}; what is no such number is left for the port's check. */
  private static String decimal(String text) {
    if (text == null || !text.startsWith("0x")) {
      return text;
    }
    try {
      return Integer.toString(Integer.parseUnsignedInt(text, 2, text.length(), HEXADECIMAL));
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
