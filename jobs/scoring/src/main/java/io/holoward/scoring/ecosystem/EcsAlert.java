package io.holoward.scoring.ecosystem;

import io.holoward.detection.finding.Activity;
import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Severity;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A finding as a document of the Elastic Common Schema; what the schema has no field for stands
 * under {@code holoward}. Source and destination are those of the first connection, the one that
 * raised the finding.
 */
final class EcsAlert {

  /** The release of the schema whose fields are used. */
  static final String VERSION = "9.0.0";

  private EcsAlert() {}

  static String of(Finding finding) {
    Actor actor = finding.actor();
    JsonObject document =
        new JsonObject()
            .put("@timestamp", Judgement.time(finding.eventTime()))
            .put("message", finding.explanation())
            .put("ecs", new JsonObject().put("version", VERSION))
            .put("event", event(finding))
            .put("rule", rule(finding))
            .put("threat", threat(finding))
            .put("organization", new JsonObject().put("name", actor.organisation()))
            .put("host", host(actor))
            .put("process", process(actor))
            .put("user", user(actor))
            .put("container", container(actor));
    putConnection(document, finding.activity());
    return document
        .put("observer", observer())
        .put("related", related(finding))
        .put("holoward", HolowardFields.of(finding))
        .text();
  }

  private static JsonObject event(Finding finding) {
    Activity activity = finding.activity();
    boolean connected = !activity.connections().isEmpty();
    return new JsonObject()
        .put("kind", Judgement.isAlert(finding) ? "alert" : "event")
        .put(
            "category",
            connected ? List.of("intrusion_detection", "network") : List.of("intrusion_detection"))
        .put("type", types(activity))
        .put("action", finding.update() ? "finding-updated" : "finding-created")
        .put("outcome", connected ? (activity.blocked() ? "failure" : "success") : "unknown")
        .put("id", finding.uid())
        .put("module", "holoward")
        .put("dataset", "holoward.scored_alarms")
        .put("provider", finding.detector())
        .put("severity", severity(finding.severity()))
        .put("risk_score", Judgement.risk(finding))
        .put("reason", finding.explanation())
        .put("created", Judgement.time(finding.detectionTime()))
        .put("start", Judgement.time(activity.firstSeen()))
        .put("end", Judgement.time(activity.lastSeen()));
  }

  private static List<String> types(Activity activity) {
    List<String> types = new ArrayList<>();
    if (!activity.connections().isEmpty()) {
      types.add("connection");
    }
    types.add(activity.blocked() ? "denied" : "info");
    return types;
  }

  /** 1 informational to 5 critical. */
  private static int severity(Severity severity) {
    return switch (severity) {
      case INFORMATIONAL -> 1;
      case LOW -> 2;
      case MEDIUM -> 3;
      case HIGH -> 4;
      case CRITICAL -> 5;
    };
  }

  private static JsonObject rule(Finding finding) {
    return new JsonObject()
        .put("id", finding.detector())
        .put("name", Judgement.rule(finding))
        .put("ruleset", "holoward")
        .put("version", Product.version());
  }

  private static JsonObject threat(Finding finding) {
    List<AttackTechnique> techniques =
        finding.techniques().stream().map(AttackTechnique::of).toList();
    if (techniques.isEmpty()) {
      return null;
    }
    return new JsonObject()
        .put("framework", "MITRE ATT&CK")
        .put(
            "tactic",
            new JsonObject()
                .put("id", known(techniques.stream().map(AttackTechnique::tacticId)))
                .put("name", known(techniques.stream().map(AttackTechnique::tacticName))))
        .put(
            "technique",
            new JsonObject()
                .put("id", known(techniques.stream().map(AttackTechnique::id)))
                .put("name", known(techniques.stream().map(AttackTechnique::name)))
                .put(
                    "subtechnique",
                    new JsonObject()
                        .put("id", known(techniques.stream().map(AttackTechnique::subId)))));
  }

  private static JsonObject host(Actor actor) {
    return new JsonObject().put("name", actor.host()).put("hostname", actor.host());
  }

  private static JsonObject process(Actor actor) {
    Program program = Program.of(actor);
    return new JsonObject()
        .put("name", program.name() == null ? actor.processName() : program.name())
        .put("executable", program.path())
        .put("pid", actor.pid())
        .put("entity_id", actor.guid() == null ? actor.instanceKey() : actor.guid())
        .put("command_line", actor.commandLine());
  }

  private static JsonObject user(Actor actor) {
    Account account = Account.of(actor.user());
    return account == null
        ? null
        : new JsonObject().put("name", account.name()).put("domain", account.domain());
  }

  private static JsonObject container(Actor actor) {
    return new JsonObject().put("image", new JsonObject().put("name", actor.container()));
  }

  private static void putConnection(JsonObject document, Activity activity) {
    if (activity.connections().isEmpty()) {
      return;
    }
    OrientedConnection connection = activity.connections().get(0);
    Sides sides = Sides.of(connection);
    document
        .put("source", end(sides.source()))
        .put("destination", end(sides.destination()))
        .put("network", network(connection, sides));
  }

  private static JsonObject end(Endpoint end) {
    return new JsonObject()
        .put("address", end.address())
        .put("ip", end.address())
        .put("port", Sides.port(end));
  }

  private static JsonObject network(OrientedConnection connection, Sides sides) {
    String direction =
        switch (connection.direction()) {
          case OUT -> "egress";
          case IN -> "ingress";
          case UNKNOWN -> "unknown";
        };
    Integer number = sides.protocolNumber(connection.protocol());
    Integer version = sides.ipVersion();
    return new JsonObject()
        .put("direction", direction)
        .put("transport", sides.protocolName(connection.protocol()))
        .put("iana_number", number == null ? null : number.toString())
        .put("type", version == null ? null : "ipv" + version);
  }

  private static JsonObject observer() {
    return new JsonObject()
        .put("vendor", Product.NAME)
        .put("product", Product.NAME)
        .put("version", Product.version());
  }

  private static JsonObject related(Finding finding) {
    Account account = Account.of(finding.actor().user());
    Stream<String> addresses =
        finding.activity().connections().stream()
            .flatMap(
                connection ->
                    Stream.of(connection.local().address(), connection.remote().address()));
    return new JsonObject()
        .put("ip", known(addresses))
        .put("hosts", known(Stream.of(finding.actor().host())))
        .put("user", known(Stream.ofNullable(account).map(Account::name)));
  }

  private static List<String> known(Stream<String> values) {
    return values.filter(Objects::nonNull).distinct().toList();
  }
}
