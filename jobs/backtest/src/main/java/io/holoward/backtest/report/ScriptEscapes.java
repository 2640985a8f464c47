package io.holoward.backtest.report;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * JSON that may stand in a script element: no character that HTML gives a meaning, and no line end
 * that JavaScript sees and JSON does not.
 */
final class ScriptEscapes extends CharacterEscapes {

  private static final long serialVersionUID = 1;

  /** Writes JSON with these escapes. */
  static final ObjectMapper JSON =
      new ObjectMapper(new JsonFactoryBuilder().characterEscapes(new ScriptEscapes()).build());

  private final int[] ascii = standardAsciiEscapesForJSON();

  private ScriptEscapes() {
    for (char character : new char[] {'<', '>', '&', '\''}) {
      ascii[character] = ESCAPE_STANDARD;
    }
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii.clone();
  }

  @Override
  public SerializableString getEscapeSequence(int character) {
    return character == 0x2028 || character == 0x2029
        ? new SerializedString(String.format("\\u%04x", character))
        : null;
  }
}
