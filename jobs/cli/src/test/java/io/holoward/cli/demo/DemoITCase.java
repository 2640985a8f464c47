package io.holoward.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.study.StudyPlan;
import io.holoward.backtest.study.StudyResult;
import io.holoward.backtest.whatif.Comparison;
import io.holoward.backtest.whatif.ComparisonReplay.Candidate;
import io.holoward.backtest.whatif.Sweep;
import io.holoward.backtest.whatif.SweepResult;
import io.holoward.cli.engine.Engine;
import io.holoward.cli.engine.RunningJob;
import io.holoward.cli.terminal.Terminal;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo on a real broker and registry, with a job that calls every event an alarm. */
class DemoITCase {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Pace PACE = Pace.endingAt(NOON, Duration.ofHours(1), Duration.ofSeconds(3));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DemoScreen screen =
      new DemoScreen(
          new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false, 160));

  @Test
  void whatTheFleetSendsComesBackAsAlarmsAndNothingStaysRunning(@TempDir Path directory)
      throws Exception {
    Demo demo = new Demo(new EchoEngine(false), configuration -> new TextCodec(), screen);
    demo.run(fleet(), directory);
    String shown = bytes.toString(StandardCharsets.UTF_8);
    assertThat(shown)
        .contains("1 of 1 attacks found")
        .contains("Alarms by verdict: 1 ABNORMAL, 29 NORMAL");
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aJobThatFailsEndsTheDemoWithItsReason(@TempDir Path directory) {
    Demo demo = new Demo(new EchoEngine(true), configuration -> new TextCodec(), screen);
    assertThatThrownBy(() -> demo.run(fleet(), directory))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("out of order");
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  private static Fleet fleet() {
    Instant attack = PACE.liveFrom().plus(Duration.ofMinutes(2));
    List<TelemetryEvent> events =
        IntStream.range(0, 30)
            .mapToObj(i -> event("host-" + i % 3, i == 29 ? attack : PACE.start().plusSeconds(i)))
            .toList();
    StagedAttack staged =
        new StagedAttack("beacon", "host-2", "process", attack, attack, "a late listener");
    return new Fleet("Three hosts", events.iterator(), List.of(staged), PACE);
  }

  private static TelemetryEvent event(String host, Instant time) {
    return new ListenEvent(
        "acme",
        host,
        time.toEpochMilli(),
        new ProcessReference(null, 1, "process", null, null, null),
        Protocol.TCP,
        new Endpoint("10.0.0.1", 80),
        new SourcePosition("test", 1));
  }

  /** Records as text: host and event time. */
  private static final class TextCodec implements FleetCodec {
    @Override
    public void registerSchemas() {}

    @Override
    public byte[] encode(TelemetryEvent event) {
      return (event.host() + " " + event.eventTime()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ShownAlarm decodeAlarm(byte[] record) {
      String[] words = new String(record, StandardCharsets.UTF_8).split(" ");
      Instant time = Instant.ofEpochMilli(Long.parseLong(words[1]));
      boolean live = time.isAfter(PACE.liveFrom());
      return new ShownAlarm(
          time, words[0], "process", live ? "ABNORMAL" : "NORMAL", 50, "LOW", "It is so.", false);
    }

    @Override
    public ShownProgress decodeProgress(byte[] record) {
      throw new AssertionError("nothing reports progress");
    }

    @Override
    public void close() {}
  }

  /** A job that copies the events to the alarms, or fails at once. */
  private record EchoEngine(boolean fails) implements Engine {
    @Override
    public RunningJob start(Configuration configuration, Path directory, Optional<Path> flinkConf) {
      return new EchoJob(configuration, fails);
    }

    @Override
    public void backtest(BacktestPlan plan, BacktestProgress progress) {
      throw new AssertionError("no test asks for a backtest");
    }

    @Override
    public StudyResult evaluate(StudyPlan plan, BacktestProgress progress) {
      throw new AssertionError("the demo evaluates nothing");
    }

    @Override
    public Comparison compare(
        Candidate a, Candidate b, BacktestPlan plan, BacktestProgress progress) {
      throw new AssertionError("no test asks for a comparison");
    }

    @Override
    public SweepResult sweep(
        Sweep sweep, BacktestPlan plan, boolean keepAll, BacktestProgress progress) {
      throw new AssertionError("no test asks for a sweep");
    }
  }

  private static final class EchoJob implements RunningJob {
    private final String servers;
    private final boolean fails;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::copy, "echo-job");
    private volatile boolean closed;

    EchoJob(Configuration configuration, boolean fails) {
      this.servers = configuration.kafka().bootstrapServers();
      this.fails = fails;
      thread.start();
    }

    private void copy() {
      Map<String, Object> reader =
          Map.of("bootstrap.servers", servers, "group.id", "echo", "auto.offset.reset", "earliest");
      try (KafkaConsumer<String, String> in =
              new KafkaConsumer<>(reader, new StringDeserializer(), new StringDeserializer());
          KafkaProducer<String, String> out =
              new KafkaProducer<>(
                  Map.of("bootstrap.servers", servers),
                  new StringSerializer(),
                  new StringSerializer())) {
        in.subscribe(Set.of("process-events"));
        while (!closed && !fails) {
          for (ConsumerRecord<String, String> record : in.poll(Duration.ofMillis(100))) {
            out.send(new ProducerRecord<>("scored-alarms", record.key(), record.value()));
          }
        }
      } finally {
        ended.countDown();
      }
    }

    @Override
    public void await() throws InterruptedException {
      ended.await();
      if (fails) {
        throw new IllegalStateException("the job is out of order");
      }
    }

    @Override
    public boolean isRunning() {
      return ended.getCount() > 0;
    }

    @Override
    public void close() {
      closed = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
