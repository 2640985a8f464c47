package io.holoward.telemetry.format;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells the format of a file by its beginning. */
final class FormatDetection {

  /** What every Avro container file begins with. */
  private static final String AVRO_MAGIC = "Obj\u0001";

  private FormatDetection() {}

  static Optional<String> detect(byte[] beginning) {
    String text = new String(beginning, StandardCharsets.ISO_8859_1);
    if (text.startsWith(AVRO_MAGIC)) {
      return Optional.of(AvroFormat.NAME);
    }
    return text.lines().map(FormatDetection::ofLine).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> ofLine(String line) {
    if (line.contains("\"winlog\"")) {
      return Optional.of(WinlogbeatFormat.NAME);
    }
    if (line.contains("\"EventID\"")) {
      return Optional.of(SysmonFormat.NAME);
    }
    long columns = line.chars().filter(c -> c == '|').count() + 1;
    if (columns == PatentConnectionsFormat.COLUMNS.size()) {
      return Optional.of(PatentConnectionsFormat.NAME);
    }
    return columns == PatentAlarmsFormat.COLUMNS.size()
        ? Optional.of(PatentAlarmsFormat.NAME)
        : Optional.empty();
  }
}
