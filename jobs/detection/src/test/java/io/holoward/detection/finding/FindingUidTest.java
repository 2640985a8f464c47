package io.holoward.detection.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.entropy.Signature;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindingUidTest {

  private static final Signature A = Signature.of("a", "b");

  private static String uid(String... parts) {
    return FindingUid.of(
        parts[0], parts[1], parts[2], parts[3], A, parts[4], Long.parseLong(parts[5]), parts[6]);
  }

  @Test
  void itIsTheSameInEveryReplay() {
    assertThat(uid("o", "h", "i", "d", "s", "5", "c"))
        .isEqualTo("9d404cfbac386506fa25583a4e1a956d")
        .matches("[0-9a-f]{32}");
  }

  @Test
  void everyPartMattersAndPartsDoNotRunTogether() {
    Set<String> uids = new HashSet<>();
    uids.add(uid("o", "h", "i", "d", "s", "5", "c"));
    uids.add(uid("o2", "h", "i", "d", "s", "5", "c"));
    uids.add(uid("o", "h2", "i", "d", "s", "5", "c"));
    uids.add(uid("o", "h", "i2", "d", "s", "5", "c"));
    uids.add(uid("o", "h", "i", "d2", "s", "5", "c"));
    uids.add(uid("o", "h", "i", "d", "s2", "5", "c"));
    uids.add(uid("o", "h", "i", "d", "", "5", "c"));
    uids.add(uid("o", "h", "i", "d", null, "5", "c"));
    uids.add(uid("o", "h", "i", "d", "s", "6", "c"));
    uids.add(uid("o", "h", "i", "d", "s", "5", "c2"));
    uids.add(uid("oh", "", "i", "d", "s", "5", "c"));
    uids.add(FindingUid.of("o", "h", "i", "d", Signature.of("a"), "s", 5, "c"));
    assertThat(uids).hasSize(12);
  }

  @Test
  void aSlotIsARepeatIntervalSinceTheEpoch() {
    Duration hour = Duration.ofHours(1);
    assertThat(FindingUid.slot(0, hour)).isZero();
    assertThat(FindingUid.slot(3_599_999, hour)).isZero();
    assertThat(FindingUid.slot(3_600_000, hour)).isEqualTo(1);
    assertThat(FindingUid.slot(-1, hour)).isEqualTo(-1);
  }
}
