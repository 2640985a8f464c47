package io.holoward.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StagedAttackTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private final StagedAttack attack =
      new StagedAttack(
          "beacon",
          "ws-1",
          "C:\\Windows\\System32\\svchost.exe",
          NOON,
          NOON.plus(Duration.ofHours(1)),
          "C2");

  @Test
  void itExplainsAlarmsOfItsHostAndProcessWhileItGoesOn() {
    assertThat(attack.explains(alarm("WS-1", "svchost.exe -k netsvcs", NOON))).isTrue();
    assertThat(attack.explains(alarm("ws-1", "svchost.exe", NOON.plusSeconds(3_700)))).isTrue();
  }

  @Test
  void itDoesNotExplainAnotherHostAnotherProcessOrAnotherTime() {
    assertThat(attack.explains(alarm("ws-2", "svchost.exe", NOON))).isFalse();
    assertThat(attack.explains(alarm("ws-1", "svchost.exe.exe", NOON))).isFalse();
    assertThat(attack.explains(alarm("ws-1", "host.exe", NOON))).isFalse();
    assertThat(attack.explains(alarm("ws-1", "svchost.exe", NOON.minusMillis(1)))).isFalse();
    assertThat(attack.explains(alarm("ws-1", "svchost.exe", NOON.plusSeconds(4_300)))).isFalse();
  }

  private static ShownAlarm alarm(String host, String process, Instant time) {
    return new ShownAlarm(time, host, process, "ABNORMAL", 90, "HIGH", "It deviates.", false);
  }
}
