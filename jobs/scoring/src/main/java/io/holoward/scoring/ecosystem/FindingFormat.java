package io.holoward.scoring.ecosystem;

import io.holoward.detection.finding.Finding;
import io.holoward.scoring.codec.FindingMapping;
import io.holoward.scoring.codec.RecordJson;

/** The forms, other than Avro, that a finding is written in: each a line of JSON. */
public enum FindingFormat {

  /** A Detection Finding of the Open Cybersecurity Schema Framework, class 2004. */
  OCSF("ocsf"),

  /** A document of the Elastic Common Schema. */
  ECS("ecs"),

  /** The fields of the Avro record under their own names. */
  JSON("json");

  private final String label;

  FindingFormat(String label) {
    this.label = label;
  }

  /** What a record's header says it is. */
  public String label() {
    return label;
  }

  /** The finding as one line, without a line end; what a host made too long is cut. */
  public String write(Finding finding) {
    Finding bounded = ShortTexts.of(finding);
    return switch (this) {
      case OCSF -> OcsfFinding.of(bounded);
      case ECS -> EcsAlert.of(bounded);
      case JSON -> RecordJson.write(FindingMapping.toRecord(bounded));
    };
  }
}
