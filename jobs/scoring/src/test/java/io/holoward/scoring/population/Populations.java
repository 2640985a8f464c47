package io.holoward.scoring.population;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Activity;
import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Severity;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.population.PopulationModel;
import io.holoward.detection.population.ProcessHash;
import io.holoward.detection.sighting.Sighting;
import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.RecordCounts;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.SealingRules;
import io.holoward.entropy.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Short ways to write what the population is learned from; times are minutes after START. */
final class Populations {

  static final long START = Instant.parse("2026-01-05T08:00:00Z").toEpochMilli();
  static final long LATENESS = Duration.ofMinutes(1).toMillis();
  static final long DAY = Duration.ofDays(1).toMillis();
  static final long MIDNIGHT = Instant.parse("2026-01-06T00:00:00Z").toEpochMilli();

  /** A service of the system: nothing about it is a risk. */
  static final String SERVICE = "";

  static final String DOWNLOAD = "account_interactive imagePath_userWritable";
  static final String SYSTEM_PROGRAM = "acme|\\windows\\a.exe|";
  static final String DOWNLOADED_PROGRAM = "acme|\\users\\*\\downloads\\x.exe|";
  static final String WEB = "outgoingWellKnownTCPPort_443";
  static final String NEW_WEB = "newServiceOrganisation outgoingWellKnownTCPPort_443";

  private static final long WINDOW = Duration.ofMinutes(5).toMillis();

  private Populations() {}

  static long minute(double minutes) {
    return START + Math.round(minutes * 60_000);
  }

  /** A population that is ready ten minutes after START, with novelty known from the beginning. */
  static Configuration configuration(String... more) {
    List<String> keys =
        new ArrayList<>(
            List.of(
                "time.allowed-lateness=1 min",
                "population.ready-at=2026-01-05T08:10:00Z",
                "population.min-records=20",
                "novelty.ready-at=2000-01-01T00:00:00Z"));
    keys.addAll(List.of(more));
    return Configuration.of(keys.toArray(String[]::new));
  }

  /** A program of Windows, run by the system on a host. */
  static Sighting service(String host, double minute, String signature) {
    return sighting(Sighting.Kind.FIRST, host, minute, SYSTEM_PROGRAM, "SYSTEM", signature);
  }

  static Sighting sighting(
      Sighting.Kind kind,
      String host,
      double minute,
      String processId,
      String user,
      String signature) {
    long time = minute(minute);
    return new Sighting(
        "acme",
        host,
        "%032x".formatted((processId + "@" + host).hashCode() & 0xffffffffL),
        processId,
        "a.exe",
        new ProcessReference(null, 7, null, user, null, null),
        kind,
        Math.floorDiv(time, WINDOW) * WINDOW + WINDOW,
        time,
        signature,
        List.of(),
        1,
        time,
        time,
        null,
        null,
        null,
        new SourcePosition("events", time),
        null);
  }

  /** A model of an organisation that ran the program of the findings before. */
  static PopulationModel model(int version, long sealedAt, boolean complete, int downloads) {
    RecordCounts counts = new RecordCounts(16);
    counts.add(Signature.parse(SERVICE), 1_000);
    counts.add(Signature.parse(DOWNLOAD), downloads);
    return PopulationModel.of(
        "acme",
        version,
        sealedAt,
        complete,
        List.of("newServiceOrganisation", "newProcessOrganisation"),
        new long[] {ProcessHash.of(DOWNLOADED_PROGRAM)},
        IntendedStates.seal(counts, SealingRules.DEFAULT, ScoringRules.DEFAULT));
  }

  static Finding finding(String uid, Verdict verdict, double minute) {
    long time = minute(minute);
    return new Finding(
        uid,
        new Actor(
            "acme",
            "ws-1",
            DOWNLOADED_PROGRAM,
            "x.exe",
            "00ff",
            7L,
            null,
            null,
            "CORP\\ada",
            null,
            null),
        Finding.CONNECTION,
        null,
        null,
        verdict,
        Severity.LOW,
        null,
        null,
        null,
        new Activity(List.of(WEB), List.of(), 1, 1, false, time, time),
        time,
        time,
        List.of(),
        null,
        "x.exe on ws-1 made a connection: this process has no intended state yet.",
        new SourcePosition("events", time),
        false,
        false);
  }
}
