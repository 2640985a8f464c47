package io.holoward.detection.catalogue;

import io.holoward.detection.identity.ProcessIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which processes are modelled. A pattern ({@code *} and {@code ?}, case ignored) is compared with
 * a process's short name ({@code svchost.exe -k netsvcs}), its image path and its qualifier; a
 * process is modelled when one of them fits.
 */
public final class Catalogue {

  /** The candidates of Table 1 of US11258655B2. */
  public static final List<String> TABLE_1 =
      List.of(
          "lsass.exe",
          "services.exe",
          "spoolsv.exe",
          "svchost.exe -k LocalService",
          "svchost.exe -k netsvcs",
          "svchost.exe -k NetworkService",
          "svchost.exe -k utcsvc",
          "System");

  /**
   * Where the group of a svchost.exe is not known its account stands for it, so that a pattern for
   * a group also means the account that group runs as.
   */
  private static final Map<String, String> ACCOUNTS =
      Map.of(
          "svchost.exe -k localservice", "svchost.exe (LOCAL SERVICE)",
          "svchost.exe -k netsvcs", "svchost.exe (SYSTEM)",
          "svchost.exe -k networkservice", "svchost.exe (NETWORK SERVICE)",
          "svchost.exe -k utcsvc", "svchost.exe (SYSTEM)");

  private final List<Glob> patterns;

  /**
   * @throws IllegalArgumentException if a pattern is malformed, or there is none
   */
  public Catalogue(List<String> patterns) {
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException("a catalogue without patterns; write * for every process");
    }
    List<Glob> globs = new ArrayList<>();
    for (String pattern : patterns) {
      globs.add(Glob.parse(pattern));
      String account = ACCOUNTS.get(pattern.strip().toLowerCase(Locale.ROOT));
      if (account != null) {
        globs.add(Glob.parse(account));
      }
    }
    this.patterns = List.copyOf(globs);
  }

  /**
   * True when this catalogue surely models every process that the other one does; judged pattern by
   * pattern, so that patterns which do so only together are not seen.
   */
  public boolean covers(Catalogue other) {
    return other.patterns.stream()
        .allMatch(pattern -> patterns.stream().anyMatch(mine -> mine.covers(pattern)));
  }

  /** True when the process is to have an intended state. */
  public boolean models(ProcessIdentity process) {
    String name = process.displayName();
    for (Glob pattern : patterns) {
      if (pattern.matches(name)
          || pattern.matches(process.image())
          || pattern.matches(process.qualifier())) {
        return true;
      }
    }
    return false;
  }
}
