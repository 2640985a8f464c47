package io.holoward.scoring.instance;

import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.rhythm.Rhythm;
import io.holoward.detection.sighting.Sighting;
import io.holoward.scoring.exchange.Codec;
import io.holoward.scoring.exchange.FieldReader;
import io.holoward.scoring.exchange.FieldWriter;
import java.io.IOException;

/** How a {@link Sighting} crosses an exchange. */
final class SightingCodec implements Codec<Sighting> {

  private static final long serialVersionUID = 1L;

  private static final Sighting.Kind[] KINDS = Sighting.Kind.values();

  @Override
  public void write(Sighting sighting, FieldWriter out) {
    Program.write(
        sighting.organisation(),
        sighting.process(),
        sighting.processId(),
        sighting.processName(),
        out);
    out.writeText(sighting.host());
    out.writeText(sighting.instanceKey());
    out.writeByte(sighting.kind().ordinal());
    out.writeLong(sighting.windowEnd());
    out.writeLong(sighting.eventTime());
    out.writeText(sighting.signature());
    ExchangedFields.write(sighting.connections(), out);
    out.writeLong(sighting.count());
    out.writeLong(sighting.firstSeen());
    out.writeLong(sighting.lastSeen());
    out.writeText(sighting.alarmId());
    out.writeText(sighting.alarmType());
    ExchangedFields.write(sighting.flow(), out);
    ExchangedFields.write(sighting.source(), out);
    Rhythm rhythm = sighting.rhythm();
    if (ExchangedFields.isPresent(rhythm, out)) {
      out.writeLong(rhythm.connections());
      out.writeDouble(rhythm.meanGap());
      out.writeDouble(rhythm.variation());
    }
  }

  @Override
  public Sighting read(FieldReader in) throws IOException {
    Program program = Program.read(in);
    ProcessReference process = program.readProcess(in);
    return new Sighting(
        program.organisation(),
        in.readName(),
        in.readText(),
        program.processId(),
        program.processName(),
        process,
        KINDS[in.readByte()],
        in.readLong(),
        in.readLong(),
        in.readName(),
        ExchangedFields.readConnections(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readText(),
        in.readName(),
        ExchangedFields.readFlow(in),
        ExchangedFields.readSource(in),
        ExchangedFields.isPresent(in)
            ? new Rhythm(in.readLong(), in.readDouble(), in.readDouble())
            : null);
  }
}
