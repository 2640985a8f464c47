package io.holoward.telemetry.format;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The formats of telemetry by their names. */
public final class TelemetryFormats {

  private static final Map<String, Supplier<TelemetryFormat>> FORMATS = new TreeMap<>();

  static {
    FORMATS.put(AvroFormat.NAME, AvroFormat::new);
    FORMATS.put(PatentAlarmsFormat.NAME, PatentAlarmsFormat::new);
    FORMATS.put(PatentConnectionsFormat.NAME, PatentConnectionsFormat::new);
    FORMATS.put(SysmonFormat.NAME, SysmonFormat::new);
    FORMATS.put(WinlogbeatFormat.NAME, WinlogbeatFormat::new);
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
