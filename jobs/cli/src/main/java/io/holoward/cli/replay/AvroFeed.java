package io.holoward.cli.replay;

import io.holoward.backtest.replay.Recording;
import io.holoward.backtest.replay.TelemetrySource;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.registry.SchemaRegistry;
import io.holoward.schema.Alarm;
import io.holoward.schema.Flow;
import io.holoward.schema.ProcessEvent;
import io.holoward.scoring.codec.AvroRecordEncoder;
import io.holoward.scoring.codec.EventRecordMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.apache.avro.specific.SpecificRecord;

/**
 * Telemetry of any format as Avro: process events, alarms and flows each to their topic. What
 * cannot be decoded is left out.
 */
public final class AvroFeed implements Feed {

  private final Recording recording;
  private final Configuration.Sources topics;
  private final String processEventsTopic;
  private final SchemaRegistry registry;
  private final AvroRecordEncoder<ProcessEvent> processEvents;
  private final AvroRecordEncoder<Alarm> alarms;
  private final AvroRecordEncoder<Flow> flows;

  private AvroFeed(
      Recording recording,
      Configuration.Sources topics,
      String processEventsTopic,
      SchemaRegistry registry) {
    this.recording = recording;
    this.topics = topics;
    this.processEventsTopic = processEventsTopic;
    this.registry = registry;
    this.processEvents = new AvroRecordEncoder<>(ProcessEvent.class, processEventsTopic, registry);
    this.alarms = new AvroRecordEncoder<>(Alarm.class, topics.alarms().topic(), registry);
    this.flows = new AvroRecordEncoder<>(Flow.class, topics.flows().topic(), registry);
  }

  /**
   * Reads and sorts a recording.
   *
   * @param directory an empty directory for the sorted records
   * @param configuration names the topics of alarms and flows
   * @param processEventsTopic the topic of everything else
   * @param registry gets the schemas; closed with the feed, or at once if there will be none
   */
  public static AvroFeed read(
      TelemetrySource telemetry,
      Path directory,
      Configuration configuration,
      String processEventsTopic,
      SchemaRegistry registry,
      TelemetrySource.Progress progress)
      throws IOException {
    try {
      Recording recording =
          Recording.prepare(telemetry, directory, 1, configuration.time().maxAhead(), progress);
      return new AvroFeed(recording, configuration.sources(), processEventsTopic, registry);
    } catch (IOException | RuntimeException e) {
      registry.close();
      throw e;
    }
  }

  @Override
  public long size() {
    return recording.events();
  }

  @Override
  public long leftOut() {
    return recording.records() - recording.events();
  }

  @Override
  public Instant begin() {
    return Instant.ofEpochMilli(recording.earliest());
  }

  @Override
  public Instant end() {
    return Instant.ofEpochMilli(recording.latest());
  }

  @Override
  public Iterator<FeedRecord> records(Duration shift) {
    Iterator<TelemetryEvent> events = recording.inOrder();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return events.hasNext();
      }

      @Override
      public FeedRecord next() {
        return record(events.next(), shift);
      }
    };
  }

  private FeedRecord record(TelemetryEvent event, Duration shift) {
    SpecificRecord record = EventRecordMapping.toRecord(event);
    ShiftedRecord.shift(record, shift);
    long time = event.eventTime() + shift.toMillis();
    if (record instanceof Alarm alarm) {
      return new FeedRecord(topics.alarms().topic(), time, event.host(), alarms.encode(alarm));
    }
    if (record instanceof Flow flow) {
      return new FeedRecord(topics.flows().topic(), time, event.host(), flows.encode(flow));
    }
    return new FeedRecord(
        processEventsTopic, time, event.host(), processEvents.encode((ProcessEvent) record));
  }

  @Override
  public void close() {
    registry.close();
  }
}
