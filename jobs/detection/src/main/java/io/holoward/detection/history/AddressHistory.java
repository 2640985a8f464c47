package io.holoward.detection.history;

import io.holoward.detection.features.Novelty;
import io.holoward.detection.identity.NameHash;
import io.holoward.detection.observation.Direction;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Predicate;

/**
 * The services of one remote network that an organisation uses: the smallest event time at which
 * each was seen, by whom, and what therefore is new about a connection.
 *
 * <p>What it knows depends on the set of uses it noted, never on their order. It is bounded: once
 * there is no place for a service or a process, nothing is known of those that found none, and what
 * is not known is not new. Clients, who connect to services of the organisation, are remembered
 * like services; all there is to say of them is whether they are new to a process. Uses that were
 * refused by a firewall are judged, not noted. For use by one thread.
 */
public final class AddressHistory {

  /** Stands for a time that has not come. */
  static final long NEVER = Long.MIN_VALUE;

  final HistoryRules rules;
  final Map<Service, ServiceHistory> services = new HashMap<>();
  Footprint network = new Footprint();

  /** Event time of the last use of any service, to the hour. */
  long lastSeen = NEVER;

  /** The last use of a service that found no place, to the hour. */
  long lastRefused = NEVER;

  /** Whether anything changed since it was last told. */
  boolean news;

  /** A network of which nothing is known yet. */
  public AddressHistory(HistoryRules rules) {
    this.rules = rules;
  }

  /** A history that was learned elsewhere: everything in it is known, whenever it was seen. */
  public static AddressHistory imported(HistorySnapshot snapshot, HistoryRules rules) {
    AddressHistory history = new AddressHistory(rules);
    history.network = Footprint.imported(snapshot.firstSeen());
    for (HistorySnapshot.KnownService known : snapshot.services()) {
      ServiceHistory service = new ServiceHistory();
      service.footprint = Footprint.imported(known.firstSeen());
      service.hosts = new HostTally(known.hosts(), new long[0]);
      known
          .processes()
          .forEach(
              process ->
                  service.processes.put(
                      process.process(), Footprint.imported(process.firstSeen())));
      history.services.put(known.service(), service);
    }
    return history;
  }

  /** Restores what {@link #toBytes} stored. */
  public static AddressHistory fromBytes(byte[] stored, HistoryRules rules) {
    return HistoryCodec.read(stored, rules);
  }

  /** The stored form, versioned; equal histories give equal bytes. */
  public byte[] toBytes() {
    return HistoryCodec.write(this);
  }

  /** Everything that is known, for another job to begin with. */
  public HistorySnapshot snapshot(RemoteNetwork of) {
    return HistorySnapshot.of(of, this);
  }

  /** Whether a snapshot would tell anything that was not told yet. */
  public boolean hasNews() {
    return news;
  }

  /** What is known now has been told. */
  public void told() {
    news = false;
  }

  /**
   * Notes a use that was not refused.
   *
   * @return true when that changed anything
   */
  public boolean note(Use use) {
    boolean changed = (isOut(use) && network.note(use, rules)) | noteService(use);
    news |= changed;
    return changed;
  }

  private boolean noteService(Use use) {
    long hour = HistoryRules.coarse(use.eventTime());
    ServiceHistory service = services.get(use.service());
    if (service == null && !isOut(use) && isFull(use)) {
      return false;
    }
    if (service == null && services.size() >= rules.maxServices()) {
      boolean later = hour > lastRefused;
      lastRefused = Math.max(lastRefused, hour);
      return later;
    }
    if (service == null) {
      service = new ServiceHistory();
      services.put(use.service(), service);
    }
    lastSeen = Math.max(lastSeen, hour);
    return service.note(use, hash(use.process()), rules);
  }

  /**
   * What is new about a use in a running job: what was not in the history when it was sealed, and
   * was seen for the first time less than the horizon before. What is in the history otherwise is
   * familiar to those it names.
   *
   * @param readyAt event time at which the history is sealed: until then nothing is new
   */
  public Novelty novelty(Use use, long readyAt) {
    return use.eventTime() < readyAt
        ? Novelty.NONE
        : novelty(use, seen -> seen.isNew(use.eventTime(), rules.horizon(), readyAt));
  }

  /**
   * What is new about a use of a bounded input of which everything was noted: what nobody used at
   * any other time of it, see {@link HistoryRules#separation}.
   */
  public Novelty leaveOneOut(Use use) {
    return novelty(use, seen -> seen.isOnlyUsedAround(use.eventTime(), rules.separation()));
  }

  private Novelty novelty(Use use, Predicate<Footprint> isNew) {
    ServiceHistory service = services.get(use.service());
    long process = hash(use.process());
    Footprint byProcess = service == null ? null : service.processes.get(process);
    boolean newToProcess = byProcess == null ? !isUnknown(use) : isNew.test(byProcess);
    if (!isOut(use)) {
      return new Novelty(false, newToProcess, false, false, false);
    }
    return new Novelty(
        service == null ? newToProcess : isNew.test(service.footprint),
        newToProcess,
        isNew.test(network),
        false,
        byProcess != null && !newToProcess && !rules.leaveOneOut());
  }

  /** Whether, for want of a place, it cannot be told if a use is new. */
  public boolean isUnknown(Use use) {
    ServiceHistory service = services.get(use.service());
    return service == null ? isFull(use) : service.isUnknown(hash(use.process()), rules);
  }

  /** Clients take half of the places at most: many of them must not crowd out the services. */
  private boolean isFull(Use use) {
    return isOut(use)
        ? services.size() >= rules.maxServices() || lastRefused != NEVER
        : services.size() >= rules.maxServices() / 2;
  }

  private static boolean isOut(Use use) {
    return use.service().direction() == Direction.OUT;
  }

  /**
   * The tick at which what is known of the service of a use is forgotten, or of the network where
   * the service is not known; {@code Long.MAX_VALUE} for never. A use at that tick or later has to
   * meet a history from which {@link #expire} took it.
   */
  public long lapse(Use use) {
    ServiceHistory service = services.get(use.service());
    return service == null ? lapse() : service.lapse(rules);
  }

  private long lapse() {
    boolean kept =
        lastSeen == NEVER
            || network.imported
                && services.values().stream().anyMatch(ServiceHistory::isUnusedImport);
    return kept ? Long.MAX_VALUE : rules.lapse(lastSeen);
  }

  /** The earliest tick at which {@link #expire} does anything; {@code Long.MAX_VALUE} for never. */
  public long nextLapse() {
    long refused = lastRefused == NEVER ? Long.MAX_VALUE : rules.lapse(lastRefused);
    return Math.min(
        refused,
        services.values().stream()
            .mapToLong(service -> service.lapse(rules))
            .min()
            .orElse(Long.MAX_VALUE));
  }

  /**
   * Forgets what was not used for {@link HistoryRules#expiry} at a tick.
   *
   * @return true when there was any
   */
  public boolean expire(long tick) {
    boolean changed = services.values().removeIf(service -> service.lapse(rules) <= tick);
    if (lastRefused != NEVER && rules.lapse(lastRefused) <= tick) {
      lastRefused = NEVER;
      changed = true;
    }
    if (services.isEmpty()) {
      network = new Footprint();
      lastSeen = NEVER;
    }
    news |= changed;
    return changed;
  }

  /** Whether nothing is remembered. */
  public boolean isEmpty() {
    return services.isEmpty() && lastRefused == NEVER;
  }

  /** The services with what is known of them, in their order. */
  Iterable<Entry<Service, ServiceHistory>> inOrder() {
    return services.entrySet().stream().sorted(Comparator.comparing(Entry::getKey)).toList();
  }

  /** A process's place: no one can choose a name that has the place of another. */
  private static long hash(String process) {
    return NameHash.of(process);
  }
}
