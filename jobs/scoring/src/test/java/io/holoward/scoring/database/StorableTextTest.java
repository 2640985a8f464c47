package io.holoward.scoring.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StorableTextTest {

  private static final String ALPHABET = "\0\0u0a\\\\\"\uD83D\uDE00\uD800é\n";
  private static final JsonFactory JSON = new JsonFactory();

  @Test
  void whatCanBeStoredStaysAsItIs() {
    String storable = "svchost.exe é \uD83D\uDE00 \\u0000";
    assertThat(StorableText.of(storable)).isEqualTo(storable);
    assertThat(StorableText.of(null)).isNull();
    assertThat(StorableText.ofJson("{\"a\":\"b\\\\u0000\"}")).isEqualTo("{\"a\":\"b\\\\u0000\"}");
  }

  @Test
  void jsonHoldsAfterwardsWhatTheTextWouldHold() throws IOException {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      String storable = StorableText.of(text.toString());
      assertThat(storable.indexOf(0)).isNegative();
      assertThat(parsed(StorableText.ofJson(json(text.toString())))).isEqualTo(storable);
    }
  }

  private static String json(String text) throws IOException {
    StringWriter json = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(json)) {
      out.writeString(text);
    }
    return json.toString();
  }

  private static String parsed(String json) throws IOException {
    try (JsonParser in = JSON.createParser(json)) {
      in.nextToken();
      return in.getText();
    }
  }
}
