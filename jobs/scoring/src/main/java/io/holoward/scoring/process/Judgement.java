package io.holoward.scoring.process;

import io.holoward.detection.catalogue.Catalogue;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Assessment;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.FindingUid;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.detection.lifecycle.ProcessProfile;
import io.holoward.detection.lifecycle.SealedModel;
import io.holoward.detection.memory.Remembered;
import io.holoward.detection.sighting.Sighting;
import io.holoward.scoring.metrics.Buckets;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.functions.RuntimeContext;

/** Applies the configured rules of judging to sightings. */
final class Judgement {

  private static final double NANOS_PER_SECOND = 1e9;

  private static final int REMEMBERED = 1 << 12;

  private final Remembered<String, Boolean> models;
  private final Assessment assessment;
  private final Duration repeatInterval;
  private final Buckets durations;

  Judgement(Configuration configuration, RuntimeContext context) {
    durations = Buckets.register(context, "judgementSeconds", 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1);
    Catalogue catalogue = new Catalogue(configuration.catalogue().models());
    models =
        new Remembered<>(
            REMEMBERED, processId -> catalogue.models(ProcessIdentity.parse(processId)));
    repeatInterval = configuration.alarm().repeatInterval();
    assessment =
        new Assessment(
            configuration.scoringRules(),
            configuration.severity(),
            configuration.alarm().raise(),
            repeatInterval);
  }

  /** Whether the catalogue models the process at all. */
  boolean models(String processId) {
    return models.of(processId);
  }

  /** The finding about a sighting, or empty where it is no alarm. */
  Optional<Finding> judge(Sighting sighting, ProcessProfile profile) {
    long now = System.currentTimeMillis();
    long begun = System.nanoTime();
    Optional<SealedModel> model = profile.model();
    Optional<Finding> finding =
        model.isPresent()
            ? assessment.modelled(sighting, model.get(), now)
            : Optional.of(assessment.unmodelled(sighting, now));
    durations.observe((System.nanoTime() - begun) / NANOS_PER_SECOND);
    return finding;
  }

  /**
   * How the connection of a sighting compares, whether or not it is an alarm.
   *
   * @param judged whether such a sighting is judged as well
   */
  AssessedConnection assess(Sighting sighting, ProcessProfile profile, boolean judged) {
    return assessment.connection(sighting, profile.model().orElse(null), judged);
  }

  /** The uid of the finding that further connections count for, or empty where there is none. */
  Optional<String> uidOf(Sighting repetition, ProcessProfile profile) {
    return assessment.uid(repetition, profile.model().orElse(null));
  }

  /** The exclusive end of the repeat slot a time lies in, milliseconds since the epoch. */
  long slotEnd(long eventTime) {
    return (FindingUid.slot(eventTime, repeatInterval) + 1) * repeatInterval.toMillis();
  }
}
