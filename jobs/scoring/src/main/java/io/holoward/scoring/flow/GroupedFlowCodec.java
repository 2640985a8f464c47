package io.holoward.scoring.flow;

import io.holoward.detection.flow.FlowGroupKey;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.Volume;
import io.holoward.scoring.exchange.Codec;
import io.holoward.scoring.exchange.FieldReader;
import io.holoward.scoring.exchange.FieldWriter;
import io.holoward.scoring.exchange.PartForm;
import io.holoward.scoring.instance.ExchangedFields;
import io.holoward.scoring.instance.Program;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a {@link GroupedFlow} crosses an exchange. */
final class GroupedFlowCodec implements Codec<GroupedFlow> {

  private static final long serialVersionUID = 1L;

  private static final PartForm<Map<String, String>> TEXTS = new Texts();

  @Override
  public void write(GroupedFlow grouped, FieldWriter out) {
    FlowEvent flow = grouped.flow();
    Program.write(
        flow.organisation(), flow.process(), grouped.processId(), grouped.processName(), out);
    out.writeText(flow.host());
    out.writeLong(grouped.group().high());
    out.writeLong(grouped.group().low());
    out.writeLong(flow.eventTime());
    write(flow.startTime(), out);
    ExchangedFields.write(flow.connection(), out);
    out.writeText(flow.application());
    out.writePart(flow.layer7().hashCode(), flow.layer7(), TEXTS);
    out.writePart(flow.context().hashCode(), flow.context(), TEXTS);
    write(flow.roundTrip(), out);
    write(flow.volume().bytesSent(), out);
    write(flow.volume().bytesReceived(), out);
    write(flow.volume().packetsSent(), out);
    write(flow.volume().packetsReceived(), out);
    ExchangedFields.write(flow.source(), out);
  }

  private static void write(Long value, FieldWriter out) {
    if (ExchangedFields.isPresent(value, out)) {
      out.writeLong(value);
    }
  }

  private static void write(RoundTrip times, FieldWriter out) {
    if (ExchangedFields.isPresent(times, out)) {
      out.writeLong(times.count());
      out.writeDouble(times.mean());
      out.writeDouble(times.standardDeviation());
      out.writeDouble(times.min());
      out.writeDouble(times.max());
      out.writeInt(times.samples().size());
      for (double sample : times.samples()) {
        out.writeDouble(sample);
      }
    }
  }

  @Override
  public GroupedFlow read(FieldReader in) throws IOException {
    Program program = Program.read(in);
    var process = program.readProcess(in);
    String host = in.readName();
    FlowGroupKey group = new FlowGroupKey(in.readLong(), in.readLong());
    FlowEvent flow =
        new FlowEvent(
            program.organisation(),
            host,
            in.readLong(),
            readLong(in),
            process,
            ExchangedFields.readConnection(in),
            in.readName(),
            in.readPart(TEXTS),
            in.readPart(TEXTS),
            readRoundTrip(in),
            new Volume(readLong(in), readLong(in), readLong(in), readLong(in)),
            ExchangedFields.readSource(in));
    return new GroupedFlow(group, program.processId(), program.processName(), flow);
  }

  private static Long readLong(FieldReader in) throws IOException {
    return ExchangedFields.isPresent(in) ? Long.valueOf(in.readLong()) : null;
  }

  private static RoundTrip readRoundTrip(FieldReader in) throws IOException {
    return ExchangedFields.isPresent(in)
        ? new RoundTrip(
            in.readLong(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            readSamples(in))
        : null;
  }

  private static List<Double> readSamples(FieldReader in) throws IOException {
    Double[] samples = new Double[in.readInt()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = in.readDouble();
    }
    return List.of(samples);
  }

  /** What is told beside a flow: it differs by service and process, not by flow. */
  private static final class Texts implements PartForm<Map<String, String>> {

    @Override
    public void write(Map<String, String> texts, FieldWriter out) {
      out.writeInt(texts.size());
      for (Map.Entry<String, String> text : texts.entrySet()) {
        out.writeText(text.getKey());
        out.writeText(text.getValue());
      }
    }

    @Override
    public Map<String, String> read(FieldReader in) throws IOException {
      Map<String, String> texts = new TreeMap<>();
      for (int i = in.readInt(); i > 0; i--) {
        texts.put(in.readName(), in.readName());
      }
      return Collections.unmodifiableMap(texts);
    }
  }
}
