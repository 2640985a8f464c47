package io.holoward.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeedTest {

  @Test
  void theSubjectThatOtherColumnsShowIsLeftOut() {
    assertThat(Deed.of("lsass.exe on ws-009 made an outbound TCP connection.", "ws-009"))
        .isEqualTo("made an outbound TCP connection.");
  }

  @Test
  void aSentenceThatDoesNotNameTheHostStaysWhole() {
    assertThat(Deed.of("Alarm 7 is about lsass.exe", "ws-009"))
        .isEqualTo("Alarm 7 is about lsass.exe");
    assertThat(Deed.of("lsass.exe on ws-0091 made a connection.", "ws-009"))
        .isEqualTo("lsass.exe on ws-0091 made a connection.");
  }

  @Test
  void anUpstreamAlarmIsShortenedToo() {
    assertThat(Deed.of("Alarm 7 is about lsass.exe on ws-009, an outbound connection.", "ws-009"))
        .isEqualTo("an outbound connection.");
  }
}
