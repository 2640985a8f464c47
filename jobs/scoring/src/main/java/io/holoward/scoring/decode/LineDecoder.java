package io.holoward.scoring.decode;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.telemetry.format.ProcessTable;
import io.holoward.telemetry.format.ReadContext;
import io.holoward.telemetry.format.Reading;
import io.holoward.telemetry.format.TelemetryFormat;
import io.holoward.telemetry.format.TelemetryFormats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Decodes records of a telemetry format, one a line or message. */
public final class LineDecoder implements RecordDecoder {

  private static final long serialVersionUID = 1L;

  private final String formatName;
  private final String organisation;
  private final String processTable;
  private transient TelemetryFormat format;
  private transient ReadContext context;

  /**
   * @param formatName the name of a {@link TelemetryFormat}
   * @param organisation the tenant of records that name none
   * @param processTable path of the table that records refer to by id, or null for none
   */
  public LineDecoder(String formatName, String organisation, String processTable) {
    this.formatName = formatName;
    this.organisation = organisation;
    this.processTable = processTable;
  }

  @Override
  public void open() {
    format = TelemetryFormats.byName(formatName);
    context = ReadContext.of(organisation);
    if (processTable != null) {
      try {
        context = context.with(ProcessTable.read(Path.of(processTable)));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the process table " + processTable, e);
      }
    }
  }

  @Override
  public Decoded decode(byte[] record, SourcePosition position) {
    Reading reading = format.read(record, 0, record.length, context.at(position));
    if (reading == Reading.Ignored.HEADER) {
      // A header speaks for the lines of its file. On a topic whoever sends one must not decide how
      // the records of others are read.
      format = TelemetryFormats.byName(formatName);
    }
    return decoded(reading, record, position);
  }

  /**
   * What the reading of a record means.
   *
   * @param record its bytes, kept where it becomes a dead letter
   * @param position where it stands
   */
  public static Decoded decoded(Reading reading, byte[] record, SourcePosition position) {
    if (reading instanceof Reading.Event event) {
      return Decoded.of(event.event());
    }
    if (reading instanceof Reading.Ignored ignored) {
      return Decoded.ignored(ignored.reason());
    }
    Reading.Invalid invalid = (Reading.Invalid) reading;
    return Decoded.of(new DeadLetter(record, position, invalid.errorClass(), invalid.message()));
  }
}
