package io.holoward.scoring.archive;

import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * Files records by organisation and by the day (UTC) of their event time: {@code
 * organisation=acme/day=2026-11-22}.
 *
 * <p>Each folder in use costs a file that is open until the next checkpoint. Organisation and time
 * are what a record says they are, so a sender could open any number: beyond {@value #MAX_FOLDERS}
 * in the time between two checkpoints and subtask the rest goes into one folder, {@value #MORE}, as
 * whole records that still say whose and of when they are.
 *
 * @param <T> the records
 */
final class ArchiveFolders<T> implements BucketAssigner<T, String> {

  /** No organisation's folder: a plus sign is never kept as it is. */
  static final String MORE = "organisation=+more/day=any";

  static final int MAX_FOLDERS = 256;

  private static final long serialVersionUID = 1L;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final Duration AT_LEAST = Duration.ofMinutes(1);

  private final Part<T, String> organisation;
  private final Time<T> eventTime;
  private final long period;
  private transient Set<String> inUse;
  private transient long inUseSince;
  private transient String lastOrganisation;
  private transient long lastDay;
  private transient String lastFolder;

  /** Takes a part out of a record. */
  interface Part<T, P> extends Function<T, P>, Serializable {}

  /** Takes the event time, in milliseconds since the epoch, out of a record. */
  interface Time<T> extends ToLongFunction<T>, Serializable {}

  /**
   * @param checkpoints the time between two of them; a short one counts as a minute
   */
  ArchiveFolders(Part<T, String> organisation, Time<T> eventTime, Duration checkpoints) {
    this.organisation = organisation;
    this.eventTime = eventTime;
    this.period = Math.max(checkpoints.toMillis(), AT_LEAST.toMillis());
  }

  @Override
  public String getBucketId(T element, Context context) {
    String whose = organisation.apply(element);
    long day = Math.floorDiv(eventTime.applyAsLong(element), DAY);
    if (day != lastDay || lastFolder == null || !Objects.equals(whose, lastOrganisation)) {
      lastOrganisation = whose;
      lastDay = day;
      lastFolder =
          "organisation=" + OrganisationFolder.of(whose) + "/day=" + LocalDate.ofEpochDay(day);
    }
    return hasPlace(lastFolder, context.currentProcessingTime()) ? lastFolder : MORE;
  }

  private boolean hasPlace(String folder, long now) {
    if (inUse == null || now - inUseSince >= period) {
      inUse = new HashSet<>();
      inUseSince = now;
    }
    return inUse.contains(folder) || inUse.size() < MAX_FOLDERS && inUse.add(folder);
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}
