package io.holoward.backtest.replay;

import io.holoward.backtest.spool.Frame;
import io.holoward.backtest.spool.SpoolReader;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.decode.LineDecoder;
import io.holoward.scoring.decode.RecordDecoder;
import io.holoward.telemetry.input.TelemetryReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Decodes the frames of a split in the order of their event times. */
public final class ReplayIterator implements Iterator<Decoded> {

  private final ReplaySplit split;
  private final SpoolReader frames;
  private final List<RecordDecoder> decoders = new ArrayList<>();
  private long consumed;

  ReplayIterator(ReplaySplit split) {
    this.split = split;
    Map<ReplayInput, RecordDecoder> byKind = new HashMap<>();
    for (ReplayInput input : split.inputs()) {
      decoders.add(
          byKind.computeIfAbsent(
              new ReplayInput("", input.format(), input.processTable()), this::decoder));
    }
    try {
      frames = new SpoolReader(split.runs().stream().map(Path::of).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the replay", e);
    }
    while (consumed < split.consumed() && frames.hasNext()) {
      frames.next();
      consumed++;
    }
  }

  /** Of an input that could not be read at all the format was never found out. */
  private RecordDecoder decoder(ReplayInput kind) {
    if (kind.format().equals(TelemetryReader.AUTO)) {
      return null;
    }
    RecordDecoder decoder =
        new LineDecoder(kind.format(), split.organisation(), kind.processTable());
    decoder.open();
    return decoder;
  }

  /** Frames replayed so far. */
  long consumed() {
    return consumed;
  }

  @Override
  public boolean hasNext() {
    return frames.hasNext();
  }

  @Override
  public Decoded next() {
    Frame frame = frames.next();
    consumed++;
    int input = (int) frame.major();
    SourcePosition position = new SourcePosition(split.inputs().get(input).name(), frame.minor());
    return SpooledRecord.decode(frame.payload(), position, decoders.get(input));
  }
}
