package io.holoward.scoring.instance;

import io.holoward.scoring.exchange.Codec;
import io.holoward.scoring.exchange.FieldReader;
import io.holoward.scoring.exchange.FieldWriter;
import java.io.IOException;

/** How an {@link IdentifiedEvent} crosses an exchange. */
final class IdentifiedEventCodec implements Codec<IdentifiedEvent> {

  private static final long serialVersionUID = 1L;

  private final InstanceEventCodec events = new InstanceEventCodec();

  @Override
  public void write(IdentifiedEvent identified, FieldWriter out) {
    events.write(identified.event(), identified.processId(), identified.processName(), out);
  }

  @Override
  public IdentifiedEvent read(FieldReader in) throws IOException {
    Program program = Program.read(in);
    return new IdentifiedEvent(
        events.read(program, in), program.processId(), program.processName());
  }
}
