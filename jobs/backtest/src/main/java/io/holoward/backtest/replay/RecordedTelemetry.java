package io.holoward.backtest.replay;

import io.holoward.telemetry.format.ProcessTable;
import io.holoward.telemetry.input.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Which recorded telemetry to replay.
 *
 * @param paths files and folders, or {@code -} for the standard input
 * @param format a telemetry format's name, or {@code auto}
 * @param organisation the tenant of records that name none
 * @param processTable the processes that records refer to by id; null for none
 */
public record RecordedTelemetry(
    List<Path> paths, String format, String organisation, Path processTable) {

  public RecordedTelemetry {
    paths = List.copyOf(paths);
  }

  ProcessTable readProcessTable() {
    if (processTable == null) {
      return ProcessTable.EMPTY;
    }
    try {
      return ProcessTable.read(processTable);
    } catch (IOException e) {
      throw new InputException(
          "cannot read the process table %s: %s".formatted(processTable, e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw new InputException("%s: %s".formatted(processTable, e.getMessage()));
    }
  }
}
