package io.holoward.scoring.ecosystem;

import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.ExternalAlarm;
import io.holoward.detection.finding.Finding;

/**
 * Cuts what a host may make as long as it likes. As text a control character takes six times the
 * room it takes in the Avro record, and a record too large for a topic would stop the job.
 */
final class ShortTexts {

  /** Characters of a text that are kept: several of them stand in a document more than once. */
  private static final int MAX_LENGTH = 1_024;

  /** Characters of a command line that are kept. */
  private static final int MAX_COMMAND_LINE = 8_192;

  private ShortTexts() {}

  /** The finding with no text of its actor or its upstream alarm longer than its limit. */
  static Finding of(Finding finding) {
    return new Finding(
        finding.uid(),
        actor(finding.actor()),
        finding.detector(),
        alarm(finding.externalAlarm()),
        finding.flow(),
        finding.verdict(),
        finding.severity(),
        finding.populationScore(),
        finding.deviation(),
        finding.baseline(),
        finding.activity(),
        finding.eventTime(),
        finding.detectionTime(),
        finding.techniques(),
        finding.recommendation(),
        finding.explanation(),
        finding.source(),
        finding.update(),
        finding.late());
  }

  private static Actor actor(Actor actor) {
    return new Actor(
        cut(actor.organisation()),
        cut(actor.host()),
        cut(actor.processId()),
        cut(actor.processName()),
        actor.instanceKey(),
        actor.pid(),
        cut(actor.guid()),
        cut(actor.image()),
        cut(actor.user()),
        cut(actor.container()),
        cut(actor.commandLine(), MAX_COMMAND_LINE));
  }

  private static ExternalAlarm alarm(ExternalAlarm alarm) {
    return alarm == null ? null : new ExternalAlarm(cut(alarm.id()), cut(alarm.type()));
  }

  private static String cut(String text) {
    return cut(text, MAX_LENGTH);
  }

  private static String cut(String text, int length) {
    if (text == null || text.length() <= length) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, splitsPair ? length - 1 : length);
  }
}
