package io.holoward.scoring.ecosystem;

import io.holoward.detection.finding.Activity;
import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.Finding;
import java.util.List;

/**
 * A finding as a Detection Finding (class 2004) of the Open Cybersecurity Schema Framework, with
 * its profiles security_control and host. Times are milliseconds since the epoch.
 */
final class OcsfFinding {

  /** The release of the framework whose attributes are used. */
  static final String VERSION = "1.8.0";

  private static final int CATEGORY = 2;
  private static final int CLASS = 2004;

  private OcsfFinding() {}

  static String of(Finding finding) {
    Activity activity = finding.activity();
    JsonObject event = new JsonObject();
    putClass(event, finding.update() ? new OcsfTerm(2, "Update") : new OcsfTerm(1, "Create"));
    OcsfTerm.severity(finding.severity()).putInto(event, "severity");
    OcsfTerm.confidence(finding).putInto(event, "confidence");
    new OcsfTerm(1, "New").putInto(event, "status");
    OcsfTerm.action(finding).putInto(event, "action");
    OcsfTerm.disposition(finding).putInto(event, "disposition");
    Double risk = Judgement.risk(finding);
    return event
        .put("is_alert", Judgement.isAlert(finding))
        .put("risk_score", risk == null ? null : Math.round(risk))
        .put("time", finding.detectionTime())
        .put("start_time", activity.firstSeen())
        .put("end_time", activity.lastSeen())
        .put("count", activity.connectionCount())
        .put("message", finding.explanation())
        .put("metadata", metadata(finding))
        .put("finding_info", findingInfo(finding))
        .put("device", device(finding.actor()))
        .put("actor", OcsfProcess.actor(finding.actor()))
        .put("attacks", attacks(finding))
        .put("anomaly_analyses", OcsfAnomalies.analyses(finding))
        .put("evidences", OcsfEvidence.of(finding))
        .put("observables", OcsfObservables.of(finding))
        .put("remediation", remediation(finding))
        .put("resources", container(finding.actor()))
        .put("unmapped", new JsonObject().put("holoward", HolowardFields.of(finding)))
        .text();
  }

  private static void putClass(JsonObject event, OcsfTerm activity) {
    event
        .put("category_uid", CATEGORY)
        .put("category_name", "Findings")
        .put("class_uid", CLASS)
        .put("class_name", "Detection Finding")
        .put("activity_id", activity.id())
        .put("activity_name", activity.caption())
        .put("type_uid", CLASS * 100L + activity.id())
        .put("type_name", "Detection Finding: " + activity.caption());
  }

  private static JsonObject metadata(Finding finding) {
    return new JsonObject()
        .put("version", VERSION)
        .put(
            "product",
            new JsonObject()
                .put("name", Product.NAME)
                .put("vendor_name", Product.NAME)
                .put("version", Product.version()))
        .put("profiles", List.of("security_control", "host"))
        .put("uid", finding.uid() + (finding.update() ? "-update" : "-create"))
        .put("tenant_uid", finding.actor().organisation())
        .put("log_name", "scored-alarms")
        .put("original_time", Judgement.time(finding.eventTime()));
  }

  private static JsonObject findingInfo(Finding finding) {
    Activity activity = finding.activity();
    return new JsonObject()
        .put("uid", finding.uid())
        .put("title", Judgement.title(finding))
        .put("desc", finding.explanation())
        .put("types", List.of(finding.detector()))
        .put("created_time", finding.detectionTime())
        .put("first_seen_time", activity.firstSeen())
        .put("last_seen_time", activity.lastSeen())
        .put("analytic", analytic(finding))
        .put("attacks", attacks(finding))
        .put(
            "data_sources", finding.source() == null ? List.of() : List.of(finding.source().name()))
        .put("related_events", upstream(finding))
        .put(
            "traits",
            activity.features().stream().map(name -> new JsonObject().put("name", name)).toList());
  }

  private static JsonObject analytic(Finding finding) {
    return new JsonObject()
        .put("uid", finding.detector())
        .put("name", Judgement.rule(finding))
        .put("type_id", 2)
        .put("type", "Behavioral")
        .put("algorithm", "holo-entropy")
        .put("version", Product.version());
  }

  private static List<JsonObject> upstream(Finding finding) {
    if (finding.externalAlarm() == null || finding.externalAlarm().id() == null) {
      return List.of();
    }
    return List.of(
        new JsonObject()
            .put("uid", finding.externalAlarm().id())
            .put("type", finding.externalAlarm().type()));
  }

  private static JsonObject device(Actor actor) {
    return new JsonObject()
        .put("hostname", actor.host())
        .put("type_id", 0)
        .put("type", "Unknown")
        .put("org", new JsonObject().put("name", actor.organisation()));
  }

  private static List<JsonObject> attacks(Finding finding) {
    return finding.techniques().stream()
        .map(AttackTechnique::of)
        .map(
            technique ->
                new JsonObject()
                    .put("technique", entity(technique.id(), technique.name()))
                    .put("sub_technique", entity(technique.subId(), null))
                    .put("tactic", entity(technique.tacticId(), technique.tacticName())))
        .toList();
  }

  private static JsonObject entity(String uid, String name) {
    return new JsonObject().put("uid", uid).put("name", name);
  }

  private static JsonObject remediation(Finding finding) {
    return finding.recommendation() == null
        ? null
        : new JsonObject().put("desc", finding.recommendation().text());
  }

  private static List<JsonObject> container(Actor actor) {
    return actor.container() == null
        ? List.of()
        : List.of(
            new JsonObject()
                .put("name", actor.container())
                .put("type", "Container Image")
                .put("role_id", 4)
                .put("role", "Related"));
  }
}
