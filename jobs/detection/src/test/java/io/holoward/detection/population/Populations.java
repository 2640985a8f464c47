package io.holoward.detection.population;

import io.holoward.detection.finding.Activity;
import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Severity;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.entropy.RecordCounts;
import io.holoward.entropy.Signature;
import java.util.List;

/** Short ways to write records, models and findings of a population. */
final class Populations {

  /** A service of the system: nothing about it is a risk. */
  static final Signature SERVICE = Signature.EMPTY;

  static final Signature PERSON = Signature.of("account_interactive");
  static final Signature NEW_PERSON = Signature.of("account_interactive", "newServiceOrganisation");
  static final Signature DOWNLOAD = Signature.of("imagePath_userWritable", "account_interactive");
  static final String MALWARE = "acme|\\users\\*\\downloads\\invoice.exe|";

  private Populations() {}

  static RecordCounts records(Object... signaturesAndCounts) {
    RecordCounts counts = new RecordCounts(64);
    for (int i = 0; i < signaturesAndCounts.length; i += 2) {
      counts.add((Signature) signaturesAndCounts[i], (Integer) signaturesAndCounts[i + 1]);
    }
    return counts;
  }

  /** A model that has seen the process of the findings. */
  static PopulationModel model(RecordCounts counts) {
    return model(counts, ProcessHash.of(MALWARE));
  }

  /** A model that has seen some processes, in ascending order. */
  static PopulationModel model(RecordCounts counts, long... processes) {
    return PopulationModel.seal("acme", 1, 0, true, PopulationColumns.NOVELTY, processes, counts);
  }

  static Finding finding(Verdict verdict, String processId, String user, String... features) {
    return new Finding(
        "0123456789abcdef0123456789abcdef",
        actor(processId, user),
        Finding.CONNECTION,
        null,
        null,
        verdict,
        Severity.LOW,
        null,
        null,
        null,
        new Activity(List.of(features), List.of(), 1, 1, false, 5, 5),
        5,
        6,
        List.of(),
        null,
        "invoice.exe on ws-1 made a connection: this process has no intended state yet.",
        new SourcePosition("x.jsonl", 1),
        false,
        false);
  }

  static AssessedConnection connection(Verdict verdict, String processId, String... features) {
    return new AssessedConnection(
        actor(processId, "CORP\\ada"),
        new OrientedConnection(
            Direction.OUT, Protocol.TCP, Endpoint.ANY, new Endpoint("10.0.0.9", 443)),
        false,
        List.of(features),
        5,
        verdict,
        null,
        null,
        null,
        false,
        true,
        new SourcePosition("x.jsonl", 1));
  }

  private static Actor actor(String processId, String user) {
    return new Actor(
        "acme", "ws-1", processId, "invoice.exe", "00ff", 7L, null, null, user, null, null);
  }
}
