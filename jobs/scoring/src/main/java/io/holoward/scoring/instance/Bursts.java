package io.holoward.scoring.instance;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.history.NoveltyBurst;
import io.holoward.detection.history.Service;
import io.holoward.scoring.metrics.Counted;
import io.holoward.scoring.metrics.Stock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * Silences what is new about the connections of an instance that shows very much of it in a window,
 * see {@link NoveltyBurst}.
 *
 * <p>Which of them come first is a matter of event time, so each waits until the watermark has
 * reached it and nothing can come before it any longer. Beyond what may wait for an instance they
 * are silent at once, and counted.
 */
final class Bursts {

  private final int limit;
  private final HeldEvents held;
  private final Stock holding;
  private final Counted silenced;
  private final Counted overflow;

  /** Whether an event may wait in this subtask; false spares looking. */
  private boolean mayHold;

  /**
   * @param holding how many events wait
   * @param restored whether some may wait already
   */
  Bursts(Configuration configuration, RuntimeContext context, Stock holding, boolean restored) {
    this.mayHold = restored;
    this.limit = configuration.novelty().burst();
    this.held =
        new HeldEvents(
            context.getListState(HeldEvents.EVENTS), context.getState(HeldEvents.SUMMARY));
    this.holding = holding;
    this.silenced = Counted.register(context, "burstSilenced");
    this.overflow = Counted.overflow(context, "burstOverflow", "burst-queue");
  }

  /** Whether an event counts towards a burst. */
  boolean concerns(InstanceEvent event) {
    return limit != NoveltyBurst.UNLIMITED
        && !event.kind().isRepetition()
        && NoveltyBurst.concerns(event.connections().get(0), event.novelty());
  }

  /** Holds an event until {@link #due} gives it back; false when no more may wait. */
  boolean hold(IdentifiedEvent event) throws Exception {
    boolean isHeld = held.add(event, event.event().lastSeen());
    mayHold |= isHeld;
    holding.add(isHeld ? 1 : 0);
    overflow.inc(isHeld ? 0 : 1);
    return isHeld;
  }

  /** The events the watermark has reached, in the order of event time. */
  List<IdentifiedEvent> due(long watermark) throws Exception {
    if (!mayHold) {
      return List.of();
    }
    List<IdentifiedEvent> due = new ArrayList<>();
    held.take(watermark).forEach(waited -> due.add(waited.event()));
    holding.add(-due.size());
    due.sort(
        Comparator.<IdentifiedEvent>comparingLong(event -> event.event().lastSeen())
            .thenComparing(event -> service(event.event())));
    return due;
  }

  /** An event as it counts: without what is new about it where its window showed too much. */
  IdentifiedEvent judge(IdentifiedEvent identified, NoveltyBurst burst) {
    if (burst.tells(service(identified.event()))) {
      return identified;
    }
    silenced.inc();
    return identified.with(Novelty.NONE);
  }

  /** What a window has shown. */
  NoveltyBurst of(LiveWindow window) {
    return new NoveltyBurst(limit, window.newServices());
  }

  private Service service(InstanceEvent event) {
    return Service.of(event.connections().get(0));
  }
}
