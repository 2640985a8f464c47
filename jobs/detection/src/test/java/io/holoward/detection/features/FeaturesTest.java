package io.holoward.detection.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.entropy.Pairs;
import io.holoward.entropy.Signature;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FeaturesTest {

  private final Features features = new Features(List.of());

  private Signature extend(Facts facts) {
    return features.extend(facts.table2(), facts.connection());
  }

  @Test
  void whatIsTrueOfAConnectionStandsBesideTable2() {
    Facts facts = Facts.of(Facts.to(Protocol.TCP, 8081), true, Facts.ALL_NEW, true);
    assertThat(extend(facts).text())
        .isEqualTo(
            "beacon loopbackOutbound newNetworkOrganisation newServiceOrganisation"
                + " newServiceProcess newWideNetworkOrganisation outgoingHasTCPOtherPort outgoingIPv4hasPrivate"
                + " portClass_http-alternate");
    Facts client = Facts.of(Facts.on(Protocol.TCP, 135), false, Facts.ALL_NEW, false);
    assertThat(extend(client).text()).isEqualTo("inboundWellKnownTCPPort_135 newClientProcess");
    Facts inbound = Facts.loopback(Facts.on(Protocol.TCP, 135));
    assertThat(extend(inbound).text()).isEqualTo("inboundWellKnownTCPPort_135 loopbackInbound");
  }

  @Test
  void aConnectionWithNoneOfThemKeepsItsSignature() {
    Facts plain = Facts.plain(Facts.to(Protocol.TCP, 443));
    assertThat(extend(plain)).isSameAs(plain.table2());
  }

  @Test
  void connectionsThatShowTheSameShareOneSignature() {
    Facts one = Facts.loopback(Facts.to(Protocol.TCP, 8080));
    Facts other = Facts.loopback(Facts.to(Protocol.TCP, 8443));
    assertThat(extend(one)).isSameAs(extend(other));
  }

  @Test
  void theModelOfATable2ProcessSeesTable2Alone() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      Facts facts = Facts.random(random);
      assertThat(FeatureSet.TABLE_2.reduce(extend(facts))).isEqualTo(facts.table2());
    }
  }

  @Test
  void reducingToSomeFeaturesIsLikeHavingTheOthersSwitchedOff() {
    Random random = new Random(8);
    for (int i = 0; i < 2_000; i++) {
      Facts facts = Facts.random(random);
      List<String> off = Features.names().stream().filter(name -> random.nextBoolean()).toList();
      Features fewer = new Features(off);
      Signature whole = extend(facts);
      assertThat(fewer.set().reduce(whole))
          .isEqualTo(Features.compared(fewer.extend(facts.table2(), facts.connection())));
      Signature compared = Features.compared(whole);
      assertThat(features.set().reduce(compared)).isSameAs(compared);
    }
  }

  @Test
  void thatAServiceIsFamiliarIsToldButNeverCompared() {
    OrientedConnection web = Facts.to(Protocol.TCP, 443);
    Facts plain = Facts.plain(web);
    Signature familiar = extend(Facts.of(web, false, Novelty.FAMILIAR, false));
    assertThat(familiar.text()).isEqualTo("familiarService " + plain.table2().text());
    assertThat(features.set().names()).doesNotContain("familiarService").contains("beacon");
    assertThat(features.set().reduce(familiar)).isEqualTo(plain.table2());
    assertThat(Features.compared(familiar)).isEqualTo(plain.table2());
    assertThat(Configuration.of("novelty.familiar=false").connectionFeatures())
        .extracting(off -> off.extend(plain.table2(), familiarFacts(web)))
        .isEqualTo(plain.table2());
  }

  private static ConnectionFacts familiarFacts(OrientedConnection connection) {
    return new ConnectionFacts(connection, false, Novelty.FAMILIAR, false);
  }

  @Test
  void whatWasForgottenIsBuiltAnew() {
    Facts facts = Facts.of(Facts.to(Protocol.UDP, 1194), false, Facts.ALL_NEW, false);
    Signature before = extend(facts);
    for (int i = 0; i < SharedSignatures.MOST; i++) {
      Signature other = Signature.of("column" + i);
      assertThat(features.extend(other, facts.connection()).size()).isEqualTo(5);
    }
    assertThat(extend(facts)).isEqualTo(before).isNotSameAs(before);
  }

  @Test
  void nothingIsAllocatedForWhatWasSeenBefore() {
    List<Facts> seen = new ArrayList<>();
    Random random = new Random(9);
    for (int i = 0; i < 500; i++) {
      seen.add(Facts.random(random));
    }
    for (int round = 0; round < 50; round++) {
      seen.forEach(this::extend);
    }
    long before = allocated();
    for (int round = 0; round < 50; round++) {
      for (int i = 0; i < seen.size(); i++) {
        extend(seen.get(i));
      }
    }
    assertThat((allocated() - before) / (50L * seen.size())).isZero();
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  @Test
  void everyColumnThatAFeatureCanMakeTrueIsItsOwnAndHasAPhrase() {
    TreeSet<String> phrases = new TreeSet<>();
    List<String> columns = new ArrayList<>();
    for (Feature feature : Features.ALL) {
      for (String column : feature.columns()) {
        assertThat(Features.owner(column)).contains(feature);
        assertThat(FeaturePhrases.phrase(column)).contains(" ").doesNotContain("_");
        assertThat(FeaturePhrases.verb(column)).isIn("show", "use");
        assertThat(Pairs.isPair(column) || column.contains(" ")).isFalse();
        phrases.add(FeaturePhrases.phrase(column));
        columns.add(column);
      }
    }
    assertThat(phrases).hasSameSizeAs(columns);
    assertThat(columns).contains("beacon", "portClass_http-alternate").doesNotHaveDuplicates();
  }

  @Test
  void aFeatureMakesNoOtherColumnTrueThanThoseItNames() {
    Random random = new Random(10);
    for (int i = 0; i < 2_000; i++) {
      Facts facts = Facts.random(random);
      for (Feature feature : Features.ALL) {
        String column = feature.column(facts.table2(), facts.connection());
        assertThat(column == null || feature.columns().contains(column)).as(column).isTrue();
      }
    }
  }

  @Test
  void columnsOfTable2AndOfFlowsBelongToNoFeature() {
    assertThat(Features.owner("outgoingWellKnownTCPPort_445")).isEmpty();
    assertThat(Features.owner("flowRttDrift")).isEmpty();
    assertThat(Features.owner("portClass")).isEmpty();
  }

  @Test
  void aPortClassOfAnEarlierVersionIsStillOne() {
    assertThat(Features.owner("portClass_gopher-alternate"))
        .map(Feature::name)
        .contains("portClass");
    assertThat(FeaturePhrases.phrase("portClass_gopher-alternate"))
        .isEqualTo("port class gopher-alternate");
  }

  @Test
  void thePhraseOfAPairNamesBoth() {
    assertThat(
            FeaturePhrases.phrase(Pairs.name("newServiceProcess", "outgoingWellKnownTCPPort_445")))
        .isEqualTo(
            "a service new to the process together with outbound TCP to port 445 (microsoft-ds)");
  }

  @Test
  void ofSeveralFactsTheOneThatImpliesTheOthersStandsFirst() {
    assertThat(Features.ALL.stream().filter(feature -> feature.fact().isPresent()))
        .extracting(Feature::name)
        .containsExactly(
            "newWideNetworkOrganisation",
            "newNetworkOrganisation",
            "newServiceOrganisation",
            "newServiceProcess",
            "newClientProcess");
  }
}
