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
import io.holoward.detection.sighting.Sighting;
import java.time.Duration;
import java.util.Optional;

/** Applies the configured rules of judging to sightings. */
final class Judgement {

  private final Catalogue catalogue;
  private final Assessment assessment;
  private final Duration repeatInterval;

  Judgement(Configuration configuration) {
    catalogue = new Catalogue(configuration.catalogue().models());
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
    return catalogue.models(ProcessIdentity.parse(processId));
  }

  /** The finding about a sighting, or empty where it is no alarm. */
  Optional<Finding> judge(Sighting sighting, ProcessProfile profile) {
    long now = System.currentTimeMillis();
    Optional<SealedModel> model = profile.model();
    return model.isPresent()
        ? assessment.modelled(sighting, model.get(), now)
        : Optional.of(assessment.unmodelled(sighting, now));
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
