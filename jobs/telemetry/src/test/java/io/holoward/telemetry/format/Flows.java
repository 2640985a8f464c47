package io.holoward.telemetry.format;

import io.holoward.schema.Direction;
import io.holoward.schema.Flow;
import io.holoward.schema.ProcessReference;
import io.holoward.schema.Protocol;
import io.holoward.schema.RoundTripSummary;
import java.time.Instant;
import java.util.Map;

/** Flow records of the Avro schema in tests. */
public final class Flows {

  private Flows() {}

  /** An outbound flow of a process with this pid. */
  public static Flow outbound(long pid) {
    return Flow.newBuilder()
        .setHost("WS-1")
        .setEventTime(Instant.parse("2026-03-02T10:11:12.345Z"))
        .setStartTime(Instant.parse("2026-03-02T10:11:02Z"))
        .setProcess(ProcessReference.newBuilder().setPid(pid).setImage("/usr/bin/curl").build())
        .setDirection(Direction.OUT)
        .setProtocol(Protocol.TCP)
        .setLocal(ProcessEvents.end("10.0.0.5", 50_001))
        .setRemote(ProcessEvents.end("0:0:0:0:0:0:0:1", 443))
        .setApplication("tls")
        .setLayer7(Map.of("tls.sni", "example.org"))
        .setContext(Map.of("process.signer", "nobody"))
        .setRoundTrip(new RoundTripSummary(3L, 20.0, 2.0, 18.0, null))
        .setBytesSent(7L)
        .build();
  }
}
