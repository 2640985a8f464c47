package io.holoward.scoring.kafka;

import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Settings of a producer that writes as many records as are read. Records keyed by host go to all
 * partitions in turn, so that at the client's own settings a request holds few of each: larger
 * batches, waited for a little longer, cost the broker and the client less for each record.
 */
public final class BulkWriting {

  private static final String BATCH_BYTES = "131072";
  private static final String LINGER_MILLIS = "50";

  private BulkWriting() {}

  /** Adds them, except for those that are set already. */
  public static void addTo(Properties properties) {
    properties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
  }
}
