package io.holoward.telemetry.input;

import io.holoward.telemetry.format.ReadContext;
import io.holoward.telemetry.format.Reading;
import io.holoward.telemetry.format.TelemetryFormat;
import io.holoward.telemetry.format.TelemetryFormats;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Files and folders read by a format, or each by the format that it looks like. For one thread. */
public final class TelemetryReader implements Iterator<TelemetryReader.Item>, Closeable {

  /** Stands for the format that each file looks like. */
  public static final String AUTO = "auto";

  /**
   * One record.
   *
   * @param format the name of the format it was read by; of a record that could not be got whole
   *     the one asked for
   * @param reading what reading it came to; of a record that could not be got whole its fault
   */
  public record Item(RawLine line, String format, Reading reading) {}

  private final TelemetryInput input;
  private final String format;
  private final ReadContext context;
  private final Map<String, TelemetryFormat> formats = new HashMap<>();

  private TelemetryReader(TelemetryInput input, String format, ReadContext context) {
    this.input = input;
    this.format = format;
    this.context = context;
  }

  /**
   * Opens the files.
   *
   * @param paths as for {@link TelemetryInput#open}
   * @param format a format's name, or {@link #AUTO}
   * @param context what the records do not say; its position is not used
   * @throws InputException if a path cannot be read, the format is unknown, or with {@link #AUTO} a
   *     file looks like none
   */
  public static TelemetryReader open(List<Path> paths, String format, ReadContext context) {
    return open(paths, format, context, System.in);
  }

  static TelemetryReader open(
      List<Path> paths, String format, ReadContext context, InputStream standardInput) {
    if (format.equals(AUTO)) {
      InputFile.find(paths).forEach(TelemetryReader::requireFormat);
    } else if (!TelemetryFormats.names().contains(format)) {
      throw new InputException(
          "unknown format '%s': give auto or one of %s".formatted(format, known()));
    }
    return new TelemetryReader(TelemetryInput.open(paths, standardInput), format, context);
  }

  /** Refuses a file before anything is read; the standard input can only be looked at once. */
  private static void requireFormat(InputFile file) {
    if (file.isStandardInput()) {
      return;
    }
    try (InputFile.Opened opened = file.open(InputStream.nullInputStream())) {
      if (!opened.isEmpty() && opened.format().isEmpty()) {
        throw unknownFormat(file.name());
      }
    } catch (IOException e) {
      throw new InputException("cannot read %s: %s".formatted(file.name(), e.getMessage()));
    }
  }

  private static InputException unknownFormat(String name) {
    return new InputException(
        "cannot tell the format of %s: give one of %s".formatted(name, known()));
  }

  private static String known() {
    return String.join(", ", TelemetryFormats.names());
  }

  @Override
  public boolean hasNext() {
    return input.hasNext();
  }

  /**
   * The next record.
   *
   * @throws InputException if it is of the standard input, with {@link #AUTO}, and looks like none
   */
  @Override
  public Item next() {
    RawLine line = input.next();
    if (line.fault().isPresent()) {
      return new Item(line, format, line.fault().get());
    }
    byte[] bytes = line.bytes();
    TelemetryFormat reader = format(line);
    return new Item(
        line, reader.name(), reader.read(bytes, 0, bytes.length, context.at(line.position())));
  }

  private TelemetryFormat format(RawLine line) {
    String name =
        format.equals(AUTO)
            ? input.format().orElseThrow(() -> unknownFormat(line.position().name()))
            : format;
    return formats.computeIfAbsent(name, TelemetryFormats::byName);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
