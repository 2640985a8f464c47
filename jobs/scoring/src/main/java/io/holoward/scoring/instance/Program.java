package io.holoward.scoring.instance;

import io.holoward.detection.observation.ProcessReference;
import io.holoward.scoring.exchange.FieldReader;
import io.holoward.scoring.exchange.FieldWriter;
import io.holoward.scoring.exchange.PartForm;
import java.io.IOException;
import java.util.Objects;

/**
 * What events and sightings say of an instance that they also say of others, on whatever host: of
 * these there are few, and each crosses an exchange again and again. What is not told is null.
 */
public record Program(
    String organisation,
    String image,
    String user,
    String commandLine,
    String container,
    String processId,
    String processName) {

  private static final PartForm<Program> FORM = new Form();
  private static final int SPREAD = 31;

  /** The program of an instance, of which there may be no description. */
  private static Program of(
      String organisation, ProcessReference process, String processId, String processName) {
    return process == null
        ? new Program(organisation, null, null, null, null, processId, processName)
        : new Program(
            organisation,
            process.image(),
            process.user(),
            process.commandLine(),
            process.container(),
            processId,
            processName);
  }

  /** Writes what is said of an instance; {@link #read} and {@link #readProcess} read it back. */
  public static void write(
      String organisation,
      ProcessReference process,
      String processId,
      String processName,
      FieldWriter out) {
    Program program = of(organisation, process, processId, processName);
    out.writePart(program.spread(), program, FORM);
    if (ExchangedFields.isPresent(process, out)) {
      out.writeText(process.guid());
      out.writeLong(process.pid());
    }
  }

  /** The names alone tell programs apart well enough, and know their hashes. */
  private int spread() {
    return SPREAD * (SPREAD * Objects.hashCode(image) + Objects.hashCode(user))
        + Objects.hashCode(commandLine)
        + Objects.hashCode(processId);
  }

  /** The program that {@link #write} wrote. */
  public static Program read(FieldReader in) throws IOException {
    return in.readPart(FORM);
  }

  /** The rest of it: the instance that runs the program, or null. */
  public ProcessReference readProcess(FieldReader in) throws IOException {
    return ExchangedFields.isPresent(in)
        ? new ProcessReference(in.readText(), in.readLong(), image, user, commandLine, container)
        : null;
  }

  private static final class Form implements PartForm<Program> {

    @Override
    public void write(Program program, FieldWriter out) {
      out.writeText(program.organisation);
      out.writeText(program.image);
      out.writeText(program.user);
      out.writeText(program.commandLine);
      out.writeText(program.container);
      out.writeText(program.processId);
      out.writeText(program.processName);
    }

    @Override
    public Program read(FieldReader in) throws IOException {
      return new Program(
          in.readName(),
          in.readName(),
          in.readName(),
          in.readName(),
          in.readName(),
          in.readName(),
          in.readName());
    }
  }
}
