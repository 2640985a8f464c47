package io.holoward.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.holoward.cli.UserException;
import io.holoward.cli.kafka.RecordSender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class PacedSenderTest {

  private static final long SECOND = 1_000_000_000;

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

  /** A clock that goes on by a tenth of a second whenever it is looked at. */
  private final AtomicLong clock = new AtomicLong();

  private final PacedSender sender =
      new PacedSender(new RecordSender(producer, "kafka:9092"), () -> clock.addAndGet(SECOND / 10));

  private static Iterator<FeedRecord> records(long... seconds) {
    return LongStream.of(seconds)
        .mapToObj(s -> new FeedRecord("events", s * 1_000, "ws-" + s, new byte[] {(byte) s}))
        .iterator();
  }

  private static EventPace pace(double speed) {
    return new EventPace(Instant.EPOCH, Instant.ofEpochSecond(100), speed);
  }

  @Test
  void recordsAreKeyedByHostAndStampedWithTheirEventTime() throws InterruptedException {
    assertThat(sender.send(records(3, 5), pace(Double.POSITIVE_INFINITY), done -> {})).isEqualTo(2);

    assertThat(producer.history())
        .extracting(ProducerRecord::topic, ProducerRecord::key, ProducerRecord::timestamp)
        .containsExactly(tuple("events", "ws-3", 3_000L), tuple("events", "ws-5", 5_000L));
    assertThat(producer.flushed()).isTrue();
  }

  @Test
  void noneIsSentBeforeItIsDue() throws InterruptedException {
    List<Long> sentAt = new ArrayList<>();
    Iterator<FeedRecord> records = records(0, 10, 20);
    Iterator<FeedRecord> watched =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            sentAt.add(clock.get());
            return records.hasNext();
          }

          @Override
          public FeedRecord next() {
            return records.next();
          }
        };

    // Ten seconds of event time a second: the records are due after 0, 1 and 2 seconds.
    sender.send(watched, pace(10), done -> {});

    assertThat(sentAt.get(2)).isGreaterThanOrEqualTo(SECOND);
    assertThat(sentAt.get(3)).isGreaterThanOrEqualTo(2 * SECOND);
  }

  @Test
  void stoppedItSendsNoMoreAndSaysHowManyItSent() throws InterruptedException {
    long sent = sender.send(records(0, 50, 90), pace(10), done -> sender.stop());

    assertThat(sent).isEqualTo(1);
    assertThat(producer.history()).hasSize(1);
    assertThat(producer.flushed()).isTrue();
  }

  @Test
  void aRecordThatCannotBeDeliveredEndsIt() {
    producer.sendException = new IllegalArgumentException("too large");

    assertThatThrownBy(() -> sender.send(records(1), pace(1), done -> {}))
        .hasMessageContaining("too large");
  }

  @Test
  void aRecordThatTheBrokersRefuseIsToldWithTheirName() {
    MockProducer<String, byte[]> slow =
        new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    PacedSender refused =
        new PacedSender(new RecordSender(slow, "kafka:9092"), () -> clock.addAndGet(SECOND));
    Iterator<FeedRecord> records = records(1, 4);

    assertThatThrownBy(
            () ->
                refused.send(
                    records, pace(1), done -> slow.errorNext(new TimeoutException("no answer"))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("kafka:9092: no answer");
  }

  @Test
  void aVerySlowPaceDoesNotBecomeNone() throws InterruptedException {
    long sent = sender.send(records(0, 50), pace(1e-12), done -> sender.stop());

    assertThat(sent).isEqualTo(1);
  }

  @Test
  void progressEndsWithEverythingSent() throws InterruptedException {
    List<Long> progress = new ArrayList<>();

    sender.send(records(0, 1, 2), pace(1), progress::add);

    assertThat(progress).isSorted().endsWith(3L);
  }
}
