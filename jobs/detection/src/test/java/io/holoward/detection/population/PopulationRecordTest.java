package io.holoward.detection.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.sighting.Sighting;
import io.holoward.entropy.Signature;
import java.util.List;
import org.junit.jupiter.api.Test;

class PopulationRecordTest {

  private static Sighting sighting(String processId, String user, String signature) {
    return new Sighting(
        "acme",
        "ws-1",
        "0123456789abcdef0123456789abcdef",
        processId,
        "x",
        new ProcessReference(null, 7, null, user, null, null),
        Sighting.Kind.FIRST,
        600_000,
        500_000,
        signature,
        List.of(),
        1,
        500_000,
        500_000,
        null,
        null,
        null,
        new SourcePosition("x.jsonl", 1),
        null);
  }

  @Test
  void aRecordIsWhereTheProgramLiesWhoRunsItAndWhatIsNew() {
    assertThat(
            PopulationRecord.of(
                sighting(
                    Populations.MALWARE,
                    "CORP\\ada",
                    "newNetworkOrganisation newServiceOrganisation outgoingIPv4HasPublic")))
        .isEqualTo(
            Signature.of(
                "account_interactive",
                "imagePath_userWritable",
                "newNetworkOrganisation",
                "newServiceOrganisation"));
  }

  @Test
  void whatIsHarmlessOrNotToldIsNoColumn() {
    assertThat(PopulationRecord.of(sighting("acme|unknown|", null, ""))).isEqualTo(Signature.EMPTY);
    assertThat(
            PopulationRecord.of(
                sighting("acme|\\program files\\a.exe|", "SYSTEM", "outgoingIPv4HasPublic")))
        .isEqualTo(Signature.EMPTY);
  }

  @Test
  void aFindingHasTheRecordOfItsSighting() {
    assertThat(
            PopulationRecord.of(
                Populations.finding(
                        io.holoward.detection.finding.Verdict.UNMODELLED,
                        Populations.MALWARE,
                        "CORP\\ada",
                        "newServiceOrganisation")
                    .actor(),
                List.of("newServiceOrganisation")))
        .isEqualTo(
            PopulationRecord.of(
                sighting(Populations.MALWARE, "CORP\\ada", "newServiceOrganisation")));
  }
}
