package io.holoward.scoring.instance;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The events of the current key that wait until it is settled what is new about them. */
public final class HeldEvents {

  /** How many may wait for each key. */
  public static final int CAPACITY = 16_384;

  /** Where they are kept. */
  public static final ListStateDescriptor<HeldEvent> EVENTS =
      new ListStateDescriptor<>("held-events", TypeInformation.of(HeldEvent.class));

  /** Where it is kept how many they are, and when the first of them is due. */
  public static final ValueStateDescriptor<long[]> SUMMARY =
      new ValueStateDescriptor<>(
          "held-summary", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);

  private final ListState<HeldEvent> events;
  private final ValueState<long[]> summary;

  /** Those in {@link #EVENTS} and {@link #SUMMARY}. */
  public HeldEvents(ListState<HeldEvent> events, ValueState<long[]> summary) {
    this.events = events;
    this.summary = summary;
  }

  /**
   * Holds an event; false when no more may wait.
   *
   * @param due the watermark it waits for
   */
  public boolean add(IdentifiedEvent event, long due) throws Exception {
    long[] known = summary.value();
    long before = known == null ? 0 : known[0];
    if (before >= CAPACITY) {
      return false;
    }
    events.add(new HeldEvent(event, due));
    long first = known == null ? due : Math.min(known[1], due);
    summary.update(new long[] {before + 1, first});
    return true;
  }

  /**
   * Takes out all that are due. Many timers of one watermark cost no more than one: the others look
   * at the summary only.
   */
  public List<HeldEvent> take(long watermark) throws Exception {
    long[] known = summary.value();
    if (known == null || known[1] > watermark) {
      return List.of();
    }
    List<HeldEvent> due = new ArrayList<>();
    List<HeldEvent> still = new ArrayList<>();
    long first = Long.MAX_VALUE;
    for (HeldEvent held : events.get()) {
      if (held.due() <= watermark) {
        due.add(held);
      } else {
        still.add(held);
        first = Math.min(first, held.due());
      }
    }
    if (still.isEmpty()) {
      events.clear();
      summary.clear();
    } else {
      events.update(still);
      summary.update(new long[] {still.size(), first});
    }
    return due;
  }
}
