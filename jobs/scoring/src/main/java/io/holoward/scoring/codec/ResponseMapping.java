package io.holoward.scoring.codec;

import io.holoward.detection.finding.Actor;
import io.holoward.detection.response.FirewallRule;
import io.holoward.detection.response.Response;
import io.holoward.schema.ResponseAction;
import java.time.Instant;

/** From responses of the domain to the records of the responses topic. */
public final class ResponseMapping {

  private ResponseMapping() {}

  /** The record of a response. */
  public static io.holoward.schema.Response toRecord(Response response) {
    Actor actor = response.actor();
    io.holoward.schema.Response record = new io.holoward.schema.Response();
    record.setId(response.id());
    record.setOrganisation(actor.organisation());
    record.setHost(actor.host());
    record.setFindingUid(response.findingUid());
    record.setProcessId(actor.processId());
    record.setProcessName(actor.processName());
    record.setProcessInstance(FindingMapping.instance(actor));
    record.setDetector(response.detector());
    record.setVerdict(FindingMapping.verdict(response.verdict()));
    record.setSeverity(FindingMapping.severity(response.severity()));
    record.setScore(response.score());
    record.setAction(action(response));
    record.setRationale(response.rationale());
    record.setSafeToAutomate(response.automation().safe());
    record.setAutomationReason(response.automation().reason());
    record.setEventTime(Instant.ofEpochMilli(response.eventTime()));
    record.setIssuedTime(Instant.ofEpochMilli(response.issuedTime()));
    if (response.rule() != null) {
      record.setRule(toRecord(response.rule()));
    }
    if (response.expiryTime() != null) {
      record.setExpiryTime(Instant.ofEpochMilli(response.expiryTime()));
    }
    return record;
  }

  /** The record of a firewall rule. */
  static io.holoward.schema.FirewallRule toRecord(FirewallRule rule) {
    io.holoward.schema.FirewallRule record = new io.holoward.schema.FirewallRule();
    record.setDirection(SymbolMapping.toSymbol(rule.direction()));
    record.setProtocol(SymbolMapping.toSymbol(rule.protocol()));
    record.setService(FieldMapping.toRecord(rule.service()));
    record.setRemoteAddress(rule.remoteAddress());
    record.setImage(rule.image());
    record.setAction(ResponseAction.BLOCK);
    record.setRationale(rule.rationale());
    record.setExpiryTime(Instant.ofEpochMilli(rule.expiryTime()));
    record.setNftables(rule.nftables());
    record.setWindowsCommand(rule.windowsCommand());
    return record;
  }

  /** The action as the topic names it. */
  public static ResponseAction action(Response response) {
    return switch (response.action()) {
      case NOTIFY -> ResponseAction.NOTIFY;
      case OPEN_CASE -> ResponseAction.OPEN_CASE;
      case RECOMMEND_BLOCK -> ResponseAction.BLOCK;
      case QUARANTINE_HOST -> ResponseAction.QUARANTINE_HOST;
    };
  }
}
