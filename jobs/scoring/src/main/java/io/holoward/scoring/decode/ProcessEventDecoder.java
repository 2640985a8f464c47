package io.holoward.scoring.decode;

import static io.holoward.scoring.codec.AvroRecordDecoder.HEADER_BYTES;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.schema.ProcessEvent;
import io.holoward.scoring.codec.ConnectionReader;

/** Decodes process events: connections, as they are by far the most, by the shortest way. */
final class ProcessEventDecoder implements RecordDecoder {

  private static final long serialVersionUID = 1L;

  private final AvroDecoder<ProcessEvent> all;
  private final String defaultOrganisation;
  private transient ConnectionReader connections;

  /**
   * @param all decodes all of them
   * @param defaultOrganisation the tenant of records that name none
   */
  ProcessEventDecoder(AvroDecoder<ProcessEvent> all, String defaultOrganisation) {
    this.all = all;
    this.defaultOrganisation = defaultOrganisation;
  }

  @Override
  public void open() {
    all.open();
    connections = new ConnectionReader(defaultOrganisation);
  }

  @Override
  public Decoded decode(byte[] record, SourcePosition position) {
    if (all.isOfTodaysSchema(record)) {
      ConnectionEvent connection = connections.read(record, HEADER_BYTES, position);
      if (connection != null) {
        return Decoded.of(connection);
      }
    }
    return all.decode(record, position);
  }
}
