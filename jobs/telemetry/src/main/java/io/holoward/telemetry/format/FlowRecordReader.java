package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.InvalidRecordException.invalidField;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.Volume;
import io.holoward.schema.Flow;
import io.holoward.schema.RoundTripSamples;
import io.holoward.schema.RoundTripSummary;
import java.util.List;

/**
 * Checks a {@code Flow} of the Avro schema and turns it into the event it tells of. A round-trip
 * time or a count that cannot be makes the record invalid, it is never left out or repaired. A
 * direction that is unknown is told by the ports: the lower class is the service's. For one thread.
 */
public final class FlowRecordReader {

  /** More samples of one flow in one record make it invalid; who has more sums them up. */
  private static final int MAX_SAMPLES = 10_000;

  private final SchemaValues values = new SchemaValues();
  private final SoundAttributes layer7 = new SoundAttributes();
  private final SoundAttributes attributes = new SoundAttributes();

  /** Bad values are an answer, never an exception. */
  public Reading read(Flow flow, ReadContext context) {
    try {
      return event(flow, context);
    } catch (RuntimeException e) {
      return InvalidRecordException.answer(e);
    }
  }

  private Reading event(Flow flow, ReadContext context) {
    FlowDraft draft = new FlowDraft(context);
    draft.organisation(FieldValues.text(flow.getOrganisation()));
    draft.owner(values.host(flow.getHost()), SchemaValues.process(flow.getProcess()));
    draft.interval(
        flow.getStartTime() == null
            ? null
            : Long.valueOf(SchemaValues.millis("startTime", flow.getStartTime())),
        SchemaValues.eventTime(flow.getEventTime()));
    draft.connection(
        connection(flow),
        new Volume(
            count("bytesSent", flow.getBytesSent()),
            count("bytesReceived", flow.getBytesReceived()),
            count("packetsSent", flow.getPacketsSent()),
            count("packetsReceived", flow.getPacketsReceived())));
    draft.application(FieldValues.text(flow.getApplication()));
    draft.layer7(layer7.of(flow.getLayer7(), FlowDraft::layer7Headers));
    draft.context(attributes.of(flow.getContext(), FlowDraft::attributes));
    draft.roundTrip(roundTrip(flow.getRoundTrip()));
    return draft.event();
  }

  private OrientedConnection connection(Flow flow) {
    Protocol protocol = SchemaValues.protocol(flow.getProtocol());
    Endpoint local = end(protocol, "local", flow.getLocal());
    Endpoint remote = end(protocol, "remote", flow.getRemote());
    if (remote.address() == null) {
      throw InvalidRecordException.missing("remote.address");
    }
    Direction direction =
        switch (flow.getDirection()) {
          case OUT -> Direction.OUT;
          case IN -> Direction.IN;
          case UNKNOWN -> HostSide.byPorts(local.port(), remote.port());
        };
    return new OrientedConnection(direction, protocol, local, remote);
  }

  /** What other protocols have in a port's place, such as the type of ICMP, is no port. */
  private Endpoint end(Protocol protocol, String field, io.holoward.schema.Endpoint reported) {
    Endpoint end = values.endpoint(field, reported);
    return protocol == Protocol.TCP || protocol == Protocol.UDP
        ? end
        : new Endpoint(end.address(), Endpoint.ANY_PORT);
  }

  private static Long count(String field, Long value) {
    if (value != null && value < 0) {
      throw invalidField(field, "a number from 0 on", value.toString());
    }
    return value;
  }

  private static RoundTrip roundTrip(Object measured) {
    if (measured instanceof RoundTripSamples told) {
      List<Double> samples = bounded(told.getSamples());
      return Quantities.measured("roundTrip", () -> RoundTrip.samples(samples));
    }
    return measured instanceof RoundTripSummary summary
        ? Quantities.measured("roundTrip", () -> summary(summary))
        : null;
  }

  private static List<Double> bounded(List<Double> samples) {
    if (samples.size() > MAX_SAMPLES) {
      throw invalidField(
          "roundTrip.samples",
          "at most %,d samples".formatted(MAX_SAMPLES),
          Integer.toString(samples.size()));
    }
    return samples;
  }

  private static RoundTrip summary(RoundTripSummary told) {
    Double min = told.getMin();
    Double max = told.getMax();
    return RoundTrip.summary(
        told.getCount(),
        told.getMean(),
        told.getStandardDeviation(),
        min == null ? told.getMean() : min,
        max == null ? told.getMean() : max);
  }
}
