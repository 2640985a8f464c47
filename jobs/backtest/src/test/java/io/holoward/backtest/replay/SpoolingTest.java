package io.holoward.backtest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.backtest.spool.Frame;
import io.holoward.backtest.spool.SpoolReader;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.topology.SourceStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that are written while others are read. */
class SpoolingTest {

  /** So many that some have to wait until others are written. */
  private static final int RECORDS = 30_000;

  @TempDir private Path directory;

  private static Spooling.Placed record(int part, long time) {
    return new Spooling.Placed(
        part,
        time,
        0,
        time,
        new Replayed(SourceStream.PROCESS_EVENTS, Decoded.ignored("for " + time)));
  }

  @Test
  void eachPartHasItsRecordsInTheOrderOfTime() throws IOException {
    List<List<Path>> runs;
    try (Spooling spooling = new Spooling(directory, 2)) {
      for (int i = RECORDS; i > 0; i--) {
        spooling.add(record(i % 2, i));
      }
      runs = spooling.finish();
    }

    assertThat(runs).hasSize(2);
    for (int part = 0; part < 2; part++) {
      List<Long> times = new ArrayList<>();
      try (SpoolReader reader = new SpoolReader(runs.get(part))) {
        reader.forEachRemaining((Frame frame) -> times.add(frame.time()));
      }
      assertThat(times).hasSize(RECORDS / 2).isSorted();
      assertThat(times.get(0)).isEqualTo(part == 0 ? 2L : 1L);
    }
  }

  @Test
  void aPartWithoutRecordsHasNoRuns() throws IOException {
    try (Spooling spooling = new Spooling(directory, 2)) {
      spooling.add(record(1, 5));

      List<List<Path>> runs = spooling.finish();

      assertThat(runs.get(0)).isEmpty();
      assertThat(runs.get(1)).hasSize(1);
    }
  }

  @Test
  void whatCannotBeWrittenIsTold() throws IOException {
    Path missing = directory.resolve("missing");
    try (Spooling spooling = new Spooling(missing, 1)) {
      spooling.add(record(0, 1));

      assertThatThrownBy(spooling::finish)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("missing");
    }
  }
}
