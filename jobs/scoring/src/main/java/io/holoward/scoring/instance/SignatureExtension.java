package io.holoward.scoring.instance;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.ConnectionFacts;
import io.holoward.detection.features.FeatureExtractor;
import io.holoward.detection.features.Features;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.memory.Remembered;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.rhythm.ServiceKey;
import io.holoward.entropy.Signature;
import java.util.HashMap;
import java.util.Map;

/**
 * Extends signatures of Table 2 by the features beyond it. There are a few thousand of Table 2, so
 * each is parsed once.
 */
final class SignatureExtension {

  private final FeatureExtractor extractor;
  private final Features features;
  private final Map<String, Signature> table2 = new HashMap<>();

  /** So that what is kept of a signature is the same text each time. */
  private final Remembered<Signature, String> texts = new Remembered<>(1 << 12, Signature::text);

  SignatureExtension(Configuration configuration) {
    this.extractor = new FeatureExtractor(configuration.features().ephemeralLow());
    this.features = configuration.connectionFeatures();
  }

  /**
   * What a connection shows. A count of repetitions shows what their service alone tells: whether
   * anything about it is new, only the connection that was sent on knows.
   */
  String of(InstanceEvent event) {
    Signature parsed = table2.computeIfAbsent(event.signature(), Signature::parse);
    Signature extended =
        features.extend(
            parsed,
            new ConnectionFacts(
                event.connections().get(0), event.loopback(), event.novelty(), false));
    return extended.equals(parsed) ? event.signature() : texts.of(extended);
  }

  /** What a service alone tells of the connections to it. */
  String of(ServiceKey service) {
    OrientedConnection connection = service.connection();
    return texts.of(
        features.extend(
            extractor.signature(connection),
            new ConnectionFacts(connection, service.loopback(), Novelty.NONE, false)));
  }

  /** What connections of this signature show when they come at regular intervals. */
  String beacon(String signature, ServiceKey service) {
    return texts.of(
        features.extend(
            Signature.parse(signature),
            new ConnectionFacts(service.connection(), service.loopback(), Novelty.NONE, true)));
  }
}
