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
    Optional<String> name = line.stripLeading().startsWith("{") ? ofObject(line) : ofHeader(line);
    if (name.isPresent()) {
      return name;
    }
    long columns = line.chars().filter(c -> c == '|').count() + 1;
    if (columns == PatentConnectionsFormat.COLUMNS.size()) {
      return Optional.of(PatentConnectionsFormat.NAME);
    }
    return columns == PatentAlarmsFormat.COLUMNS.size()
        ? Optional.of(PatentAlarmsFormat.NAME)
        : Optional.empty();
  }

  /** A JSON object by keys that only one sensor's records have. */
  private static Optional<String> ofObject(String line) {
    if (line.contains("\"winlog\"")) {
      return Optional.of(WinlogbeatFormat.NAME);
    }
    if (line.contains("\"EventID\"")) {
      return Optional.of(SysmonFormat.NAME);
    }
    if (line.contains("\"id.orig_h\"") || line.contains("\"id_orig_h\"")) {
      return Optional.of(ZeekFormat.NAME);
    }
    if (line.contains("\"event_type\"")) {
      return Optional.of(SuricataFormat.NAME);
    }
    if (line.contains("\"Computer\"") && line.contains("\"RemoteIp\"")) {
      return Optional.of(AzureVmConnectionFormat.NAME);
    }
    return line.contains("\"procStart\"") && line.contains("\"opFlags\"")
        ? Optional.of(SysFlowFormat.NAME)
        : Optional.empty();
  }

  /** A table by the line that names its columns, or another that comes before its records. */
  private static Optional<String> ofHeader(String line) {
    if (line.startsWith("#separator ") || line.startsWith("#fields\tts\tuid\t")) {
      return Optional.of(ZeekFormat.NAME);
    }
    if (line.startsWith(SsFormat.DUMP) || SsFormat.isHeader(line)) {
      return Optional.of(SsFormat.NAME);
    }
    if (NdpiFormat.isHeader(line)) {
      return Optional.of(NdpiFormat.NAME);
    }
    if (ProcessFlowsFormat.isHeader(line)) {
      return Optional.of(ProcessFlowsFormat.NAME);
    }
    return UnswFormat.isHeader(line) ? Optional.of(UnswFormat.NAME) : Optional.empty();
  }
}
