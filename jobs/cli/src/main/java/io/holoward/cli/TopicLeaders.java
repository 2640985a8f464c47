package io.holoward.cli;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The brokers that lead the partitions of topics just created. A broker tells of a partition before
 * it leads it. Of the batches that a producer sends meanwhile the first may be refused and the
 * second taken; a broker before Kafka 4.5 then refuses the first for ever (KAFKA-15591).
 */
final class TopicLeaders {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private TopicLeaders() {}

  /**
   * Waits until each partition takes records. Does not wait for a user who may create topics but
   * not describe them.
   *
   * @throws UserException when one does not within half a minute
   */
  static void await(Admin admin, Collection<TopicPartition> partitions) {
    // Only its leader knows the end of a partition.
    Map<TopicPartition, OffsetSpec> ends =
        partitions.stream()
            .collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.latest()));
    long deadline = System.nanoTime() + BOUND.toNanos();
    try {
      while (!allTell(admin, ends, deadline)) {
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserException("Interrupted while waiting for the leaders of the topics", e);
    }
  }

  private static boolean allTell(Admin admin, Map<TopicPartition, OffsetSpec> ends, long deadline)
      throws InterruptedException {
    try {
      admin.listOffsets(ends).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return true;
      }
      if (e.getCause() instanceof RetriableException && System.nanoTime() < deadline) {
        return false;
      }
      throw new UserException(
          "The topics are created, but not every partition has a leader: %s; see to the brokers before anything is sent"
              .formatted(e.getCause().getMessage()),
          e);
    }
  }
}
