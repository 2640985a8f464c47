package io.holoward.detection.features;

import java.util.List;

/** The reference of the features beyond Table 2, as docs/features.md shows it. */
public final class FeatureReference {

  private FeatureReference() {}

  /** A Markdown section for each feature, and a table of the port classes. */
  public static String markdown() {
    StringBuilder text = new StringBuilder();
    Features.ALL.forEach(feature -> feature(feature, text));
    portClasses(text);
    return text.toString();
  }

  private static void feature(Feature feature, StringBuilder text) {
    FeatureNotes notes = feature.notes();
    boolean single = feature.columns().equals(List.of(feature.name()));
    text.append("### `")
        .append(feature.name())
        .append(single ? "" : "_…")
        .append("`\n\n")
        .append(notes.meaning())
        .append("\n\n- Cost: ")
        .append(notes.cost())
        .append("\n- False positives: ")
        .append(notes.falsePositives())
        .append("\n- ATT&CK: ")
        .append(
            notes.techniques().isEmpty() ? "none surely" : String.join(", ", notes.techniques()))
        .append(".\n\n");
  }

  private static void portClasses(StringBuilder text) {
    text.append("### Port classes\n\n| class | what is usually there | ports |\n|---|---|---|\n");
    for (PortClasses.Entry entry : PortClasses.standard().all()) {
      text.append("| `")
          .append(entry.name())
          .append("` | ")
          .append(entry.what())
          .append(" | ")
          .append(String.join("; ", entry.ports()).replace(",", ", "))
          .append(" |\n");
    }
  }
}
