package io.holoward.detection.features;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.entropy.Signature;
import java.util.Random;

/** Connections with what is known of them, for tests. */
record Facts(Signature table2, ConnectionFacts connection) {

  private static final FeatureExtractor TABLE_2 =
      new FeatureExtractor(FeatureExtractor.DEFAULT_EPHEMERAL_LOW);

  static final Novelty ALL_NEW = new Novelty(true, true, true, true, false);

  static Facts of(
      OrientedConnection connection, boolean loopback, Novelty novelty, boolean beacon) {
    return new Facts(
        TABLE_2.signature(connection), new ConnectionFacts(connection, loopback, novelty, beacon));
  }

  static Facts plain(OrientedConnection connection) {
    return of(connection, false, Novelty.NONE, false);
  }

  static Facts loopback(OrientedConnection connection) {
    return of(connection, true, Novelty.NONE, false);
  }

  static OrientedConnection to(Protocol protocol, int port) {
    return new OrientedConnection(
        Direction.OUT, protocol, new Endpoint("10.0.0.5", 50_000), new Endpoint("10.1.2.3", port));
  }

  static OrientedConnection on(Protocol protocol, int port) {
    return new OrientedConnection(
        Direction.IN, protocol, new Endpoint("10.0.0.5", port), new Endpoint("10.1.2.3", 50_000));
  }

  static Facts random(Random random) {
    Protocol protocol = random.nextInt(3) > 0 ? Protocol.TCP : Protocol.UDP;
    int port = random.nextInt(random.nextBoolean() ? 12_000 : Ports.MAX + 1);
    boolean outbound = random.nextBoolean();
    return of(
        outbound ? to(protocol, port) : on(protocol, port),
        random.nextBoolean(),
        new Novelty(
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean()),
        random.nextBoolean());
  }
}
