package io.holoward.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A flow as Zeek's conn.log has it in JSON: without its host, process and round-trip times. */
final class ZeekLine {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ZeekLine() {}

  static byte[] write(FlowEvent flow) {
    OrientedConnection connection = flow.connection();
    boolean out = connection.direction() == Direction.OUT;
    Endpoint originator = out ? connection.local() : connection.remote();
    Endpoint responder = out ? connection.remote() : connection.local();
    long start = flow.startTime() == null ? flow.eventTime() : flow.startTime();
    ObjectNode line = JSON.createObjectNode();
    line.put("ts", start / 1e3);
    line.put("uid", "C" + flow.eventTime());
    line.put("id.orig_h", originator.address());
    line.put("id.orig_p", originator.port());
    line.put("id.resp_h", responder.address());
    line.put("id.resp_p", responder.port());
    line.put("proto", connection.protocol().name().toLowerCase(Locale.ROOT));
    line.put("service", flow.application());
    line.put("duration", (flow.eventTime() - start) / 1e3);
    line.put("orig_pkts", flow.volume().packetsSent());
    line.put("resp_pkts", flow.volume().packetsReceived());
    line.put("conn_state", "SF");
    try {
      return JSON.writeValueAsString(line).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
