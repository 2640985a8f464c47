package io.holoward.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptEscapesTest {

  private static final String HOSTILE =
      "</script><!--<script>alert('x')]]> & \"q\" \\ \u2028\u2029 \u0000 ü 🙂";

  @Test
  void noCharacterThatHtmlGivesAMeaningIsLeft() throws Exception {
    String json = ScriptEscapes.JSON.writeValueAsString(Map.of(HOSTILE, HOSTILE));

    assertThat(json).doesNotContain("<", ">", "&", "'", "\u2028", "\u2029");
  }

  @Test
  void theValueReadsBackAsItWas() throws Exception {
    String json = ScriptEscapes.JSON.writeValueAsString(HOSTILE);

    assertThat(new ObjectMapper().readValue(json, String.class)).isEqualTo(HOSTILE);
  }
}
