package io.holoward.scoring.codec;

import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.Volume;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.Encoder;

/** The fields of a flow's record, written with today's schema. */
final class FlowFields {

  private static final int ABSENT = 0;
  private static final int PRESENT = 1;

  /** The places of both kinds of round-trip times in their union. */
  private static final int SAMPLES = 1;

  private static final int SUMMARY = 2;

  private FlowFields() {}

  static void write(FlowEvent flow, Encoder out) throws IOException {
    OrientedConnection connection = flow.connection();
    text(flow.organisation(), out);
    out.writeString(flow.host());
    out.writeLong(flow.eventTime());
    number(flow.startTime(), out);
    process(flow.process(), out);
    out.writeEnum(SymbolMapping.toSymbol(connection.direction()).ordinal());
    out.writeEnum(SymbolMapping.toSymbol(connection.protocol()).ordinal());
    endpoint(connection.local(), out);
    endpoint(connection.remote(), out);
    text(flow.application(), out);
    texts(flow.layer7(), out);
    texts(flow.context(), out);
    roundTrip(flow.roundTrip(), out);
    volume(flow.volume(), out);
  }

  private static void process(ProcessReference process, Encoder out) throws IOException {
    text(process.guid(), out);
    if (process.pid() == ProcessReference.UNKNOWN_PID) {
      out.writeIndex(ABSENT);
    } else {
      out.writeIndex(PRESENT);
      out.writeLong(process.pid());
    }
    text(process.image(), out);
    text(process.user(), out);
    text(process.commandLine(), out);
    text(process.container(), out);
  }

  private static void endpoint(Endpoint endpoint, Encoder out) throws IOException {
    text(endpoint.address(), out);
    if (endpoint.port() == Endpoint.ANY_PORT) {
      out.writeIndex(ABSENT);
    } else {
      out.writeIndex(PRESENT);
      out.writeInt(endpoint.port());
    }
  }

  private static void texts(Map<String, String> texts, Encoder out) throws IOException {
    out.writeMapStart();
    out.setItemCount(texts.size());
    for (Map.Entry<String, String> text : texts.entrySet()) {
      out.startItem();
      out.writeString(text.getKey());
      out.writeString(text.getValue());
    }
    out.writeMapEnd();
  }

  private static void roundTrip(RoundTrip times, Encoder out) throws IOException {
    if (times == null) {
      out.writeIndex(ABSENT);
    } else if (times.samples().isEmpty()) {
      out.writeIndex(SUMMARY);
      out.writeLong(times.count());
      out.writeDouble(times.mean());
      out.writeDouble(times.standardDeviation());
      out.writeIndex(PRESENT);
      out.writeDouble(times.min());
      out.writeIndex(PRESENT);
      out.writeDouble(times.max());
    } else {
      out.writeIndex(SAMPLES);
      samples(times.samples(), out);
    }
  }

  private static void samples(List<Double> samples, Encoder out) throws IOException {
    out.writeArrayStart();
    out.setItemCount(samples.size());
    for (double sample : samples) {
      out.startItem();
      out.writeDouble(sample);
    }
    out.writeArrayEnd();
  }

  private static void volume(Volume volume, Encoder out) throws IOException {
    number(volume.bytesSent(), out);
    number(volume.bytesReceived(), out);
    number(volume.packetsSent(), out);
    number(volume.packetsReceived(), out);
  }

  private static void number(Long number, Encoder out) throws IOException {
    if (isPresent(number, out)) {
      out.writeLong(number);
    }
  }

  static void text(String text, Encoder out) throws IOException {
    if (isPresent(text, out)) {
      out.writeString(text);
    }
  }

  /** Tells whether the part that follows is there. */
  static boolean isPresent(Object part, Encoder out) throws IOException {
    out.writeIndex(part == null ? ABSENT : PRESENT);
    return part != null;
  }
}
