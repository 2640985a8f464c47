package io.holoward.telemetry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoundAttributesTest {

  private final SoundAttributes sound = new SoundAttributes();

  private Map<String, String> checked(Map<String, String> told) {
    return sound.of(told, FlowDraft::layer7Headers);
  }

  @Test
  void equalMapsAreCheckedOnce() {
    Map<String, String> first = checked(Map.of("tls.sni", "a.example"));

    assertThat(checked(new HashMap<>(Map.of("tls.sni", "a.example")))).isSameAs(first);
    assertThat(first).isEqualTo(Map.of("tls.sni", "a.example")).isUnmodifiable();
  }

  @Test
  void eachMapGivesItsOwnAttributesWhateverCameBefore() {
    Random random = new Random(5);
    for (int i = 0; i < 50_000; i++) {
      Map<String, String> told = new HashMap<>();
      for (int n = random.nextInt(3); n > 0; n--) {
        told.put("name." + random.nextInt(3), "value " + random.nextInt(100));
      }
      assertThat(checked(told)).isEqualTo(told);
    }
  }

  @Test
  void aMapThatIsChangedAfterwardsIsAnother() {
    Map<String, String> told = new HashMap<>(Map.of("tls.sni", "a.example"));
    Map<String, String> first = checked(told);
    told.put("tls.sni", "b.example");

    assertThat(first).containsEntry("tls.sni", "a.example");
    assertThat(checked(told)).containsEntry("tls.sni", "b.example");
  }

  @Test
  void aMapThatIsRefusedIsRefusedAgain() {
    Map<String, String> told = Map.of("tls.sni", "x".repeat(FlowDraft.MAX_TEXT + 1));
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(InvalidRecordException.class).isThrownBy(() -> checked(told));
    }
  }
}
