package io.holoward.detection.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holoward.detection.observation.ProcessReference;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstanceKeyTest {

  private static final String IMAGE = "\\windows\\system32\\lsass.exe";

  @Test
  void theGuidAloneMakesTheInstance() {
    assertThat(InstanceKey.of("acme", "dc", "{g}", 688, IMAGE))
        .isEqualTo(InstanceKey.of("acme", "dc", "{g}", ProcessReference.UNKNOWN_PID, null));
  }

  @Test
  void withoutAGuidPidAndImageMakeIt() {
    Set<InstanceKey> keys = new HashSet<>();
    keys.add(InstanceKey.of("acme", "dc", null, 688, IMAGE));
    keys.add(InstanceKey.of("acme", "dc", null, 689, IMAGE));
    keys.add(InstanceKey.of("acme", "dc", null, 688, "\\x.exe"));
    keys.add(InstanceKey.of("acme", "dc", null, ProcessReference.UNKNOWN_PID, IMAGE));
    keys.add(InstanceKey.of("acme", "ws", null, 688, IMAGE));
    keys.add(InstanceKey.of("other", "dc", null, 688, IMAGE));
    keys.add(InstanceKey.of("acmed", "c", null, 688, IMAGE));
    assertThat(keys).hasSize(7);
  }

  @Test
  void twoSpellingsOfAnImageAreOneInstance() {
    assertThat(key("C:\\Windows\\System32\\lsass.exe"))
        .isEqualTo(key("\\device\\harddiskvolume2\\windows\\system32\\lsass.exe"));
  }

  @Test
  void theKeyIsTheSameInEveryVersionOfTheProgram() {
    assertThat(InstanceKey.of("acme", "dc", "{g}", 1, IMAGE).toString())
        .isEqualTo("4a56944b0a186db77d7d0bc2163bc2f3");
    assertThat(InstanceKey.of("acme", "dc", null, 688, IMAGE).toString())
        .isEqualTo("1d008d1de29960d093f1f18565d3cedd");
  }

  @Test
  void theTextReadsBack() {
    InstanceKey key = InstanceKey.of("acme", "dc", "{g}", 1, IMAGE);
    assertThat(key.toString()).hasSize(32);
    assertThat(InstanceKey.parse(key.toString())).isEqualTo(key).hasSameHashCodeAs(key);
    assertThatIllegalArgumentException().isThrownBy(() -> InstanceKey.parse("12"));
    assertThatIllegalArgumentException().isThrownBy(() -> InstanceKey.parse("x".repeat(32)));
  }

  private static InstanceKey key(String image) {
    return InstanceKey.of("acme", "dc", new ProcessReference(null, 688, image, null, null, null));
  }
}
