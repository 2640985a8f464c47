package io.holoward.detection.port;

import io.holoward.detection.port.Recognition.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the applications that the names of packet inspection engines stand for: nDPI's {@code
 * TLS.Google}, where the first decides, the lists of Zeek ({@code krb,smb,gssapi}; {@code -ssl} was
 * ruled out) and the stacks of others ({@code nbss+smb2}).
 *
 * <p>Remembers the last results, direct-mapped, so that it stays bounded whoever chooses the names.
 * A slot is one reference to something immutable, so threads may share it.
 */
final class ApplicationNames {

  private static final int SLOTS = 1 << 10;
  private static final int MAX_LENGTH = 200;

  /** What engines write where they recognised nothing. */
  private static final Set<String> NOTHING =
      Set.of("", "unknown", "failed", "none", "null", "empty");

  private static final Recognition UNNAMED = new Recognition("", false, List.of());

  private final Map<String, Application> byName;
  private final Set<Application> layers;
  private final Recognition[] remembered = new Recognition[SLOTS];

  /**
   * @param byName applications by what {@link #key} makes of their names
   * @param layers those that are ignored where another one was recognised
   */
  ApplicationNames(Map<String, Application> byName, Set<Application> layers) {
    this.byName = Map.copyOf(byName);
    this.layers = Set.copyOf(layers);
  }

  /** A name without what engines spell differently: its letters in lower case and its digits. */
  static String key(String name) {
    StringBuilder key = new StringBuilder();
    name.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(key::appendCodePoint);
    return key.toString();
  }

  /** The application of this name; null where the catalogue has none. */
  Application find(String name) {
    return byName.get(key(name));
  }

  /** What a name stands for. */
  Recognition recognise(String spelling) {
    if (spelling == null) {
      return UNNAMED;
    }
    if (spelling.length() > MAX_LENGTH) {
      return new Recognition("", true, List.of());
    }
    int hash = spelling.hashCode();
    int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    Recognition last = remembered[slot];
    if (last == null || !last.spelling().equals(spelling)) {
      last = read(spelling);
      remembered[slot] = last;
    }
    return last;
  }

  private Recognition read(String spelling) {
    boolean named = false;
    List<Candidate> all = new ArrayList<>();
    for (String layer : spelling.split("[,+]", -1)) {
      if (!layer.startsWith("-") && !NOTHING.contains(key(layer))) {
        named = true;
        Candidate candidate = candidate(layer);
        if (candidate != null) {
          all.add(candidate);
        }
      }
    }
    List<Candidate> carried =
        all.stream().filter(candidate -> !layers.contains(candidate.application())).toList();
    return new Recognition(spelling, named, carried.isEmpty() ? List.copyOf(all) : carried);
  }

  private Candidate candidate(String name) {
    Application whole = find(name);
    int dot = name.indexOf('.');
    if (whole != null || dot < 0) {
      return whole == null ? null : new Candidate(whole, null);
    }
    Application first = find(name.substring(0, dot));
    return first == null ? null : new Candidate(first, find(name.substring(dot + 1)));
  }
}
