package io.holoward.telemetry.format;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.Volume;

/**
 * The columns that tables of flows taken from packet captures have in common: {@code start}, {@code
 * proto}, {@code orig_*} and {@code resp_*}, {@code duration}, and round-trip times in seconds.
 */
final class CapturedFlow {

  private CapturedFlow() {}

  static Protocol protocol(NamedTexts fields) {
    return FieldValues.protocol("proto", fields.require("proto"));
  }

  static NetworkFlow flow(
      NamedTexts fields, Protocol protocol, Endpoint originator, Endpoint responder) {
    return new NetworkFlow(
        protocol,
        originator,
        responder,
        new Volume(
            Quantities.count(fields, "orig_bytes"),
            Quantities.count(fields, "resp_bytes"),
            Quantities.count(fields, "orig_pkts"),
            Quantities.count(fields, "resp_pkts")));
  }

  static void interval(FlowDraft flow, NamedTexts fields) {
    flow.interval(
        Quantities.time("start", fields.require("start")), Quantities.seconds(fields, "duration"));
  }

  /**
   * The round trips that the host at one end would have measured.
   *
   * <p>A capture sees the halves of a round trip: {@code synack} and {@code rtt_*_resp} are the
   * times from the capture to the responder and back, {@code ackdat} and {@code rtt_*_orig} those
   * to the originator. The half that begins at the host is its round trip only if the capture was
   * made at its side, which the handshake tells: the other half is the shorter one then. Captured
   * at the far side only the handshake as a whole, {@code tcprtt}, spans both. Without a handshake
   * the half that begins at the host is all there is.
   *
   * @param direction {@link Direction#OUT} for the originator, {@link Direction#IN} for the
   *     responder
   * @return null where none was measured
   */
  static RoundTrip roundTrip(NamedTexts fields, Direction direction) {
    String far = direction == Direction.OUT ? "resp" : "orig";
    Double synack = Quantities.seconds(fields, "synack");
    Double ackdat = Quantities.seconds(fields, "ackdat");
    boolean handshake = synack != null && ackdat != null;
    boolean atHost =
        !handshake || (direction == Direction.OUT ? ackdat <= synack : synack <= ackdat);
    RoundTrip segments = atHost ? segments(fields, far) : null;
    return segments != null ? segments : whole(fields);
  }

  /** The times from segments to their acknowledgements by the far end. */
  private static RoundTrip segments(NamedTexts fields, String far) {
    String meanField = "rtt_mean_" + far;
    Long count = Quantities.count(fields, "rtt_n_" + far);
    Double mean = Quantities.seconds(fields, meanField);
    Double deviation = Quantities.seconds(fields, "rtt_std_" + far);
    return count == null || mean == null
        ? null
        : Quantities.roundTrip(meanField, count, mean, deviation == null ? 0 : deviation);
  }

  private static RoundTrip whole(NamedTexts fields) {
    Double handshake = Quantities.seconds(fields, "tcprtt");
    return handshake == null ? null : Quantities.roundTrip("tcprtt", 1, handshake, 0);
  }
}
