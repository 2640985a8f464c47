package io.holoward.scoring.codec;

import io.holoward.schema.Direction;
import io.holoward.schema.Flow;
import io.holoward.schema.ProcessReference;
import io.holoward.schema.Protocol;
import io.holoward.schema.RoundTripSamples;
import io.holoward.schema.RoundTripSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;

/**
 * Reads flows that were written with today's schema, field by field, as {@link
 * ProcessEventDatumReader} does process events. Whoever changes the schema of one of these records
 * changes this class; a test compares both.
 */
final class FlowDatumReader implements DatumReader<Flow> {

  private static final Direction[] DIRECTIONS = Direction.values();
  private static final Protocol[] PROTOCOLS = Protocol.values();

  /** More samples than most flows have are no reason to make room before they are seen. */
  private static final int USUAL_SAMPLES = 16;

  private final ProcessReferencePool<ProcessReference> processes =
      new ProcessReferencePool<>(ProcessEventDatumReader::process);
  private final TextMapPool texts = new TextMapPool();

  /** The schema is today's, and no other. */
  @Override
  public void setSchema(Schema schema) {
    if (!schema.equals(Flow.getClassSchema())) {
      throw new IllegalArgumentException("reads today's schema only, not " + schema);
    }
  }

  /**
   * Reads from a {@link BoundedDecoder} only; the process of the flow and its attributes are shared
   * with other flows.
   */
  @Override
  public Flow read(Flow reuse, Decoder in) throws IOException {
    return read((BoundedDecoder) in);
  }

  private Flow read(BoundedDecoder in) throws IOException {
    Flow flow = new Flow();
    flow.setOrganisation(ProcessEventDatumReader.text(in));
    flow.setHost(in.readString());
    flow.setEventTime(Instant.ofEpochMilli(in.readLong()));
    flow.setStartTime(
        ProcessEventDatumReader.isPresent(in) ? Instant.ofEpochMilli(in.readLong()) : null);
    flow.setProcess(processes.read(in));
    flow.setDirection(DIRECTIONS[in.readEnum()]);
    flow.setProtocol(PROTOCOLS[in.readEnum()]);
    flow.setLocal(ProcessEventDatumReader.endpoint(in));
    flow.setRemote(ProcessEventDatumReader.endpoint(in));
    flow.setApplication(ProcessEventDatumReader.text(in));
    flow.setLayer7(texts.read(in));
    flow.setContext(texts.read(in));
    flow.setRoundTrip(roundTrip(in));
    flow.setBytesSent(count(in));
    flow.setBytesReceived(count(in));
    flow.setPacketsSent(count(in));
    flow.setPacketsReceived(count(in));
    return flow;
  }

  private static Object roundTrip(BoundedDecoder in) throws IOException {
    int type = in.readIndex();
    return switch (type) {
      case 0 -> null;
      case 1 -> new RoundTripSamples(samples(in));
      case 2 ->
          new RoundTripSummary(
              in.readLong(), in.readDouble(), in.readDouble(), number(in), number(in));
      default -> throw ProcessEventDatumReader.unknown(type);
    };
  }

  private static List<Double> samples(BoundedDecoder in) throws IOException {
    long items = in.readArrayStart();
    List<Double> samples = new ArrayList<>((int) Math.min(items, USUAL_SAMPLES));
    for (; items > 0; items = in.arrayNext()) {
      for (long i = items; i > 0; i--) {
        samples.add(in.readDouble());
      }
    }
    return samples;
  }

  private static Double number(BoundedDecoder in) throws IOException {
    return ProcessEventDatumReader.isPresent(in) ? Double.valueOf(in.readDouble()) : null;
  }

  private static Long count(BoundedDecoder in) throws IOException {
    return ProcessEventDatumReader.isPresent(in) ? Long.valueOf(in.readLong()) : null;
  }
}
