package io.holoward.scoring.instance;

import io.holoward.detection.features.Novelty;
import io.holoward.detection.flow.FlowAlarm;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.rhythm.Gaps;
import io.holoward.detection.rhythm.Rhythm;
import io.holoward.detection.sighting.Sighting;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Draws values that cross exchanges, with whatever telemetry may hold in them. */
final class RandomExchanges {

  private static final int SOME = 3;
  private static final int LONG = 400;
  private static final int PORTS = 65_537;

  private final Random random;

  RandomExchanges(long seed) {
    random = new Random(seed);
  }

  InstanceEvent instanceEvent() {
    return new InstanceEvent(
        new InstanceKey(random.nextLong(), random.nextLong()),
        any(InstanceEvent.Kind.values()),
        text(),
        text(),
        process(),
        text(),
        orNull(this::connections),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        text(),
        text(),
        flow(),
        source(),
        random.nextBoolean(),
        orNull(this::novelty),
        orNull(() -> new Gaps(random.nextInt(2), random.nextInt(2))));
  }

  IdentifiedEvent identifiedEvent() {
    return new IdentifiedEvent(instanceEvent(), text(), text());
  }

  Sighting sighting() {
    return new Sighting(
        text(),
        text(),
        text(),
        text(),
        text(),
        process(),
        any(Sighting.Kind.values()),
        random.nextLong(),
        random.nextLong(),
        text(),
        orNull(this::connections),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        text(),
        text(),
        flow(),
        source(),
        orNull(() -> new Rhythm(random.nextLong(), random.nextDouble(), Double.POSITIVE_INFINITY)));
  }

  /** Null, empty, ASCII, Latin-1, any characters at all, or long. */
  String text() {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> any("a", "C:\\Windows\\System32\\svchost.exe", "ws-00001.example.org");
      case 3 -> characters(random.nextInt(LONG), 0x100);
      case 4 -> characters(random.nextInt(LONG), 0x10000);
      default -> characters(random.nextInt(LONG * LONG), 0x80);
    };
  }

  private String characters(int length, int bound) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(bound));
    }
    return text.toString();
  }

  private ProcessReference process() {
    return orNull(
        () ->
            new ProcessReference(
                text(),
                any(ProcessReference.UNKNOWN_PID, 0L, 4L, Long.MAX_VALUE),
                text(),
                text(),
                text(),
                text()));
  }

  private List<OrientedConnection> connections() {
    return Stream.generate(
            () ->
                new OrientedConnection(
                    any(Direction.values()), any(Protocol.values()), endpoint(), endpoint()))
        .limit(random.nextInt(SOME))
        .toList();
  }

  private Endpoint endpoint() {
    return random.nextInt(SOME) == 0
        ? Endpoint.ANY
        : new Endpoint(text(), random.nextInt(PORTS) + Endpoint.ANY_PORT);
  }

  private FlowAlarm flow() {
    return orNull(
        () ->
            new FlowAlarm(
                Stream.generate(() -> any(FlowAnomaly.values()))
                    .limit(random.nextInt(SOME))
                    .toList(),
                text()));
  }

  private SourcePosition source() {
    return orNull(() -> new SourcePosition(text(), random.nextLong()));
  }

  private Novelty novelty() {
    return new Novelty(
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean());
  }

  @SafeVarargs
  private <T> T any(T... values) {
    return values[random.nextInt(values.length)];
  }

  private <T> T orNull(Supplier<T> value) {
    return random.nextInt(SOME) == 0 ? null : value.get();
  }
}
