package io.holoward.detection.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.finding.Raise;
import io.holoward.entropy.OutlierRemoval;
import io.holoward.entropy.ScoreRange;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.SealingRules;
import io.holoward.entropy.ThresholdRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

  /** Every key with a legal value that is not its default. */
  private static final String ALL_CHANGED =
      """
      organisation: "acme: \\"quoted\\" # not a comment"
      hosts:
        domains: [corp.example, "yes"]
      time: {max-out-of-orderness: 20 s, max-ahead: PT1H, allowed-lateness: 90 s, idleness: 1 min}
      sources:
        process-events: {topic: sysmon-topic, format: winlogbeat, process-table: a.psv}
        alarms: {topic: upstream, format: patent-alarms, process-table: b.psv}
        flows: {topic: conn, format: zeek}
        control: {topic: steer}
      sinks:
        scored-alarms: {topic: a}
        scored-alarms-ocsf: {topic: i}
        scored-alarms-ecs: {topic: j}
        scored-alarms-json: {topic: k}
        intended-states: {topic: b}
        populations: {topic: h}
        progress: {topic: c}
        annotated-flows: {topic: e}
        responses: {topic: f}
        port-exceptions: {topic: g}
        address-history: {topic: h}
        dead-letters: {topic: d}
      kafka:
        bootstrap-servers: one:9092,two:9092
        user: job
        password: {file: /run/secrets/kafka}
        group: g
        delivery: exactly-once
        transactional-id-prefix: t
        properties:
          sasl.mechanism: PLAIN
          ssl.truststore.password: {file: /run/secrets/truststore}
      registry:
        url: https://registry:8443/path
        user: u
        password: {env: REGISTRY_PASSWORD}
        properties: {a.b: "1"}
      catalogue: {models: ["svchost.exe*", lsass.exe]}
      features: {ephemeral-low: 32768, off: [beacon]}
      novelty:
        warm-up: 1 h
        ready-at: 2026-01-01T00:00:00Z
        horizon: 2 h
        expiry: 90 d
        max-services: 100
        max-processes: 7
        min-records: 3
        roaming: 0.5
        burst: 7
        clients: false
        familiar: false
        leave-one-out: true
        separation: 2 h
        seed: b.json
      beacon: {horizon: 2 h, min-connections: 6, max-variation: 0.5}
      record: window
      window: {size: 1 h}
      twins: {max-gap: 1 d, max-entries: 2048}
      front: {hold: 500 ms, max-entries: 4096}
      context: {expiry: 90 min}
      states:
        max-states: 3
        removal: ss-rethreshold
        max-distinct: 100
        seed: a.json
        seed-at-start: true
        expiry: 90 d
      promotion:
        min-records: 30
        min-hosts: 1
        min-age: 1 h
        stability: {records: 20, max-new: 0.5}
        seal-at-end: true
        seal-at: 2026-01-02T03:04:05+01:00
        floor: 12
      score:
        preset: patent-claim-1
        columns: full
        statistics: baseline
        anchor: max
        threshold: {rule: lognormal, k: 2, offset: 0.5}
        range: {normal-low: -1, normal-high: 1e1, abnormal-low: 100, abnormal-high: 20}
        min-feature-removal-gain: 0.25
        pairs: false
      alarm: {raise: every, repeat-interval: 10 min}
      pending: {max-age: 1 h, max-alarms: 5}
      population: {ready-after: 2 h, ready-at: 2026-01-01T00:00:00Z, min-records: 50, seed: c.json}
      severity: {high: 0.25, critical: 0.75}
      flows:
        window: 30 s
        rtt: {k: 3, min-count: 10, max-count: 500, floor: 0.1, relearn: 5, two-sided: false}
        drift: {reference: 50, slack: 0.5, slack-floor: 0.25, limit: 8}
        expiry: 7 d
        behaviour: true
      ports:
        overrides:
          - {organisation: acme, application: http, protocol: tcp, ports: 8123, note: "ticket 7"}
          - {application: ssh, protocol: tcp, ports: 22-23, effect: forbid}
        exceptions: {min-hosts: 5, min-age: 1 d}
      responses:
        rules:
          - {verdict: abnormal, min-score: 20, max-score: 100.0, process: "svchost.exe*", actions: [quarantine-host]}
          - verdict: normal
            detector: external-alarm
            process: svchost.exe -k netsvcs
            actions: [notify, open-case]
        block-expiry: 7 d
      archive: {directory: "s3://bucket/holoward", inputs: false, alarms: false, scored-alarms: false, codec: deflate}
      database:
        url: jdbc:postgresql://db:5432/soc
        user: u
        password: {file: /run/secrets/database}
        table: holoward.alarms
      evaluation: {assess: true}
      """;

  private static Configuration allChanged() {
    return ConfigurationReader.read("all.yaml", ALL_CHANGED, List.of());
  }

  @Test
  void theDefaultsScoreAndSealAsTheKernelDoesByDefault() {
    assertThat(Configuration.of().scoringRules()).isEqualTo(ScoringRules.DEFAULT);
    assertThat(Configuration.of().sealingRules()).isEqualTo(SealingRules.DEFAULT);
  }

  @Test
  void everyKeyReachesItsComponent() {
    for (ConfigurationKey<?> key : ConfigurationKeys.BY_PATH.values()) {
      assertThat(RecordMapping.value(allChanged(), key.path()))
          .as(key.path())
          .isNotNull()
          .isNotEqualTo(RecordMapping.value(Configuration.of(), key.path()));
    }
  }

  @Test
  void valuesComeOutAsTheyWereWritten() {
    Configuration changed = allChanged();
    assertThat(changed.organisation()).isEqualTo("acme: \"quoted\" # not a comment");
    assertThat(changed.hosts().domains()).containsExactly("corp.example", "yes");
    assertThat(changed.time().maxAhead()).isEqualTo(Duration.ofHours(1));
    assertThat(changed.front().hold()).isEqualTo(Duration.ofMillis(500));
    assertThat(changed.promotion().sealAt()).isEqualTo(Instant.parse("2026-01-02T02:04:05Z"));
    assertThat(changed.alarm().raise()).isEqualTo(Raise.EVERY);
    assertThat(changed.registry().password())
        .isEqualTo(new Secret(Secret.Origin.ENV, "REGISTRY_PASSWORD"));
    assertThat(changed.sealingRules())
        .isEqualTo(new SealingRules(OutlierRemoval.STEP_BY_STEP_RETHRESHOLD, 0.5, 3));
    assertThat(changed.scoringRules().threshold()).isEqualTo(new ThresholdRule.Lognormal(2, 0.5));
    assertThat(changed.scoringRules().range()).isEqualTo(new ScoreRange(-1, 10, 100, 20));
    assertThat(changed.scoringRules().minFeatureRemovalGain()).isEqualTo(0.25);
    assertThat(changed.scoringRules().pairs()).isFalse();
  }

  @Test
  void thePresetAsksForAGainUnlessTheKeyItselfSaysHowMuch() {
    assertThat(Configuration.of("score.preset=patent-claim-1").scoringRules())
        .returns(1e-6, ScoringRules::minFeatureRemovalGain);
    assertThat(
            Configuration.of("score.preset=patent-claim-1", "score.min-feature-removal-gain=0")
                .scoringRules())
        .isEqualTo(ScoringRules.DEFAULT);
  }

  @Test
  void fixedKTakesAWholeNumber() {
    assertThat(
            Configuration.of("score.threshold.rule=fixed-k", "score.threshold.k=5")
                .scoringRules()
                .threshold())
        .isEqualTo(new ThresholdRule.FixedK(5));
  }

  @Test
  void whatIsRenderedReadsBackTheSame() {
    assertThat(Configuration.of().with(List.of())).isEqualTo(Configuration.of());
    assertThat(allChanged().with(List.of())).isEqualTo(allChanged());
  }

  @Test
  void anOverrideChangesOneKeyOfAConfiguration() {
    Configuration changed = allChanged().with(List.of("kafka.group=other"));
    assertThat(changed.kafka().group()).isEqualTo("other");
    assertThat(changed.with(List.of("kafka.group=g"))).isEqualTo(allChanged());
  }

  @Test
  void aConfigurationCrossesToAWorkerUnchanged() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(allChanged());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(allChanged());
    }
  }

  @Test
  void propertiesOfAClientMayBeSetOneByOne() {
    Configuration configuration =
        ConfigurationReader.read(
            "c.yaml",
            "kafka: {properties: {client.id: a, linger.ms: 5}}",
            List.of("kafka.properties.client.id=b", "kafka.properties.acks=all"));
    assertThat(configuration.kafka().resolvedProperties())
        .isEqualTo(Map.of("client.id", "b", "linger.ms", "5", "acks", "all"));
  }

  @Test
  void itsValuesAreThoseInEffectByPath() {
    Map<String, String> values = new HashMap<>(Configuration.of("score.threshold.k=2").values());
    assertThat(values).containsEntry("score.threshold.k", "2.0");
    assertThat(values).containsEntry("states.seed", "(not set)");
    assertThat(values).containsEntry("alarm.repeat-interval", "1 h");
    values.entrySet().removeAll(Configuration.of().values().entrySet());
    assertThat(values).containsOnlyKeys("score.threshold.k");
  }
}
