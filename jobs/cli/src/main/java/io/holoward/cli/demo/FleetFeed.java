package io.holoward.cli.demo;

import io.holoward.cli.UserException;
import io.holoward.cli.kafka.RecordSender;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.TelemetryEvent;
import java.time.Instant;
import java.util.Iterator;

/**
 * Sends the events of the fleet, flows to their topic and all else to that of process events, keyed
 * by host, stamped with their event time. For one thread.
 */
public final class FleetFeed implements AutoCloseable {
  private final RecordSender sender;
  private final Configuration.Sources topics;
  private final FleetCodec codec;
  private final Iterator<? extends TelemetryEvent> events;
  private TelemetryEvent next;
  private long sent;

  /**
   * @param sender is closed with the feed
   * @param topics of the events
   * @param codec of the topics
   * @param events in order of their event times
   */
  public FleetFeed(
      RecordSender sender,
      Configuration.Sources topics,
      FleetCodec codec,
      Iterator<? extends TelemetryEvent> events) {
    this.sender = sender;
    this.topics = topics;
    this.codec = codec;
    this.events = events;
  }

  /** A feed to the brokers and the topics that a configuration names. */
  public static FleetFeed to(
      Configuration configuration, FleetCodec codec, Iterator<? extends TelemetryEvent> events) {
    return new FleetFeed(RecordSender.to(configuration), configuration.sources(), codec, events);
  }

  /**
   * Sends all events up to this time.
   *
   * @throws UserException when one could not be delivered
   */
  public void sendUntil(Instant time) {
    long until = time.toEpochMilli();
    while (advance() && next.eventTime() <= until) {
      sender.send(topicOf(next), next.eventTime(), next.host(), codec.encode(next));
      sent++;
      next = null;
    }
    sender.requireDelivered();
  }

  /**
   * Waits until all that was sent has arrived.
   *
   * @throws UserException when an event could not be delivered
   */
  public void flush() {
    sender.flush();
  }

  private String topicOf(TelemetryEvent event) {
    return event instanceof FlowEvent ? topics.flows().topic() : topics.processEvents().topic();
  }

  private boolean advance() {
    if (next == null && events.hasNext()) {
      next = events.next();
    }
    return next != null;
  }

  /** How many events were sent. */
  public long sent() {
    return sent;
  }

  @Override
  public void close() {
    sender.close();
  }
}
