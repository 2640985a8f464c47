package io.holoward.scoring.flow;

import io.holoward.detection.flow.FlowGroupKey;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.Volume;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Flows for tests; times are minutes after {@link #START}. */
public final class Flows {

  /** The begin of an hour. */
  static final long START = Instant.parse("2026-01-05T08:00:00Z").toEpochMilli();

  public static final String PROCESS = "acme|c:\\app\\agent.exe|";
  private static final String IMAGE = "C:\\app\\agent.exe";

  private Flows() {}

  static long minute(double minute) {
    return START + Math.round(minute * 60_000);
  }

  /** A flow of one process to one web service, with the application and round-trip time given. */
  public static FlowEvent flow(double minute, String application, Double rttMillis) {
    return flow("ws-1", "192.0.2.10", 443, minute, application, rttMillis);
  }

  static FlowEvent flow(
      String host, String service, int port, double minute, String application, Double rttMillis) {
    return new FlowEvent(
        "acme",
        host,
        minute(minute),
        minute(minute) - 100,
        new ProcessReference("{guid-" + host + "}", 77, IMAGE, null, null, null),
        new OrientedConnection(
            Direction.OUT,
            Protocol.TCP,
            new Endpoint("10.0.0.1", 50_000),
            new Endpoint(service, port)),
        application,
        Map.of("tls.sni", "agent.example"),
        Map.of(),
        rttMillis == null ? null : RoundTrip.samples(List.of(rttMillis)),
        Volume.UNKNOWN,
        new SourcePosition("flows-0", Math.round(minute * 1_000)));
  }

  public static GroupedFlow grouped(FlowEvent flow) {
    return new GroupedFlow(FlowGroupKey.of(flow, PROCESS), PROCESS, "agent.exe", flow);
  }
}
