package io.holoward.scoring.instance;

import io.holoward.detection.features.Novelty;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.rhythm.Gaps;
import io.holoward.scoring.exchange.Codec;
import io.holoward.scoring.exchange.FieldReader;
import io.holoward.scoring.exchange.FieldWriter;
import java.io.IOException;

/** How an {@link InstanceEvent} crosses an exchange. */
final class InstanceEventCodec implements Codec<InstanceEvent> {

  private static final long serialVersionUID = 1L;

  private static final InstanceEvent.Kind[] KINDS = InstanceEvent.Kind.values();

  private static final int LOOPBACK = 1;
  private static final int SERVICE_ORGANISATION = 1 << 1;
  private static final int SERVICE_PROCESS = 1 << 2;
  private static final int NETWORK_ORGANISATION = 1 << 3;
  private static final int WIDE_NETWORK_ORGANISATION = 1 << 4;
  private static final int FAMILIAR = 1 << 5;
  private static final int NOVELTY = 1 << 6;
  private static final int ANY_NOVELTY =
      SERVICE_ORGANISATION
          | SERVICE_PROCESS
          | NETWORK_ORGANISATION
          | WIDE_NETWORK_ORGANISATION
          | FAMILIAR;

  @Override
  public void write(InstanceEvent event, FieldWriter out) {
    write(event, null, null, out);
  }

  /** Writes an event, and with it the process it belongs to. */
  void write(InstanceEvent event, String processId, String processName, FieldWriter out) {
    Program.write(event.organisation(), event.process(), processId, processName, out);
    out.writeText(event.host());
    out.writeLong(event.instance().high());
    out.writeLong(event.instance().low());
    out.writeByte(event.kind().ordinal());
    out.writeByte(flags(event));
    out.writeText(event.signature());
    ExchangedFields.write(event.connections(), out);
    out.writeLong(event.windowEnd());
    out.writeLong(event.count());
    out.writeLong(event.firstSeen());
    out.writeLong(event.lastSeen());
    out.writeText(event.alarmId());
    out.writeText(event.alarmType());
    ExchangedFields.write(event.flow(), out);
    ExchangedFields.write(event.source(), out);
    if (ExchangedFields.isPresent(event.gaps(), out)) {
      out.writeLong(event.gaps().sum());
      out.writeLong(event.gaps().squares());
    }
  }

  private static int flags(InstanceEvent event) {
    Novelty novelty = event.novelty();
    int loopback = event.loopback() ? LOOPBACK : 0;
    return novelty == null
        ? loopback
        : loopback
            | NOVELTY
            | (novelty.serviceOrganisation() ? SERVICE_ORGANISATION : 0)
            | (novelty.serviceProcess() ? SERVICE_PROCESS : 0)
            | (novelty.networkOrganisation() ? NETWORK_ORGANISATION : 0)
            | (novelty.wideNetworkOrganisation() ? WIDE_NETWORK_ORGANISATION : 0)
            | (novelty.familiar() ? FAMILIAR : 0);
  }

  @Override
  public InstanceEvent read(FieldReader in) throws IOException {
    return read(Program.read(in), in);
  }

  /** Reads an event about an instance of a program that was read before it. */
  InstanceEvent read(Program program, FieldReader in) throws IOException {
    ProcessReference process = program.readProcess(in);
    String host = in.readName();
    InstanceKey instance = new InstanceKey(in.readLong(), in.readLong());
    InstanceEvent.Kind kind = KINDS[in.readByte()];
    int flags = in.readByte();
    return new InstanceEvent(
        instance,
        kind,
        program.organisation(),
        host,
        process,
        in.readName(),
        ExchangedFields.readConnections(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readText(),
        in.readName(),
        ExchangedFields.readFlow(in),
        ExchangedFields.readSource(in),
        (flags & LOOPBACK) != 0,
        novelty(flags),
        ExchangedFields.isPresent(in) ? gaps(in) : null);
  }

  private static Novelty novelty(int flags) {
    if ((flags & NOVELTY) == 0) {
      return null;
    }
    int told = flags & ANY_NOVELTY;
    if (told == 0) {
      return Novelty.NONE;
    }
    return told == FAMILIAR
        ? Novelty.FAMILIAR
        : new Novelty(
            (told & SERVICE_ORGANISATION) != 0,
            (told & SERVICE_PROCESS) != 0,
            (told & NETWORK_ORGANISATION) != 0,
            (told & WIDE_NETWORK_ORGANISATION) != 0,
            (told & FAMILIAR) != 0);
  }

  private static Gaps gaps(FieldReader in) throws IOException {
    Gaps gaps = new Gaps(in.readLong(), in.readLong());
    return gaps.equals(Gaps.NONE) ? Gaps.NONE : gaps;
  }
}
