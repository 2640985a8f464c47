package io.holoward.detection.flow;

import io.holoward.detection.flow.FindingLedger.Entry;
import io.holoward.detection.flow.FindingLedger.Key;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.entropy.Moments;
import io.holoward.entropy.RttBaseline;
import io.holoward.entropy.RttDrift;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stored form of a {@link FlowGroup}: its fields in a fixed order. */
final class FlowGroupCodec {

  private static final int KIND = 0x48574647; // HWFG
  private static final int VERSION = 1;
  private static final int COMBINATIONS = 1 << FlowAnomaly.values().length;

  private FlowGroupCodec() {}

  static byte[] write(FlowGroup group) {
    try {
      FlowStateWriter out = new FlowStateWriter(KIND, VERSION);
      out.text(group.organisation);
      out.text(group.host);
      out.number(group.lastSeen);
      model(out, group.model);
      lastWindow(out, group);
      ledger(out, group.ledger);
      out.small(group.open.size());
      for (FlowWindow window : group.open.values()) {
        window(out, window);
      }
      return out.toBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  static FlowGroup read(byte[] stored, FlowRules rules) {
    FlowStateReader in = new FlowStateReader(stored, KIND, VERSION);
    try {
      String organisation = in.text();
      String host = in.text();
      long lastSeen = in.number();
      FlowGroup group = new FlowGroup(organisation, host, rules, model(in, rules));
      group.lastSeen = lastSeen;
      lastWindow(in, group);
      ledger(in, group);
      for (int i = in.small(FlowGroup.MAX_OPEN + 1); i > 0; i--) {
        FlowWindow window = window(in);
        group.open.put(window.end, window);
      }
      in.requireEnd();
      return group;
    } catch (BufferUnderflowException e) {
      throw FlowStateReader.refuse("it ends too early");
    }
  }

  private static void model(FlowStateWriter out, RttModel model) throws IOException {
    out.bytes(model.baseline.toBytes());
    out.bytes(model.drift.toBytes());
    out.bytes(model.flows.toBytes());
    out.bytes(model.deviatingFlows.toBytes());
  }

  private static RttModel model(FlowStateReader in, FlowRules rules) {
    return new RttModel(
        rules.rtt(),
        RttBaseline.fromBytes(in.bytes(), rules.rtt()),
        RttDrift.fromBytes(in.bytes(), rules.drift()),
        Moments.fromBytes(in.bytes()),
        Moments.fromBytes(in.bytes()));
  }

  private static void lastWindow(FlowStateWriter out, FlowGroup group) throws IOException {
    WindowStatistics window = group.lastWindow;
    RttVerdict verdict = group.ofTheGroup;
    out.small(window == null ? 0 : 1);
    if (window != null) {
      out.number(window.windowEnd());
      out.number(window.count());
      out.real(window.mean());
      out.real(window.standardDeviation());
      out.real(window.min());
      out.real(window.max());
    }
    out.small(verdict == null ? 0 : 1);
    if (verdict != null) {
      out.constant(verdict.anomaly());
      out.real(verdict.usual());
      out.real(verdict.found());
    }
  }

  private static void lastWindow(FlowStateReader in, FlowGroup group) {
    if (in.small(2) == 1) {
      group.lastWindow =
          new WindowStatistics(
              in.number(), in.number(), in.real(), in.real(), in.real(), in.real());
    }
    if (in.small(2) == 1) {
      group.ofTheGroup = new RttVerdict(in.constant(FlowAnomaly.class), in.real(), in.real(), 0, 0);
    }
  }

  private static void ledger(FlowStateWriter out, FindingLedger ledger) throws IOException {
    out.small(ledger.entries.size());
    for (Map.Entry<Key, Entry> entry : ledger.entries.entrySet()) {
      out.number(entry.getKey().instance().high());
      out.number(entry.getKey().instance().low());
      out.small(entry.getKey().combination());
      out.number(entry.getValue().window());
      FlowFinding repeated = entry.getValue().repeated();
      out.small(repeated == null ? 0 : 1);
      if (repeated != null) {
        out.number(entry.getValue().due());
        finding(out, repeated);
      }
    }
  }

  private static void ledger(FlowStateReader in, FlowGroup group) {
    for (int i = in.small(FindingLedger.MAX_ENTRIES + 1); i > 0; i--) {
      Key key = new Key(new InstanceKey(in.number(), in.number()), in.small(COMBINATIONS));
      long window = in.number();
      Entry entry =
          in.small(2) == 0 ? new Entry(window, null, Long.MAX_VALUE) : repeated(in, group, window);
      group.ledger.entries.put(key, entry);
    }
  }

  private static Entry repeated(FlowStateReader in, FlowGroup group, long window) {
    long due = in.number();
    return new Entry(window, finding(in, group), due);
  }

  private static void finding(FlowStateWriter out, FlowFinding finding) throws IOException {
    evidence(out, new FlowEvidence(finding.process(), finding.connection(), finding.source()));
    out.small(finding.anomalies().size());
    for (FlowAnomaly anomaly : finding.anomalies()) {
      out.constant(anomaly);
    }
    out.text(finding.text());
    out.number(finding.firstSeen());
    out.number(finding.lastSeen());
    out.number(finding.count());
  }

  private static FlowFinding finding(FlowStateReader in, FlowGroup group) {
    FlowEvidence evidence = evidence(in);
    List<FlowAnomaly> anomalies = new ArrayList<>();
    for (int i = in.small(COMBINATIONS); i > 0; i--) {
      anomalies.add(in.constant(FlowAnomaly.class));
    }
    return new FlowFinding(
        group.organisation,
        group.host,
        evidence.process(),
        evidence.connection(),
        evidence.source(),
        anomalies,
        in.text(),
        in.number(),
        in.number(),
        in.number(),
        true);
  }

  private static void window(FlowStateWriter out, FlowWindow window) throws IOException {
    out.number(window.end);
    evidence(out, window.first);
    out.bytes(window.samples.toBytes());
    out.real(window.min);
    out.real(window.max);
    out.bytes(window.flowLogs.toBytes());
    out.number(window.firstSeen);
    out.number(window.lastSeen);
    out.small(window.mismatches.size());
    for (Map.Entry<FlowAnomaly, String> mismatch : window.mismatches.entrySet()) {
      out.constant(mismatch.getKey());
      out.text(mismatch.getValue());
    }
  }

  private static FlowWindow window(FlowStateReader in) {
    FlowWindow window = new FlowWindow(in.number());
    window.first = evidence(in);
    window.samples = Moments.fromBytes(in.bytes());
    window.min = in.real();
    window.max = in.real();
    window.flowLogs = Moments.fromBytes(in.bytes());
    window.firstSeen = in.number();
    window.lastSeen = in.number();
    for (int i = in.small(COMBINATIONS); i > 0; i--) {
      window.mismatches.put(in.constant(FlowAnomaly.class), in.text());
    }
    return window;
  }

  private static void evidence(FlowStateWriter out, FlowEvidence evidence) throws IOException {
    ProcessReference process = evidence.process();
    out.small(process == null ? 0 : 1);
    if (process != null) {
      out.text(process.guid());
      out.number(process.pid());
      out.text(process.image());
      out.text(process.user());
      out.text(process.commandLine());
      out.text(process.container());
    }
    OrientedConnection connection = evidence.connection();
    out.constant(connection.direction());
    out.constant(connection.protocol());
    endpoint(out, connection.local());
    endpoint(out, connection.remote());
    SourcePosition source = evidence.source();
    out.small(source == null ? 0 : 1);
    if (source != null) {
      out.text(source.name());
      out.number(source.position());
    }
  }

  private static FlowEvidence evidence(FlowStateReader in) {
    ProcessReference process = null;
    if (in.small(2) == 1) {
      process =
          new ProcessReference(in.text(), in.number(), in.text(), in.text(), in.text(), in.text());
    }
    OrientedConnection connection =
        new OrientedConnection(
            in.constant(Direction.class), in.constant(Protocol.class), endpoint(in), endpoint(in));
    SourcePosition source = in.small(2) == 1 ? new SourcePosition(in.text(), in.number()) : null;
    return new FlowEvidence(process, connection, source);
  }

  private static void endpoint(FlowStateWriter out, Endpoint endpoint) throws IOException {
    out.text(endpoint.address());
    out.number(endpoint.port());
  }

  private static Endpoint endpoint(FlowStateReader in) {
    return new Endpoint(in.text(), (int) in.number());
  }
}
