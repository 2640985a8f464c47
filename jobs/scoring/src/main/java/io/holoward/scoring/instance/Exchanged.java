package io.holoward.scoring.instance;

import io.holoward.detection.sighting.Sighting;
import io.holoward.scoring.exchange.ExchangedType;

/** The types of what operators tell one another of process instances, as it crosses exchanges. */
public final class Exchanged {

  /** What is seen of instances. */
  public static final ExchangedType<InstanceEvent> INSTANCE_EVENTS =
      new ExchangedType<>(InstanceEvent.class, new InstanceEventCodec());

  /** The same, the process known. */
  public static final ExchangedType<IdentifiedEvent> IDENTIFIED_EVENTS =
      new ExchangedType<>(IdentifiedEvent.class, new IdentifiedEventCodec());

  /** What is told of processes. */
  public static final ExchangedType<Sighting> SIGHTINGS =
      new ExchangedType<>(Sighting.class, new SightingCodec());

  private Exchanged() {}
}
