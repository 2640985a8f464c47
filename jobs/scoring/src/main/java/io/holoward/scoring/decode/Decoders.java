package io.holoward.scoring.decode;

import io.holoward.detection.configuration.Configuration;
import io.holoward.schema.Alarm;
import io.holoward.schema.ControlCommand;
import io.holoward.schema.Flow;
import io.holoward.schema.ProcessEvent;
import io.holoward.scoring.codec.ControlMapping;
import io.holoward.scoring.codec.EventMapping;

/** The decoders of the source topics, as the configuration says. */
public final class Decoders {

  private static final String AVRO = "avro";

  private Decoders() {}

  /** Decodes connections, process starts and listens. */
  public static RecordDecoder processEvents(Configuration configuration) {
    Configuration.Source source = configuration.sources().processEvents();
    String organisation = configuration.organisation();
    if (!source.format().equals(AVRO)) {
      return new LineDecoder(source.format(), organisation, source.processTable());
    }
    EventMapping mapping = new EventMapping(organisation);
    return new ProcessEventDecoder(
        new AvroDecoder<>(
            ProcessEvent.class,
            configuration.registry(),
            (event, position) -> Decoded.of(mapping.toEvent(event, position))),
        organisation);
  }

  /** Decodes the alarms of upstream products. */
  public static RecordDecoder alarms(Configuration configuration) {
    Configuration.Source source = configuration.sources().alarms();
    String organisation = configuration.organisation();
    if (!source.format().equals(AVRO)) {
      return new LineDecoder(source.format(), organisation, source.processTable());
    }
    EventMapping mapping = new EventMapping(organisation);
    return new AvroDecoder<>(
        Alarm.class,
        configuration.registry(),
        (alarm, position) -> Decoded.of(mapping.toEvent(alarm, position)));
  }

  /** Decodes network flows. */
  public static RecordDecoder flows(Configuration configuration) {
    Configuration.FlowSource source = configuration.sources().flows();
    String organisation = configuration.organisation();
    if (!source.format().equals(AVRO)) {
      return new LineDecoder(source.format(), organisation, null);
    }
    EventMapping mapping = new EventMapping(organisation);
    return new AvroDecoder<>(
        Flow.class,
        configuration.registry(),
        (flow, position) -> Decoded.of(mapping.toEvent(flow, position)));
  }

  /** Decodes operators' commands. */
  public static RecordDecoder control(Configuration configuration) {
    return new AvroDecoder<>(
        ControlCommand.class,
        configuration.registry(),
        (command, position) -> Decoded.of(ControlMapping.toCommand(command)));
  }
}
