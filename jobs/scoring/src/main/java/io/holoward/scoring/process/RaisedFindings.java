package io.holoward.scoring.process;

import io.holoward.detection.finding.Activity;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.lifecycle.ProcessProfile;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.sighting.Sighting;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.function.FunctionWithException;

/**
 * The findings of the process of the current key, by repeat slot: the same thing is raised once a
 * slot, and what came after is told by one closing update that carries the same uid.
 */
final class RaisedFindings {

  /**
   * Flow findings of one process in one slot. Those of connections are bounded by what signatures
   * there are, those of flows by nothing: an attacker may speak to any number of services.
   */
  static final int MAX_FLOW_FINDINGS = 1_000;

  private static final Comparator<Finding> EARLIEST =
      Comparator.comparingLong(Finding::eventTime)
          .thenComparing(Finding::source, SourcePosition.ORDER);

  private final Judgement judgement;
  private final FunctionWithException<Long, MapState<String, Finding>, Exception> slots;
  private final FunctionWithException<Long, ValueState<Integer>, Exception> flowFindings;
  private final LongConsumer closeSlotLater;
  private final Consumer<Finding> out;
  private final Counter overflow;

  /**
   * @param slots the findings of the slot that ends at a time, by uid
   * @param flowFindings how many findings of flows the slot that ends at a time has
   * @param closeSlotLater sees to it that {@link #closeSlot} is called for the slot that ends at a
   *     time
   * @param out takes findings and their closing updates
   * @param overflow counts the flow findings that had no place
   */
  RaisedFindings(
      Judgement judgement,
      FunctionWithException<Long, MapState<String, Finding>, Exception> slots,
      FunctionWithException<Long, ValueState<Integer>, Exception> flowFindings,
      LongConsumer closeSlotLater,
      Consumer<Finding> out,
      Counter overflow) {
    this.judgement = judgement;
    this.slots = slots;
    this.flowFindings = flowFindings;
    this.closeSlotLater = closeSlotLater;
    this.out = out;
    this.overflow = overflow;
  }

  static MapStateDescriptor<String, Finding> state() {
    return new MapStateDescriptor<>(
        "raised-findings", Types.STRING, TypeInformation.of(Finding.class));
  }

  static ValueStateDescriptor<Integer> flowFindings() {
    return new ValueStateDescriptor<>("flow-findings", Types.INT);
  }

  /** Judges a sighting, and raises what comes of it unless that was raised in its slot. */
  void judge(Sighting sighting, ProcessProfile profile) throws Exception {
    Optional<Finding> judged = judgement.judge(sighting, profile);
    if (judged.isEmpty()) {
      return;
    }
    Finding finding = judged.get();
    long slotEnd = judgement.slotEnd(sighting.eventTime());
    MapState<String, Finding> slot = slots.apply(slotEnd);
    Finding raised = slot.get(finding.uid());
    if (raised == null && finding.flow() != null && !hasPlace(slotEnd)) {
      overflow.inc();
    } else if (raised == null) {
      slot.put(finding.uid(), finding);
      closeSlotLater.accept(slotEnd);
      out.accept(finding);
    } else {
      slot.put(finding.uid(), folded(raised, finding));
    }
  }

  private boolean hasPlace(long slotEnd) throws Exception {
    ValueState<Integer> count = flowFindings.apply(slotEnd);
    int taken = count.value() == null ? 0 : count.value();
    if (taken == MAX_FLOW_FINDINGS) {
      return false;
    }
    count.update(taken + 1);
    return true;
  }

  /** Judges sightings: first those that raise findings, then those that count for them. */
  void judgeAll(List<Sighting> sightings, ProcessProfile profile) throws Exception {
    for (Sighting sighting : sightings) {
      if (!sighting.kind().isRepetition()) {
        judge(sighting, profile);
      }
    }
    for (Sighting sighting : sightings) {
      if (sighting.kind().isRepetition()) {
        repeat(sighting, profile);
      }
    }
  }

  /**
   * Adds connections that were only counted to the finding they belong to.
   *
   * @return false when there could be such a finding, but it was not raised yet
   */
  boolean repeat(Sighting repetition, ProcessProfile profile) throws Exception {
    Optional<String> uid = judgement.uidOf(repetition, profile);
    if (uid.isEmpty()) {
      return true;
    }
    MapState<String, Finding> slot = slots.apply(judgement.slotEnd(repetition.eventTime()));
    Finding raised = slot.get(uid.get());
    if (raised == null) {
      return false;
    }
    Activity old = raised.activity();
    slot.put(
        uid.get(),
        updated(
            earliest(raised, repetition, profile),
            old.connectionCount() + repetition.count(),
            old.windowCount(),
            Math.min(old.firstSeen(), repetition.firstSeen()),
            Math.max(old.lastSeen(), repetition.lastSeen())));
    return true;
  }

  /**
   * What tells of a finding when further connections are known: they may have begun with one that
   * an earlier event told of than that which raised it.
   */
  private Finding earliest(Finding raised, Sighting repetition, ProcessProfile profile) {
    boolean couldBe =
        repetition.kind() == Sighting.Kind.REPETITION
            && repetition.source() != null
            && repetition.eventTime() <= raised.eventTime();
    if (!couldBe) {
      return raised;
    }
    return judgement
        .judge(repetition.asFirst(), profile)
        .filter(finding -> EARLIEST.compare(finding, raised) < 0)
        .orElse(raised);
  }

  /** Sends the updates of a slot and forgets it. */
  void closeSlot(long slotEnd) throws Exception {
    MapState<String, Finding> slot = slots.apply(slotEnd);
    for (Finding finding : slot.values()) {
      if (finding.update()) {
        out.accept(finding);
      }
    }
    slot.clear();
    flowFindings.apply(slotEnd).clear();
  }

  /**
   * Both as one. What tells of it is the earlier one, whichever was judged first: around the time a
   * process is sealed a sighting may wait for its window while a later one is judged at once.
   */
  private static Finding folded(Finding raised, Finding more) {
    Finding told = EARLIEST.compare(more, raised) < 0 ? more : raised;
    Activity one = raised.activity();
    Activity other = more.activity();
    return updated(
        told,
        one.connectionCount() + other.connectionCount(),
        one.windowCount() + other.windowCount(),
        Math.min(one.firstSeen(), other.firstSeen()),
        Math.max(one.lastSeen(), other.lastSeen()));
  }

  private static Finding updated(
      Finding told, long connections, long windows, long firstSeen, long lastSeen) {
    Activity first = told.activity();
    return told.updatedWith(
        new Activity(
            first.features(),
            first.connections(),
            connections,
            windows,
            first.blocked(),
            firstSeen,
            lastSeen));
  }
}
