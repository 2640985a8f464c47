package io.holoward.detection.finding;

import io.holoward.detection.flow.FlowAlarm;
import io.holoward.detection.observation.SourcePosition;
import java.util.List;

/**
 * A scored alarm: who did what and when, how it deviates, from what, and what to do about it.
 *
 * @param uid 32 hex digits, see {@link FindingUid}: the same for a replay, a retry and an update
 * @param detector {@link #CONNECTION}, {@link #EXTERNAL_ALARM} or {@link #FLOW}
 * @param externalAlarm the upstream alarm it scores; null for the job's own
 * @param flow what is anomalous about the flow that raised it; null for other detectors
 * @param severity follows from verdict and score, or from the population score
 * @param populationScore score of a process without an intended state among the population; null
 *     where there is none
 * @param deviation null when the verdict is {@link Verdict#UNMODELLED}
 * @param baseline null when the verdict is {@link Verdict#UNMODELLED}
 * @param eventTime when it happened, milliseconds since the epoch
 * @param detectionTime when it was judged, milliseconds since the epoch
 * @param techniques ATT&amp;CK technique ids, only where one surely applies
 * @param explanation one sentence for a person
 * @param source where the record that raised it stands in its input
 * @param update false when first emitted, true for the closing update of its repeat slot
 * @param late true when the record came after its window was closed for good
 */
public record Finding(
    String uid,
    Actor actor,
    String detector,
    ExternalAlarm externalAlarm,
    FlowAlarm flow,
    Verdict verdict,
    Severity severity,
    Double populationScore,
    Deviation deviation,
    Baseline baseline,
    Activity activity,
    long eventTime,
    long detectionTime,
    List<String> techniques,
    Recommendation recommendation,
    String explanation,
    SourcePosition source,
    boolean update,
    boolean late) {

  /** Detector of what a process's own connections show. */
  public static final String CONNECTION = "connection";

  /** Detector of what an upstream product raised. */
  public static final String EXTERNAL_ALARM = "external-alarm";

  /** Detector of what is anomalous about a flow of the process. */
  public static final String FLOW = "flow";

  public Finding {
    techniques = List.copyOf(techniques);
  }

  /** 0–100 in the default ranges, or null without an intended state. */
  public Double score() {
    return deviation == null ? null : deviation.score();
  }

  /**
   * The finding of a process without an intended state, compared with the population of its
   * organisation. It keeps its uid, so that a replay by another population gives the same one.
   */
  public Finding comparedWithPopulation(double score, Severity changed, String told) {
    return new Finding(
        uid,
        actor,
        detector,
        externalAlarm,
        flow,
        verdict,
        changed,
        score,
        deviation,
        baseline,
        activity,
        eventTime,
        detectionTime,
        techniques,
        recommendation,
        told,
        source,
        update,
        late);
  }

  /** The update that closes the repeat slot of this finding: the same uid with the final counts. */
  public Finding updatedWith(Activity whole) {
    return new Finding(
        uid,
        actor,
        detector,
        externalAlarm,
        flow,
        verdict,
        severity,
        populationScore,
        deviation,
        baseline,
        whole,
        eventTime,
        detectionTime,
        techniques,
        recommendation,
        explanation,
        source,
        true,
        late);
  }
}
