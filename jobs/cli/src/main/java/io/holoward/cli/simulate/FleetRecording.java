package io.holoward.cli.simulate;

import io.holoward.detection.observation.FlowEvent;
import io.holoward.telemetry.simulator.SimulatedEvent;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A simulated fleet on disk: below {@code telemetry} a file a day of events and one of flows, where
 * there are any, which a backtest reads as they are; and the labels beside. Only one file of each
 * kind is open at a time, and nothing is kept in memory.
 */
public final class FleetRecording implements Closeable {

  /** The folder of what sensors reported, to be given to a backtest. */
  public static final String TELEMETRY = "telemetry";

  /** The file of the labels. */
  public static final String LABELS = "labels.csv.gz";

  /** The file that says what was put in. */
  public static final String INJECTED = "attacks.json";

  private final DailyFiles events;
  private final DailyFiles flows;
  private final LabelFile labels;

  /**
   * @param directory an empty directory
   */
  public FleetRecording(Path directory, RecordingFormat format) throws IOException {
    Path telemetry = Files.createDirectories(directory.resolve(TELEMETRY));
    events = new DailyFiles(telemetry, "events", format.suffix(), format::open);
    flows = new DailyFiles(telemetry, "flows", RecordingFormat.AVRO.suffix(), AvroFile::ofFlows);
    labels = new LabelFile(directory.resolve(LABELS));
  }

  /** Adds the next event; they come in order of event time. */
  public void add(SimulatedEvent simulated) throws IOException {
    DailyFiles files = simulated.event() instanceof FlowEvent ? flows : events;
    files.append(simulated.event());
    if (simulated.label() != null) {
      labels.add(files.name(), files.position(), simulated.event(), simulated.label());
    }
  }

  /** How many process starts, connections and listeners there are. */
  public long events() {
    return events.records();
  }

  /** How many flows there are. */
  public long flows() {
    return flows.records();
  }

  /** How many records belong to an attack or an update. */
  public long labelled() {
    return labels.labelled();
  }

  @Override
  public void close() throws IOException {
    try (events;
        flows;
        labels) {
      // Closed in the reverse order, each whatever happens to the others.
    }
  }
}
