package io.holoward.telemetry.format;

import io.holoward.detection.observation.SourcePosition;
import java.util.Locale;

/**
 * What a record does not say of itself.
 *
 * @param organisation the tenant of records that name none
 * @param processes the processes that records refer to by id; empty for formats that carry the
 *     process themselves
 * @param position where the record stands
 */
public record ReadContext(String organisation, ProcessTable processes, SourcePosition position) {

  private static final SourcePosition NOWHERE = new SourcePosition("", 0);

  /** A context for formats that carry the process in each record. */
  public static ReadContext of(String organisation) {
    return new ReadContext(organisation, ProcessTable.EMPTY, NOWHERE);
  }

  /** The same for a record that stands elsewhere. */
  public ReadContext at(SourcePosition elsewhere) {
    return new ReadContext(organisation, processes, elsewhere);
  }

  /** The same with processes to refer to. */
  public ReadContext with(ProcessTable table) {
    return new ReadContext(organisation, table, position);
  }

  /**
   * The one spelling of a host's name: lower case, no surrounding space. A domain stays, which of
   * them are the fleet's own is not known here.
   */
  public static String hostName(String reported) {
    return reported.trim().toLowerCase(Locale.ROOT);
  }
}
