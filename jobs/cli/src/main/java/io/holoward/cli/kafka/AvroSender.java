package io.holoward.cli.kafka;

import io.holoward.cli.UserException;
import io.holoward.detection.configuration.Configuration;
import io.holoward.registry.RegistryUnavailableException;
import io.holoward.registry.SchemaRegistry;
import io.holoward.scoring.codec.AvroRecordEncoder;
import org.apache.avro.specific.SpecificRecord;

/**
 * Sends records of one type to their topic, with the schema the registry has for it.
 *
 * @param <T> the type
 */
public final class AvroSender<T extends SpecificRecord> {

  private final String topic;
  private final RecordSender sender;
  private final AvroRecordEncoder<T> encoder;
  private final String registryUrl;

  /**
   * @param sender is not closed by this
   * @param registry of the configuration, is not closed by this
   */
  public AvroSender(
      Class<T> type,
      String topic,
      Configuration configuration,
      RecordSender sender,
      SchemaRegistry registry) {
    this.topic = topic;
    this.sender = sender;
    this.encoder = new AvroRecordEncoder<>(type, topic, registry);
    this.registryUrl = configuration.registry().url();
  }

  /**
   * Sends a record; what becomes of it is told by {@link RecordSender#flush}.
   *
   * @param time its timestamp, milliseconds since the epoch
   * @throws UserException if the registry does not answer
   */
  public void send(long time, String key, T record) {
    sender.send(topic, time, key, encode(record));
  }

  private byte[] encode(T record) {
    try {
      return encoder.encode(record);
    } catch (RegistryUnavailableException e) {
      throw new UserException("The registry " + registryUrl + ": " + e.getMessage(), e);
    }
  }
}
