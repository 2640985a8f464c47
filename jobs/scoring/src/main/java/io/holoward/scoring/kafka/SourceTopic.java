package io.holoward.scoring.kafka;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.decode.Decoders;
import io.holoward.scoring.decode.RecordDecoder;
import io.holoward.scoring.topology.SourceStream;

/**
 * A topic that the job reads.
 *
 * @param stream what it is to the job
 * @param name the topic's name
 * @param decoder how its records are decoded; not open yet
 */
record SourceTopic(SourceStream stream, String name, RecordDecoder decoder) {

  /** The topic of a stream as the configuration says. */
  static SourceTopic of(SourceStream stream, Configuration configuration) {
    Configuration.Sources sources = configuration.sources();
    return switch (stream) {
      case PROCESS_EVENTS ->
          new SourceTopic(
              stream, sources.processEvents().topic(), Decoders.processEvents(configuration));
      case ALARMS ->
          new SourceTopic(stream, sources.alarms().topic(), Decoders.alarms(configuration));
      case FLOWS -> new SourceTopic(stream, sources.flows().topic(), Decoders.flows(configuration));
      case CONTROL ->
          new SourceTopic(stream, sources.control().topic(), Decoders.control(configuration));
    };
  }
}
