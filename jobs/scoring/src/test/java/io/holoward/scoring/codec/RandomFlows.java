package io.holoward.scoring.codec;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Flows of all kinds the domain has, each field now and then unknown. */
public final class RandomFlows {

  private final SplittableRandom random;

  public RandomFlows(long seed) {
    random = new SplittableRandom(seed);
  }

  public FlowEvent next() {
    long time = Samples.TIME + random.nextLong(1L << 32);
    return new FlowEvent(
        text(),
        "host-" + random.nextInt(100),
        time,
        maybe(() -> time - random.nextLong(100_000)),
        process(),
        connection(),
        maybe(this::text),
        texts(),
        texts(),
        maybe(this::roundTrip),
        new Volume(count(), count(), count(), count()),
        Samples.SOURCE);
  }

  private <T> T maybe(Supplier<T> value) {
    return random.nextInt(3) == 0 ? null : value.get();
  }

  private Long count() {
    return maybe(() -> random.nextLong(Long.MAX_VALUE));
  }

  private String text() {
    return "täxt \"" + random.nextInt() + "\"";
  }

  private Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      texts.put("name." + i, text());
    }
    return texts;
  }

  private ProcessReference process() {
    return new ProcessReference(
        maybe(this::text),
        random.nextBoolean() ? ProcessReference.UNKNOWN_PID : random.nextLong(1L << 32),
        maybe(() -> "C:\\app\\" + random.nextInt() + ".exe"),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text));
  }

  private OrientedConnection connection() {
    Protocol protocol = Protocol.values()[random.nextInt(Protocol.values().length)];
    boolean hasPorts = protocol == Protocol.TCP || protocol == Protocol.UDP;
    return new OrientedConnection(
        random.nextBoolean() ? Direction.OUT : Direction.IN,
        protocol,
        new Endpoint(maybe(this::address), port(hasPorts)),
        new Endpoint(address(), port(hasPorts)));
  }

  private String address() {
    return random.nextBoolean()
        ? "10.0.%d.%d".formatted(random.nextInt(256), random.nextInt(256))
        : "2001:db8::%x".formatted(random.nextInt(1, 1 << 16));
  }

  private int port(boolean hasPorts) {
    return hasPorts && random.nextInt(4) > 0 ? random.nextInt(1 << 16) : Endpoint.ANY_PORT;
  }

  private RoundTrip roundTrip() {
    double mean = 0.01 + random.nextDouble() * 1_000;
    if (random.nextBoolean()) {
      return RoundTrip.summary(
          1 + random.nextInt(1_000),
          mean,
          random.nextDouble() * mean,
          mean * (0.1 + 0.9 * random.nextDouble()),
          mean * (1 + random.nextDouble()));
    }
    List<Double> samples = new ArrayList<>();
    for (int i = random.nextInt(20); i >= 0; i--) {
      samples.add(0.01 + random.nextDouble() * 1_000);
    }
    return RoundTrip.samples(samples);
  }
}
