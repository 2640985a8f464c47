package io.holoward.detection.front;

import java.util.List;
import java.util.Locale;

/**
 * One spelling for a host's name: lower case, and without its domain where that domain is
 * configured, so that a short name and its fully qualified form are one host.
 */
public final class HostNames {

  private final List<String> suffixes;

  /**
   * @param domains the organisation's DNS domains, such as {@code example.org}
   */
  public HostNames(List<String> domains) {
    this.suffixes = domains.stream().map(HostNames::suffix).toList();
  }

  /** The host's one name. */
  public String normalise(String reported) {
    String name = reported.strip().toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    for (String suffix : suffixes) {
      if (name.length() > suffix.length() && name.endsWith(suffix)) {
        return name.substring(0, name.length() - suffix.length());
      }
    }
    return name;
  }

  private static String suffix(String domain) {
    String bare = domain.strip().toLowerCase(Locale.ROOT).replaceAll("^\\.+|\\.+$", "");
    if (bare.isEmpty()) {
      throw new IllegalArgumentException("expected a DNS domain, found '" + domain + "'");
    }
    return "." + bare;
  }
}
