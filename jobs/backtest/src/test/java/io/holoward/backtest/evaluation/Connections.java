package io.holoward.backtest.evaluation;

import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Baseline;
import io.holoward.detection.finding.Deviation;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.entropy.FeatureContribution;
import java.util.List;

/** Short ways to write assessed connections. */
final class Connections {

  static final long START = 1_767_600_000_000L;

  private Connections() {}

  /**
   * A connection of a program on a host to a port.
   *
   * @param score null for none
   */
  static AssessedConnection assessed(
      String source,
      long line,
      String host,
      String program,
      int port,
      Verdict verdict,
      Double score) {
    return new AssessedConnection(
        new Actor(
            "acme",
            host,
            "acme|" + program + "|",
            program,
            host + program,
            7L,
            null,
            program,
            null,
            null,
            null),
        new OrientedConnection(
            Direction.OUT, Protocol.TCP, Endpoint.ANY, new Endpoint("10.0.0.9", port)),
        false,
        List.of("outgoingWellKnownTCPPort_" + port),
        START + line * 1_000,
        verdict,
        null,
        score == null ? null : deviation(score, port),
        score == null ? null : new Baseline(1, 100, 0, 0, 1),
        verdict == Verdict.NORMAL,
        true,
        new SourcePosition(source, line));
  }

  private static Deviation deviation(double score, int port) {
    return new Deviation(
        score,
        1,
        -1,
        1,
        1,
        0,
        2,
        score / 100,
        true,
        0,
        0,
        List.of(
            new FeatureContribution("outgoingWellKnownTCPPort_" + port, true, 1, 0, 0, 0, 100)));
  }
}
