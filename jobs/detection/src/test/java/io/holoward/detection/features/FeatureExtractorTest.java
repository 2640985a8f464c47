package io.holoward.detection.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import org.junit.jupiter.api.Test;

class FeatureExtractorTest {

  private final FeatureExtractor extractor = new FeatureExtractor(49152);

  @Test
  void whereEphemeralPortsBeginIsConfigurable() {
    OrientedConnection connection = outbound("10.0.0.1", 40000);
    assertThat(extractor.signature(connection).contains("outgoingHasTCPOtherPort")).isTrue();
    assertThat(
            new FeatureExtractor(32768)
                .signature(connection)
                .contains("outgoingHasEphemeralTCPPort"))
        .isTrue();
  }

  @Test
  void theSameKindOfConnectionSharesOneSignatureObject() {
    assertThat(extractor.signature(outbound("10.0.0.1", 445)))
        .isSameAs(extractor.signature(outbound("192.168.7.7", 445)));
  }

  @Test
  void tcpAndUdpAreNotMixedUp() {
    Endpoint local = new Endpoint("10.0.0.1", 53);
    assertThat(
            extractor
                .signature(new OrientedConnection(Direction.IN, Protocol.UDP, local, Endpoint.ANY))
                .text())
        .isEqualTo("inboundWellKnownUDPPort_53");
    assertThat(
            extractor
                .signature(new OrientedConnection(Direction.IN, Protocol.TCP, local, Endpoint.ANY))
                .text())
        .isEqualTo("inboundWellKnownTCPPort_53");
  }

  @Test
  void aConnectionWithoutDirectionIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                extractor.signature(
                    new OrientedConnection(
                        Direction.UNKNOWN, Protocol.TCP, Endpoint.ANY, Endpoint.ANY)));
  }

  @Test
  void anImpossibleStartOfEphemeralPortsIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FeatureExtractor(1023));
    assertThatIllegalArgumentException().isThrownBy(() -> new FeatureExtractor(65537));
  }

  @Test
  void everyFeatureThatCanBeExtractedHasAPhraseOfItsOwn() {
    for (Direction direction : new Direction[] {Direction.OUT, Direction.IN}) {
      for (Protocol protocol : new Protocol[] {Protocol.TCP, Protocol.UDP}) {
        for (int port : new int[] {0, 445, 1023, 1024, 49152}) {
          for (String address : new String[] {"8.8.8.8", "10.0.0.1", "2001:db8::1", "fe80::1"}) {
            Endpoint end = new Endpoint(address, port);
            for (String feature :
                extractor
                    .signature(new OrientedConnection(direction, protocol, end, end))
                    .features()) {
              assertThat(FeaturePhrases.phrase(feature)).contains(" ").isNotEqualTo(feature);
            }
          }
        }
      }
    }
  }

  @Test
  void aPhraseNamesTheServiceOfThePort() {
    assertThat(FeaturePhrases.phrase("outgoingWellKnownTCPPort_445"))
        .isEqualTo("outbound TCP to port 445 (microsoft-ds)");
    assertThat(FeaturePhrases.phrase("inboundWellKnownUDPPort_53"))
        .isEqualTo("inbound UDP on port 53 (domain)");
    assertThat(FeaturePhrases.phrase("outgoingWellKnownTCPPort_1000"))
        .isEqualTo("outbound TCP to port 1000");
  }

  @Test
  void anUnknownFeatureIsItsOwnPhrase() {
    assertThat(FeaturePhrases.phrase("somethingNew")).isEqualTo("somethingNew");
  }

  private static OrientedConnection outbound(String address, int port) {
    return new OrientedConnection(
        Direction.OUT, Protocol.TCP, Endpoint.ANY, new Endpoint(address, port));
  }
}
