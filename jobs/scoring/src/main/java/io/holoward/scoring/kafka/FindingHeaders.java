package io.holoward.scoring.kafka;

import io.holoward.detection.finding.Finding;
import java.util.Map;

/** What every record of a finding has, in whatever form it is written. */
final class FindingHeaders {

  private FindingHeaders() {}

  /** The key: findings of one process stay in their order. */
  static String key(Finding finding) {
    return finding.actor().processId();
  }

  /** The headers, by which a consumer can choose without decoding. */
  static Map<String, String> of(Finding finding) {
    return Map.of(
        "organisation", finding.actor().organisation(),
        "detector", finding.detector(),
        "verdict", finding.verdict().name(),
        "severity", finding.severity().name());
  }
}
