package io.holoward.detection.configuration;

/** Text between the quotation marks of a JAAS configuration. */
public final class JaasText {

  private JaasText() {}

  /** The text so that it reads back as it is: what would end or change it is escaped. */
  public static String quotable(String text) {
    StringBuilder quotable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quotable.append('\\').append(c);
        case '\n' -> quotable.append("\\n");
        case '\r' -> quotable.append("\\r");
        default -> quotable.append(c);
      }
    }
    return quotable.toString();
  }
}
