package io.holoward.scoring.instance;

import io.holoward.detection.observation.ProcessReference;
import io.holoward.scoring.exchange.FieldReader;
import io.holoward.scoring.exchange.FieldWriter;
import io.holoward.scoring.exchange.PartForm;
import java.io.IOException;

/**
 * Whom an event or a sighting is about: as long as an instance lives, each of its events crosses an
 * exchange with the same. What an event does not tell is null.
 */
record Subject(
    String organisation,
    String host,
    ProcessReference process,
    String processId,
    String processName,
    String instanceKey) {

  /** How it crosses an exchange. */
  static final PartForm<Subject> FORM = new Form();

  private static final class Form implements PartForm<Subject> {

    @Override
    public void write(Subject subject, FieldWriter out) {
      out.writeText(subject.organisation);
      out.writeText(subject.host);
      ExchangedFields.write(subject.process, out);
      out.writeText(subject.processId);
      out.writeText(subject.processName);
      out.writeText(subject.instanceKey);
    }

    @Override
    public Subject read(FieldReader in) throws IOException {
      return new Subject(
          in.readName(),
          in.readName(),
          ExchangedFields.readProcess(in),
          in.readName(),
          in.readName(),
          in.readText());
    }
  }
}
