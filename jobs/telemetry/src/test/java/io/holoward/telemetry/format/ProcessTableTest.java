package io.holoward.telemetry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTableTest {

  @Test
  void emptyColumnsAreUnknown() {
    ProcessTable.Entry entry = ProcessTable.parse(List.of("1||H|null||")).find("1").orElseThrow();
    assertThat(entry.organisation()).isNull();
    assertThat(entry.host()).isEqualTo("h");
    assertThat(entry.process().image()).isNull();
    assertThat(entry.process().commandLine()).isNull();
    assertThat(entry.process().user()).isNull();
  }

  @Test
  void aLineThatIsNoEntryIsNamed() {
    assertThatThrownBy(() -> ProcessTable.parse(List.of("1|a|h|i|c|u", "2|a|h")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2");
    assertThatThrownBy(() -> ProcessTable.parse(List.of("1|a||i|c|u")))
        .hasMessageContaining("must not be empty");
    assertThatThrownBy(() -> ProcessTable.parse(List.of("1|a|h|i|c|u", "1|a|g|i|c|u")))
        .hasMessageContaining("comes twice");
  }
}
