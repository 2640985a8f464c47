package io.holoward.scoring.ecosystem;

/**
 * An account in its parts: {@code DOMAIN\name} as Windows writes it, or a name alone.
 *
 * @param domain null where there is none
 */
record Account(String domain, String name) {

  /** Of what telemetry reports; null for null. */
  static Account of(String reported) {
    if (reported == null) {
      return null;
    }
    int slash = reported.indexOf('\\');
    return slash <= 0 || slash == reported.length() - 1
        ? new Account(null, reported)
        : new Account(reported.substring(0, slash), reported.substring(slash + 1));
  }
}
