package io.holoward.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentlyUnknownTest {

  @Test
  void theOldestIdIsForgottenBeyondTheBound() {
    var unknown = new RecentlyUnknown(Long.MAX_VALUE, () -> 0);
    for (int id = 0; id <= 10_000; id++) {
      unknown.add(id, "not in the registry");
    }

    assertThat(unknown.reason(0)).isNull();
    assertThat(unknown.reason(1)).isEqualTo("not in the registry");
    assertThat(unknown.reason(10_000)).isEqualTo("not in the registry");
  }
}
