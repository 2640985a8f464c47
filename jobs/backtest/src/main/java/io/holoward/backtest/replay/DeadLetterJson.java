package io.holoward.backtest.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.holoward.scoring.decode.DeadLetter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A dead letter as a line of JSON: what was wrong, and the original, as text where it is text. */
final class DeadLetterJson {

  private static final JsonFactory JSON = new JsonFactory();

  private DeadLetterJson() {}

  static String write(DeadLetter letter) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeObjectFieldStart("source");
      out.writeStringField("name", letter.source().name());
      out.writeNumberField("position", letter.source().position());
      out.writeEndObject();
      out.writeStringField("errorClass", letter.errorClass());
      out.writeStringField("message", letter.message());
      original(letter.original(), out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void original(byte[] original, JsonGenerator out) throws IOException {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(original)).toString();
      out.writeStringField("original", text);
    } catch (CharacterCodingException notText) {
      out.writeFieldName("originalBase64");
      out.writeBinary(original);
    }
  }
}
