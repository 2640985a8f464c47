package io.holoward.detection.finding;

import io.holoward.detection.features.Features;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.lifecycle.SealedModel;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.response.FlowAdvice;
import io.holoward.detection.sighting.Sighting;
import io.holoward.detection.sighting.Sighting.Kind;
import io.holoward.entropy.AlarmScore;
import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a sighting into a finding. Depends on the sighting, the model and the rules alone, and
 * changes neither: scoring is read-only. What is compared is the part of a signature that the model
 * speaks of.
 */
public final class Assessment {

  private final ScoringRules scoring;
  private final SeverityThresholds severities;
  private final Raise raise;
  private final Duration repeatInterval;

  /**
   * @param repeatInterval findings of one instance and signature within it share their uid
   */
  public Assessment(
      ScoringRules scoring, SeverityThresholds severities, Raise raise, Duration repeatInterval) {
    this.scoring = scoring;
    this.severities = severities;
    this.raise = raise;
    this.repeatInterval = repeatInterval;
  }

  /**
   * Compares a sighting with the intended states of its process.
   *
   * @param detectionTime when it is judged, milliseconds since the epoch
   * @return empty when the sighting is no alarm: the process is known to do so, and not every
   *     sighting raises one
   */
  public Optional<Finding> modelled(Sighting sighting, SealedModel model, long detectionTime) {
    Signature signature = model.signature(sighting.signature());
    if (!sighting.isToldBy(signature)) {
      return Optional.empty();
    }
    IntendedStates states = model.states(scoring);
    boolean always = sighting.kind() == Kind.EXTERNAL_ALARM || sighting.kind().isFlow();
    if (signature.isEmpty()) {
      return always ? Optional.of(unmodelled(sighting, detectionTime)) : Optional.empty();
    }
    AlarmScore compared = states.score(signature);
    AlarmScore score = judged(compared, sighting);
    if (!always && !raise.raises(score.known(), score.outlier())) {
      return Optional.empty();
    }
    Verdict verdict = verdict(score);
    return Optional.of(
        finding(
            sighting,
            shown(sighting, signature),
            states.contentHash(),
            verdict,
            severities.severity(verdict, score.score(), scoring.range()),
            deviation(score),
            baseline(sighting, score, model),
            compared.outlier() && !score.outlier()
                ? Explanation.familiar(sighting, score)
                : Explanation.modelled(sighting, score, model.features()),
            detectionTime));
  }

  /**
   * Reports a sighting of a process that has no intended states. How far its discovery has come is
   * left to its progress: that depends on when one looks, and a finding must not.
   */
  public Finding unmodelled(Sighting sighting, long detectionTime) {
    return finding(
        sighting,
        Signature.parse(sighting.signature()),
        sighting.processId(),
        Verdict.UNMODELLED,
        severities.severity(Verdict.UNMODELLED, 0, scoring.range()),
        null,
        null,
        Explanation.unmodelled(sighting),
        detectionTime);
  }

  /**
   * Says how a connection compares, whether or not it is an alarm: the figures are those of the
   * finding that the same sighting would raise.
   *
   * @param sighting of one connection
   * @param model null when the process has no intended states
   * @param judged whether that finding would be raised at all
   */
  public AssessedConnection connection(Sighting sighting, SealedModel model, boolean judged) {
    Signature signature =
        model == null
            ? Signature.parse(sighting.signature())
            : model.signature(sighting.signature());
    boolean isCompared = model != null && !signature.isEmpty();
    AlarmScore score = isCompared ? judged(model.states(scoring).score(signature), sighting) : null;
    return new AssessedConnection(
        actor(sighting),
        sighting.connections().get(0),
        sighting.kind() == Kind.BLOCKED,
        shown(sighting, signature).features(),
        sighting.eventTime(),
        score == null ? Verdict.UNMODELLED : verdict(score),
        null,
        score == null ? null : deviation(score),
        score == null ? null : baseline(sighting, score, model),
        score != null && score.known(),
        judged,
        sighting.source());
  }

  /** What a connection's score becomes where its process is known to use the service. */
  private AlarmScore judged(AlarmScore score, Sighting sighting) {
    boolean familiar = sighting.kind().isConnection() && isFamiliar(sighting);
    return Familiarity.judged(score, familiar, scoring.range());
  }

  private static boolean isFamiliar(Sighting sighting) {
    return Signature.parse(sighting.signature()).contains(Features.FAMILIAR_SERVICE);
  }

  /** What a finding shows: the features compared, and what decides beside them. */
  private static Signature shown(Sighting sighting, Signature compared) {
    if (!isFamiliar(sighting)) {
      return compared;
    }
    List<String> features = new ArrayList<>(compared.features());
    features.add(Features.FAMILIAR_SERVICE);
    return Signature.of(features);
  }

  private static Verdict verdict(AlarmScore score) {
    return score.outlier() ? Verdict.ABNORMAL : Verdict.NORMAL;
  }

  /**
   * The uid of the finding that a sighting would be counted under.
   *
   * @param model what the process is compared with; null when it has no intended states
   * @return empty when such a sighting is no alarm, so that there is no finding
   */
  public Optional<String> uid(Sighting sighting, SealedModel model) {
    if (model == null) {
      Signature whole = Signature.parse(sighting.signature());
      return Optional.of(uid(sighting, whole, sighting.processId()));
    }
    Signature signature = model.signature(sighting.signature());
    IntendedStates states = model.states(scoring);
    return raises(sighting, states, signature)
        ? Optional.of(uid(sighting, shown(sighting, signature), states.contentHash()))
        : Optional.empty();
  }

  private boolean raises(Sighting sighting, IntendedStates states, Signature signature) {
    if (sighting.kind().isFlow() || signature.isEmpty()) {
      return sighting.kind().isFlow();
    }
    AlarmScore score = judged(states.score(signature), sighting);
    return raise.raises(score.known(), score.outlier());
  }

  private String uid(Sighting sighting, Signature signature, String contentHash) {
    return FindingUid.of(
        sighting.organisation(),
        sighting.host(),
        sighting.instanceKey(),
        detector(sighting),
        signature,
        subject(sighting),
        FindingUid.slot(sighting.eventTime(), repeatInterval),
        contentHash);
  }

  private Finding finding(
      Sighting sighting,
      Signature signature,
      String contentHash,
      Verdict verdict,
      Severity severity,
      Deviation deviation,
      Baseline baseline,
      String explanation,
      long detectionTime) {
    boolean external = sighting.kind() == Kind.EXTERNAL_ALARM;
    boolean blocked = sighting.kind() == Kind.BLOCKED;
    return new Finding(
        uid(sighting, signature, contentHash),
        actor(sighting),
        detector(sighting),
        external ? new ExternalAlarm(sighting.alarmId(), sighting.alarmType()) : null,
        sighting.flow(),
        verdict,
        severity,
        null,
        deviation,
        baseline,
        activity(sighting, signature, blocked),
        sighting.eventTime(),
        detectionTime,
        sighting.flow() == null ? List.of() : FlowAnomaly.techniques(sighting.flow().anomalies()),
        recommendation(sighting, verdict, blocked),
        explanation,
        sighting.source(),
        false,
        sighting.kind() == Kind.LATE);
  }

  /** What is anomalous about a flow says better what to do than that it is unusual. */
  private static Recommendation recommendation(
      Sighting sighting, Verdict verdict, boolean blocked) {
    return sighting.flow() == null || verdict == Verdict.NORMAL
        ? Recommendation.of(verdict, blocked)
        : FlowAdvice.recommendation(sighting.flow().anomalies(), sighting.connections().get(0));
  }

  private static String detector(Sighting sighting) {
    return switch (sighting.kind()) {
      case EXTERNAL_ALARM -> Finding.EXTERNAL_ALARM;
      case FLOW, FLOW_REPETITION -> Finding.FLOW;
      case FIRST, REPETITION, BLOCKED, BLOCKED_REPETITION, LATE, ASSESSMENT, BEACON ->
          Finding.CONNECTION;
    };
  }

  /**
   * A refused attempt must not stand for the connection that succeeds after it, nor one service's
   * flows for another's.
   */
  private static String subject(Sighting sighting) {
    return switch (sighting.kind()) {
      case EXTERNAL_ALARM -> sighting.alarmId();
      case BLOCKED, BLOCKED_REPETITION -> "blocked";
      case FLOW, FLOW_REPETITION -> flow(sighting);
      case BEACON -> "beacon " + service(sighting);
      case FIRST, REPETITION, LATE, ASSESSMENT -> null;
    };
  }

  private static String flow(Sighting sighting) {
    return service(sighting) + " " + sighting.flow().anomalies();
  }

  private static String service(Sighting sighting) {
    OrientedConnection connection = sighting.connections().get(0);
    Endpoint service = connection.service();
    return connection.protocol() + " " + service.address() + " " + service.port();
  }

  private static Actor actor(Sighting sighting) {
    ProcessReference process = sighting.process();
    return new Actor(
        sighting.organisation(),
        sighting.host(),
        sighting.processId(),
        sighting.processName(),
        sighting.instanceKey(),
        process.pid() == ProcessReference.UNKNOWN_PID ? null : process.pid(),
        process.guid(),
        process.image(),
        process.user(),
        process.container(),
        process.commandLine());
  }

  private static Activity activity(Sighting sighting, Signature signature, boolean blocked) {
    return new Activity(
        signature.features(),
        sighting.connections(),
        sighting.count(),
        1,
        blocked,
        sighting.firstSeen(),
        sighting.lastSeen());
  }

  private static Deviation deviation(AlarmScore score) {
    double size = Math.log(score.records() + 1.0);
    return new Deviation(
        score.score(),
        score.outlierFactor(),
        score.outlierFactorRaw(),
        score.zScore(),
        score.threshold(),
        score.outlierFactorMin(),
        score.outlierFactorMax(),
        size == 0 ? 0 : score.outlierFactor() / size,
        score.canDetect(),
        score.alarmEntropyGain(),
        score.maxFeatureRemovalGain(),
        score.contributions());
  }

  private static Baseline baseline(Sighting sighting, AlarmScore score, SealedModel model) {
    return new Baseline(
        model.version(),
        score.records(),
        Math.max(0, sighting.eventTime() - model.sealedAt()),
        score.state(),
        score.states());
  }
}
