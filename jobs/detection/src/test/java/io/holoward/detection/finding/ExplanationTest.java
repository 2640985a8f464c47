package io.holoward.detection.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.lifecycle.SpokenFeatures;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.rhythm.Rhythm;
import io.holoward.detection.sighting.Sighting;
import io.holoward.detection.sighting.Sighting.Kind;
import io.holoward.entropy.AlarmScore;
import io.holoward.entropy.FeatureContribution;
import io.holoward.entropy.Pairs;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final FeatureContribution NEVER =
      new FeatureContribution("outgoingWellKnownTCPPort_445", true, 11, 0, 0, 0, 412);
  private static final FeatureContribution RARELY =
      new FeatureContribution("outgoingIPv4hasPrivate", true, 6, 0, 0, 3, 412);
  private static final FeatureContribution ONCE =
      new FeatureContribution("outgoingIPv6hasPublic", true, 5, 0, 0, 1, 412);

  private static AlarmScore score(
      boolean outlier,
      boolean canDetect,
      double factor,
      int states,
      boolean known,
      FeatureContribution... contributions) {
    return new AlarmScore(
        outlier,
        canDetect,
        0,
        factor,
        0,
        0,
        9.8,
        0,
        0,
        0,
        0,
        412,
        0,
        states,
        0,
        0,
        0,
        known,
        List.of(contributions));
  }

  private static String explain(AlarmScore score) {
    return Explanation.modelled(
        Sightings.of(Kind.FIRST, Sightings.SMB, Sightings.TO_SMB), score, SpokenFeatures.TABLE_2);
  }

  private static OrientedConnection connection(
      Direction direction, Protocol protocol, String remote, int remotePort) {
    return new OrientedConnection(
        direction, protocol, new Endpoint("10.0.0.5", 135), new Endpoint(remote, remotePort));
  }

  @Test
  void anAbnormalAlarmIsOneSentenceThatSaysWhatNobodyDoes() {
    assertThat(explain(score(true, true, 14.23, 1, false, NEVER, RARELY)))
        .isEqualTo(
            "svchost.exe -k netsvcs on ws1 made an outbound TCP connection to 10.1.2.3:445: none of"
                + " 412 records of this process shows outbound TCP to port 445 (microsoft-ds), and"
                + " only 3 of 412 records show an outbound connection to a private IPv4 address.");
  }

  @Test
  void aSecondReasonThatWeighsLittleIsLeftOut() {
    assertThat(explain(score(true, true, 14.23, 1, false, NEVER, ONCE)))
        .doesNotContain("IPv6")
        .contains("shows outbound TCP to port 445");
    assertThat(explain(score(true, true, 14.23, 1, false, ONCE)))
        .contains("only 1 of 412 records of this process shows an outbound connection");
  }

  @Test
  void thatEvenTheWideNetworkIsNewSaysAllTheRest() {
    FeatureContribution service =
        new FeatureContribution("newServiceOrganisation", true, 9, 0, 0, 4, 412);
    FeatureContribution wide =
        new FeatureContribution("newWideNetworkOrganisation", true, 4, 0, 0, 2, 412);
    assertThat(explain(score(true, true, 14.23, 1, false, service, wide)))
        .endsWith(
            ":445: nobody in the organisation used any address of the wide network around it"
                + " before.");
  }

  @Test
  void whatIsNewIsToldAsAFactBeforeWhatIsRare() {
    FeatureContribution fresh =
        new FeatureContribution("newServiceOrganisation", true, 4, 0, 0, 40, 412);
    FeatureContribution web =
        new FeatureContribution("portClass_http-alternate", true, 7, 0, 0, 0, 412);
    OrientedConnection toWeb = connection(Direction.OUT, Protocol.TCP, "10.1.2.3", 8081);
    assertThat(
            Explanation.modelled(
                Sightings.named(
                    Kind.FIRST,
                    "newServiceOrganisation outgoingHasTCPOtherPort portClass_http-alternate",
                    "svchost.exe (SYSTEM)",
                    "ws1",
                    toWeb),
                score(true, true, 14.23, 1, false, web, fresh, RARELY),
                SpokenFeatures.TABLE_2))
        .isEqualTo(
            "svchost.exe (SYSTEM) on ws1 made an outbound TCP connection to 10.1.2.3:8081: nobody"
                + " in the organisation used this service before, and none of 412 records of this"
                + " process uses port class http-alternate.");
    assertThat(explain(score(true, true, 14.23, 1, false, fresh)))
        .endsWith(":445: nobody in the organisation used this service before.");
    assertThat(explain(score(false, true, 4, 1, false, fresh)))
        .endsWith(
            ": new to this process, yet not unusual enough to stand out: nobody in the organisation"
                + " used this service before; outlier factor 4.00 within the threshold of 9.80.");
  }

  @Test
  void whatIsNewToTheProcessOrAsANetworkIsToldInItsOwnWords() {
    assertThat(
            explain(
                score(
                    true,
                    true,
                    14.23,
                    1,
                    false,
                    new FeatureContribution("newServiceProcess", true, 4, 0, 0, 40, 412))))
        .endsWith(": this process did not use this service before, on any host.");
    assertThat(
            explain(
                score(
                    true,
                    true,
                    14.23,
                    1,
                    false,
                    new FeatureContribution("newNetworkOrganisation", true, 4, 0, 0, 40, 412))))
        .endsWith(": nobody in the organisation used any service of this network before.");
  }

  @Test
  void aPairSaysThatBothAreSeldomSeenTogether() {
    String pair = Pairs.name("outgoingIPv4HasPublic", "outgoingWellKnownTCPPort_443");
    assertThat(
            explain(
                score(
                    true,
                    true,
                    14.23,
                    1,
                    false,
                    new FeatureContribution(pair, true, 9, 0, 0, 0, 412))))
        .endsWith(
            ": none of 412 records of this process shows both an outbound connection to a public"
                + " IPv4 address and outbound TCP to port 443 (https).");
    assertThat(
            explain(
                score(
                    true,
                    true,
                    14.23,
                    1,
                    false,
                    new FeatureContribution(pair, true, 9, 0, 0, 3, 412))))
        .endsWith(
            ": only 3 of 412 records of this process combine an outbound connection to a public"
                + " IPv4 address with outbound TCP to port 443 (https).");
    assertThat(
            explain(
                score(
                    true,
                    true,
                    14.23,
                    1,
                    false,
                    new FeatureContribution(pair, false, 9, 0, 0, 1, 412))))
        .contains("1 of 412 records of this process combines an outbound")
        .endsWith(" and this one does not.");
  }

  @Test
  void aBeaconTellsItsRhythm() {
    assertThat(beacon(connection(Direction.OUT, Protocol.TCP, "10.1.2.3", 8081), 12, 300, 0.041))
        .isEqualTo(
            "svchost.exe -k netsvcs on ws1 made outbound TCP connections to 10.1.2.3:8081, 12 times"
                + " in 55 min, every 300 s give or take 4 %");
    assertThat(beacon(connection(Direction.IN, Protocol.TCP, "10.9.9.9", 5), 30, 1.25, 0.5))
        .isEqualTo(
            "svchost.exe -k netsvcs on ws1 accepted inbound TCP connections on local port 135 from"
                + " 10.9.9.9, 30 times in 36 s, every 1.3 s give or take 50 %");
    assertThat(beacon(connection(Direction.OUT, Protocol.UDP, "10.1.2.3", 53), 24, 3_600, 0))
        .endsWith(", 24 times in 23 h, every 60 min give or take 0 %");
  }

  private static String beacon(
      OrientedConnection connection, long connections, double meanGap, double variation) {
    return Occurrence.of(
        Sightings.beacon(new Rhythm(connections, meanGap, variation), "beacon", connection));
  }

  @Test
  void withSeveralIntendedStatesTheNearestIsMeant() {
    assertThat(explain(score(true, true, 14.23, 3, false, NEVER)))
        .contains("none of 412 records of the nearest of 3 intended states shows");
  }

  @Test
  void aMissingFeatureIsAReasonToo() {
    FeatureContribution missing =
        new FeatureContribution("outgoingIPv4hasPrivate", false, 6, 0, 0, 409, 412);
    assertThat(explain(score(true, true, 14.23, 1, false, missing)))
        .contains(
            "409 of 412 records of this process show an outbound connection to a private IPv4"
                + " address and this one does not");
  }

  @Test
  void aNormalAlarmSaysWhyItIsNormal() {
    assertThat(explain(score(false, true, 4, 1, true, RARELY)))
        .endsWith(
            ": this process is known to do so; outlier factor 4.00 within the threshold of 9.80.");
    assertThat(explain(score(false, true, 4, 1, false, RARELY)))
        .contains(
            ": new to this process, yet not unusual enough to stand out: only 3 of 412 records")
        .endsWith("; outlier factor 4.00 within the threshold of 9.80.");
    assertThat(explain(score(false, false, 4, 1, false, NEVER)))
        .endsWith(": 412 records of this process are too few to call anything abnormal.");
    assertThat(explain(score(false, true, 14.23, 1, false, NEVER)))
        .endsWith(
            ": outlier factor 14.2 exceeds the threshold of 9.80, but none of its features is rare"
                + " enough to lower the entropy by as much as asked.");
    assertThat(explain(score(false, true, 0, 1, false)))
        .contains("every one of 412 records of this process shows the same features")
        .contains("outlier factor 0.000 within");
  }

  @Test
  void whatHappenedIsToldFromTheProcessesPointOfView() {
    assertThat(occurrence(Kind.FIRST, connection(Direction.IN, Protocol.TCP, "10.9.9.9", 5)))
        .isEqualTo(
            "svchost.exe -k netsvcs on ws1 accepted an inbound TCP connection on local port 135"
                + " from 10.9.9.9");
    assertThat(occurrence(Kind.FIRST, connection(Direction.OUT, Protocol.UDP, "fd00::1", 53)))
        .endsWith(" made an outbound UDP connection to [fd00::1]:53");
    assertThat(occurrence(Kind.FIRST, connection(Direction.OUT, Protocol.ICMP, null, -1)))
        .endsWith(" made an outbound ICMP connection to an unknown address");
    assertThat(occurrence(Kind.FIRST, connection(Direction.UNKNOWN, Protocol.OTHER, "1.2.3.4", 5)))
        .endsWith(" had a connection to 1.2.3.4:5");
    assertThat(occurrence(Kind.BLOCKED, connection(Direction.IN, Protocol.TCP, "10.9.9.9", 5)))
        .endsWith(
            " was offered an inbound TCP connection on local port 135 from 10.9.9.9 that the"
                + " host's firewall refused");
    assertThat(occurrence(Kind.LATE, Sightings.TO_SMB)).endsWith(":445 (reported late)");
    assertThat(Occurrence.of(Sightings.of(Kind.FIRST, "")))
        .isEqualTo("svchost.exe -k netsvcs on ws1 was active on the network");
  }

  private static String occurrence(Kind kind, OrientedConnection connection) {
    return Occurrence.of(Sightings.of(kind, Sightings.SMB, connection));
  }

  @Test
  void hostileNamesStayInsideTheSentence() {
    Sighting hostile =
        Sightings.named(
            Kind.FIRST,
            Sightings.SMB,
            "evil\u202E\r\n\u001B[31m" + "x".repeat(100_000),
            "a\u0000\u2028b",
            Sightings.TO_SMB);
    String sentence = Explanation.unmodelled(hostile);
    assertThat(sentence)
        .startsWith("evil [31mxxx")
        .contains("x… on a b made an")
        .hasSizeLessThan(400);
    assertThat(sentence.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x202E)).isTrue();
  }

  @Test
  void whatIsMissingIsNamedUnknown() {
    assertThat(PlainText.of(null, "unknown")).isEqualTo("unknown");
    assertThat(PlainText.of(" \n\u200B ", "unknown")).isEqualTo("unknown");
    assertThat(PlainText.of("a\uD800b", "unknown")).isEqualTo("ab");
    assertThat(PlainText.of("x".repeat(200), "")).isEqualTo("x".repeat(200));
    assertThat(PlainText.of("\uD83D\uDE00".repeat(201), ""))
        .isEqualTo("\uD83D\uDE00".repeat(199) + "…");
  }
}
