package io.holoward.detection.flow;

import io.holoward.detection.observation.FlowEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that is kept of one flow group: its open windows, what its round-trip times usually
 * are, and what it has raised.
 *
 * <p>A flow first closes the windows that ended long enough before it, is judged by what was
 * learned up to there, and then joins its own window. Windows close by the group's own flows, so
 * that the result does not depend on how fast other flows come; {@link #advance} does the same for
 * a group that has fallen silent. For use by one thread. Bounded: at most {@link #MAX_OPEN} open
 * windows and {@link FindingLedger#MAX_ENTRIES} findings to remember.
 */
public final class FlowGroup {

  /** Open windows at once; when a flow opens one more, the oldest is closed early. */
  static final int MAX_OPEN = 8;

  /** Stands for a time that has not come. */
  static final long NEVER = Long.MIN_VALUE;

  final String organisation;
  final String host;
  final FlowRules rules;
  final RttModel model;
  final TreeMap<Long, FlowWindow> open = new TreeMap<>();
  final FindingLedger ledger = new FindingLedger();
  long lastSeen = NEVER;
  WindowStatistics lastWindow;
  RttVerdict ofTheGroup;

  /** A flow group of which nothing is known yet. */
  public FlowGroup(String organisation, String host, FlowRules rules) {
    this(organisation, host, rules, new RttModel(rules));
  }

  FlowGroup(String organisation, String host, FlowRules rules, RttModel model) {
    this.organisation = organisation;
    this.host = host;
    this.rules = rules;
    this.model = model;
  }

  /**
   * Restores what {@link #toBytes} stored, to go on by these rules.
   *
   * @throws IllegalArgumentException when the bytes are damaged, of another kind or version
   */
  public static FlowGroup fromBytes(byte[] stored, FlowRules rules) {
    return FlowGroupCodec.read(stored, rules);
  }

  /** The stored form, versioned, without the rules; equal groups give equal bytes. */
  public byte[] toBytes() {
    return FlowGroupCodec.write(this);
  }

  /**
   * Judges one flow of the group and adds it to its window.
   *
   * @param mismatch of its port and application; null for none
   * @param mismatchText the clause that says so; null for none
   */
  public FlowOutcome observe(FlowEvent flow, FlowAnomaly mismatch, String mismatchText) {
    List<FlowFinding> findings = new ArrayList<>(advance(flow.eventTime() - rules.settleMillis()));
    lastSeen = Math.max(lastSeen, flow.eventTime());
    long end = rules.windowEnd(flow.eventTime());
    boolean late = isClosed(end);

    RttComparison comparison = model.compare(flow.roundTrip());
    Map<FlowAnomaly, String> own = ownClauses(flow, comparison, mismatch, mismatchText);
    if (!own.isEmpty()) {
      raiseFlow(flow, own, findings);
    }
    FlowObservation observation = observation(own, comparison, late);
    if (flow.roundTrip() != null && !late) {
      open.computeIfAbsent(end, FlowWindow::new).add(flow, mismatch, mismatchText);
      if (open.size() > MAX_OPEN) {
        closeOldest(findings);
      }
    }
    return new FlowOutcome(observation, findings);
  }

  /**
   * Closes every window that ended at this time or before, and hands over what was to be counted
   * until then.
   *
   * @param time milliseconds since the epoch, such that no flow is to come earlier than this plus
   *     the time to settle
   */
  public List<FlowFinding> advance(long time) {
    long end = nextEnd();
    if (end > time) {
      return List.of();
    }
    List<FlowFinding> findings = new ArrayList<>();
    for (; end <= time && end != Long.MAX_VALUE; end = nextEnd()) {
      if (!open.isEmpty() && open.firstKey() == end) {
        closeOldest(findings);
      }
      findings.addAll(ledger.takeDue(end));
    }
    return findings;
  }

  /**
   * The watermark at which {@link #advance} has something to do: the end of the earliest window
   * with flows to judge or count, and the time to settle; {@code Long.MAX_VALUE} for none.
   */
  public long nextClose() {
    long end = nextEnd();
    return end == Long.MAX_VALUE ? end : end + rules.settleMillis();
  }

  /** Largest event time seen; {@code Long.MIN_VALUE} before anything was seen. */
  public long lastSeen() {
    return lastSeen;
  }

  private long nextEnd() {
    long window = open.isEmpty() ? Long.MAX_VALUE : open.firstKey();
    return Math.min(window, ledger.nextDue());
  }

  /** Whether a window has been closed, or would have been had it had a flow, or has no place. */
  private boolean isClosed(long end) {
    return end <= lastSeen - rules.settleMillis()
        || (lastWindow != null && end <= lastWindow.windowEnd())
        || (open.size() == MAX_OPEN && end < open.firstKey());
  }

  /** What is anomalous about the flow itself: nothing, nearly always. */
  private Map<FlowAnomaly, String> ownClauses(
      FlowEvent flow, RttComparison comparison, FlowAnomaly mismatch, String mismatchText) {
    boolean deviates = comparison != null && comparison.deviates(rules.rtt().twoSided());
    if (!deviates && mismatch == null) {
      return Map.of();
    }
    Map<FlowAnomaly, String> own = new EnumMap<>(FlowAnomaly.class);
    if (deviates) {
      own.put(FlowAnomaly.RTT_DEVIATION, deviation(flow, comparison).text());
    }
    if (mismatch != null) {
      own.put(mismatch, mismatchText);
    }
    return own;
  }

  private RttVerdict deviation(FlowEvent flow, RttComparison comparison) {
    return RttVerdict.deviation(
        comparison.logMean(),
        Math.log(flow.roundTrip().mean()),
        comparison.zScore(),
        comparison.limit());
  }

  private FlowObservation observation(
      Map<FlowAnomaly, String> own, RttComparison comparison, boolean late) {
    if (own.isEmpty() && ofTheGroup == null) {
      return new FlowObservation(List.of(), lastWindow, comparison, late, null);
    }
    Map<FlowAnomaly, String> clauses = new EnumMap<>(FlowAnomaly.class);
    clauses.putAll(own);
    if (ofTheGroup != null) {
      clauses.put(ofTheGroup.anomaly(), ofTheGroup.text());
    }
    return new FlowObservation(
        List.copyOf(clauses.keySet()), lastWindow, comparison, late, text(clauses));
  }

  private void raiseFlow(
      FlowEvent flow, Map<FlowAnomaly, String> clauses, List<FlowFinding> findings) {
    long time = flow.eventTime();
    FlowFinding finding = finding(FlowEvidence.of(flow), clauses, time, time, 1);
    FindingLedger.Key key = key(finding);
    long window = rules.observationWindow(time);
    if (ledger.isRaised(key, window)) {
      ledger.repeat(key, finding, rules.windowEnd(lastSeen));
    } else {
      findings.addAll(ledger.raise(key, window));
      findings.add(finding);
    }
  }

  private FindingLedger.Key key(FlowFinding finding) {
    return FindingLedger.Key.of(organisation, host, finding.process(), finding.anomalies());
  }

  private void closeOldest(List<FlowFinding> findings) {
    FlowWindow window = open.pollFirstEntry().getValue();
    RttVerdict verdict = model.close(window);
    lastWindow = window.statistics();
    ofTheGroup = verdict != null && verdict.ofTheGroup() ? verdict : null;
    if (verdict == null) {
      return;
    }
    Map<FlowAnomaly, String> clauses = new EnumMap<>(window.mismatches);
    clauses.put(verdict.anomaly(), verdict.text());
    FlowFinding finding =
        finding(window.first, clauses, window.firstSeen, window.lastSeen, window.flowLogs.count());
    FindingLedger.Key key = key(finding);
    long observation = rules.observationWindow(window.firstSeen);
    if (!ledger.isRaised(key, observation)) {
      findings.addAll(ledger.raise(key, observation));
      findings.add(finding);
    }
  }

  private FlowFinding finding(
      FlowEvidence evidence,
      Map<FlowAnomaly, String> clauses,
      long firstSeen,
      long lastSeen,
      long count) {
    return new FlowFinding(
        organisation,
        host,
        evidence.process(),
        evidence.connection(),
        evidence.source(),
        List.copyOf(clauses.keySet()),
        text(clauses),
        firstSeen,
        lastSeen,
        count,
        false);
  }

  private static String text(Map<FlowAnomaly, String> clauses) {
    return String.join("; ", clauses.values());
  }
}
