package io.holoward.cli.demo;

import io.holoward.detection.observation.TelemetryEvent;

/** The records of the demo's topics as bytes: what the fleet sends, and what the job answers. */
public interface FleetCodec extends AutoCloseable {

  /** Makes the schemas of all topics known, before anybody writes to one. */
  void registerSchemas();

  /** A flow as a record of the flows topic, any other event as one of the process-events topic. */
  byte[] encode(TelemetryEvent event);

  /** A record of the scored-alarms topic. */
  ShownAlarm decodeAlarm(byte[] record);

  /** A record of the progress topic. */
  ShownProgress decodeProgress(byte[] record);

  @Override
  void close();
}
