package io.holoward.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aTextOfAnyLengthIsBoundedAndNeverCutInsideACharacter() {
    String text = Excerpt.text(JSON.valueToTree("x".repeat(999) + "🙂".repeat(1_000)));

    assertThat(text).isEqualTo("x".repeat(999) + "…");
  }

  @Test
  void listsInRecordsAreBounded() {
    JsonNode record = JSON.createObjectNode().set("list", JSON.valueToTree(new int[5_000]));

    assertThat(Excerpt.of(record).path("list")).hasSize(100);
  }

  @Test
  void absentAndNullFieldsAreLeftOut() {
    JsonNode record = JSON.createObjectNode().put("a", 1).putNull("b").put("d", 2);

    assertThat(Excerpt.of(record, List.of("d", "a", "b", "c"))).hasToString("{\"d\":2,\"a\":1}");
  }

  @Test
  void whatIsNoTimeHasNone() {
    assertThat(Excerpt.time(JSON.valueToTree("1970-01-01T00:00:01.5Z"))).hasValue(1_500);
    assertThat(Excerpt.time(JSON.valueToTree("yesterday"))).isEmpty();
    assertThat(Excerpt.time(JSON.nullNode())).isEmpty();
  }
}
