package io.holoward.scoring.instance;

import io.holoward.detection.features.Features;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.rhythm.Rhythm;
import io.holoward.detection.rhythm.ServiceActivity;
import io.holoward.detection.sighting.Sighting;
import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What an observation window tells when it closes. Only now is it known which signature each
 * counted repetition belongs to: the connection it repeats may have come after it.
 */
final class ClosingWindow {

  /** How many example connections a record over a whole window carries. */
  static final int EXAMPLE_CONNECTIONS = 16;

  private final InstanceKey key;
  private final long windowEnd;
  private final LiveWindow window;
  private final SignatureExtension extension;
  private final List<ServiceActivity> services;

  /** What was shown and sent on at once, with all that was counted of it. */
  private final List<WindowEntry> told;

  /** Signatures of repetitions whose first connection never came. */
  private final Map<String, WindowEntry> untold = new LinkedHashMap<>();

  ClosingWindow(InstanceKey key, long windowEnd, LiveWindow window, SignatureExtension extension) {
    this.key = key;
    this.windowEnd = windowEnd;
    this.window = window;
    this.extension = extension;
    this.services = window.services().services();
    this.told = new ArrayList<>(window.entries());
    services.forEach(this::count);
  }

  private void count(ServiceActivity service) {
    int index = indexOf(service);
    if (index >= 0) {
      told.set(index, told.get(index).plus(service.repeated(), service.moments()));
    } else {
      WindowEntry entry = entry(service, extension.of(service.key()), service.repeated());
      untold.merge(
          entry.signature() + " " + entry.blocked(),
          entry,
          (known, more) -> known.plus(service.repeated(), service.moments()));
    }
  }

  private int indexOf(ServiceActivity service) {
    return service.signature() == ServiceActivity.UNTOLD
        ? window.indexOf(extension.of(service.key()), service.key().blocked())
        : service.signature();
  }

  private static WindowEntry entry(ServiceActivity service, String signature, long count) {
    return new WindowEntry(
        signature,
        service.key().connection(),
        count,
        service.moments().first(),
        service.moments().last(),
        null,
        service.key().blocked());
  }

  /** What the instance did with each service. */
  List<ServiceActivity> services() {
    return services;
  }

  /** What was counted beyond the connections that were sent on, by signature. */
  List<Sighting> repetitions() {
    List<Sighting> repetitions = new ArrayList<>();
    for (WindowEntry entry : told) {
      WindowEntry counted = entry.blocked() ? entry : entry.beyondFirst();
      if (counted.count() > 0) {
        repetitions.add(repetition(counted));
      }
    }
    untold.values().forEach(entry -> repetitions.add(repetition(entry)));
    return repetitions;
  }

  /** Of refused connections alone, which are never part of a record over a window. */
  List<Sighting> refusedRepetitions() {
    return repetitions().stream()
        .filter(sighting -> sighting.kind() == Sighting.Kind.BLOCKED_REPETITION)
        .toList();
  }

  private Sighting repetition(WindowEntry entry) {
    Sighting.Kind kind =
        entry.blocked() ? Sighting.Kind.BLOCKED_REPETITION : Sighting.Kind.REPETITION;
    return window.opened().sighting(key, kind, windowEnd, entry, List.of(entry.connection()), null);
  }

  /** That an instance connects to a service at regular intervals. */
  Sighting beacon(ServiceActivity service, Rhythm rhythm) {
    int index = indexOf(service);
    WindowEntry shown = entry(service, beaconSignature(service), service.moments().connections());
    if (index >= 0) {
      shown = shown.from(window.entries().get(index).source());
    }
    return window
        .opened()
        .sighting(key, Sighting.Kind.BEACON, windowEnd, shown, List.of(shown.connection()), rhythm);
  }

  private String beaconSignature(ServiceActivity service) {
    int index = indexOf(service);
    String signature =
        index < 0 ? extension.of(service.key()) : window.entries().get(index).signature();
    return extension.beacon(signature, service.key());
  }

  /**
   * All signatures of the window as one record, but for what one connection's familiarity would say
   * of them all; empty when it saw refused connections only.
   *
   * @param beacons services that the instance connects to at regular intervals
   */
  Optional<Sighting> union(Collection<ServiceActivity> beacons) {
    List<WindowEntry> entries = new ArrayList<>(told);
    entries.addAll(untold.values());
    entries.removeIf(WindowEntry::blocked);
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    entries.sort(
        Comparator.comparingLong(WindowEntry::firstSeen).thenComparing(WindowEntry::signature));
    TreeSet<String> features = new TreeSet<>();
    for (WindowEntry entry : entries) {
      features.addAll(Signature.parse(entry.signature()).features());
    }
    for (ServiceActivity beacon : beacons) {
      features.addAll(Signature.parse(beaconSignature(beacon)).features());
    }
    List<OrientedConnection> examples =
        entries.stream().limit(EXAMPLE_CONNECTIONS).map(WindowEntry::connection).toList();
    WindowEntry first = entries.get(0);
    WindowEntry whole =
        new WindowEntry(
            Features.compared(Signature.of(features)).text(),
            first.connection(),
            entries.stream().mapToLong(WindowEntry::count).sum(),
            first.firstSeen(),
            entries.stream().mapToLong(WindowEntry::lastSeen).max().orElseThrow(),
            first.source(),
            false);
    return Optional.of(
        window.opened().sighting(key, Sighting.Kind.FIRST, windowEnd, whole, examples, null));
  }
}
