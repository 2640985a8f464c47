package io.holoward.telemetry.format;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The formats of telemetry by their names.
 *
 * <p>Most read each record by itself. These keep state from line to line, so each input needs a
 * reader of its own that gets all lines in their order; one that begins within an input lacks what
 * the lines before told:
 *
 * <ul>
 *   <li>{@code zeek} as tab-separated text: the header's columns, marks and time of opening, until
 *       the next header; without one Zeek's usual columns are taken. JSON lines need none.
 *   <li>{@code ndpi}, {@code process-flows} and {@code unsw}: the columns that the header names;
 *       without it every line is invalid.
 *   <li>{@code process-flows} besides: the flow whose rows follow each other, and each host's
 *       address.
 *   <li>{@code ss}: host and time of the dump, its ports that listen, and the socket whose figures
 *       are on the next line; without the line that begins a dump its sockets are invalid.
 *   <li>{@code sysflow}: where executables were seen to accept connections, by which flows of
 *       unknown direction are told.
 * </ul>
 */
public final class TelemetryFormats {

  private static final Map<String, Supplier<TelemetryFormat>> FORMATS = new TreeMap<>();

  static {
    FORMATS.put(AvroFormat.NAME, AvroFormat::new);
    FORMATS.put(AzureVmConnectionFormat.NAME, AzureVmConnectionFormat::new);
    FORMATS.put(NdpiFormat.NAME, NdpiFormat::new);
    FORMATS.put(PatentAlarmsFormat.NAME, PatentAlarmsFormat::new);
    FORMATS.put(PatentConnectionsFormat.NAME, PatentConnectionsFormat::new);
    FORMATS.put(ProcessFlowsFormat.NAME, ProcessFlowsFormat::new);
    FORMATS.put(SsFormat.NAME, SsFormat::new);
    FORMATS.put(SuricataFormat.NAME, SuricataFormat::new);
    FORMATS.put(SysFlowFormat.NAME, SysFlowFormat::new);
    FORMATS.put(SysmonFormat.NAME, SysmonFormat::new);
    FORMATS.put(UnswFormat.NAME, UnswFormat::new);
    FORMATS.put(WinlogbeatFormat.NAME, WinlogbeatFormat::new);
    FORMATS.put(ZeekFormat.NAME, ZeekFormat::new);
  }

  private TelemetryFormats() {}

  /** The names of all formats, sorted. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(FORMATS.keySet());
  }

  /**
   * A new reader of the format.
   *
   * @throws IllegalArgumentException for an unknown name; says which are known
   */
  public static TelemetryFormat byName(String name) {
    Supplier<TelemetryFormat> format = FORMATS.get(name);
    if (format == null) {
      throw new IllegalArgumentException(
          "unknown format '%s', known are %s".formatted(name, String.join(", ", FORMATS.keySet())));
    }
    return format.get();
  }

  /**
   * The name of the format that an input has.
   *
   * @param beginning the first lines of it, uncompressed; the last may be cut off
   * @return empty when it looks like none of them
   */
  public static Optional<String> detect(byte[] beginning) {
    return FormatDetection.detect(beginning);
  }
}
