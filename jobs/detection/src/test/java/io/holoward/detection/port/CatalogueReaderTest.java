package io.holoward.detection.port;

import static io.holoward.detection.observation.Protocol.TCP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class CatalogueReaderTest {

  private static final String HEAD = "version: 7\nwellKnown: {tcp: {80: A}, udp: {}}\nlayers: []\n";

  @Test
  void theStandardCatalogueIsBroad() throws Exception {
    Map<String, Map<String, Object>> applications;
    try (var yaml = CatalogueReader.class.getResourceAsStream("port-catalogue.yaml")) {
      Map<String, Map<String, Map<String, Object>>> root = new Yaml().load(yaml);
      applications = root.get("applications");
    }

    assertThat(applications).hasSizeGreaterThan(150);
    assertThat(PortCatalogue.standard().version()).isPositive();
  }

  @Test
  void namesPortsAndOwnersAreRead() {
    PortCatalogue catalogue =
        CatalogueReader.read(
            HEAD + "applications: {A: {tcp: 80}, B: {names: [b_b], tcp: '90, 100-101'}}");

    assertThat(catalogue.version()).isEqualTo(7);
    assertThat(catalogue.judge("o", TCP, 101, 9, "BB").verdict()).isEqualTo(PortVerdict.EXPECTED);
    assertThat(catalogue.judge("o", TCP, 102, 9, "b").text())
        .isEqualTo("B on tcp port 102, which is none of its ports (tcp 90, 100-101)");
    assertThat(catalogue.judge("o", TCP, 80, 9, "b").owner()).isEqualTo("A");
  }

  @Test
  void manyPortsAreCutInATextForPeople() {
    String text = PortCatalogue.standard().judge("o", TCP, 4444, 9, "ssl").text();

    assertThat(text).contains("(tcp 443, 8443, ").endsWith(" and others)").hasSizeLessThan(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "applications: {A: {tcp: 80}, a: {tcp: 81}}",
        "applications: {A: {tcp: 80, names: [b]}, B: {tcp: 81}}",
        "applications: {B: {tcp: 81}}",
        "applications: {A: {tcp: eighty}}",
        "applications: {A: {tcp: 80, variantOf: B}, B: {tcp: 81}}",
        "applications: {A: 80}",
        "applications: []"
      })
  void aCatalogueThatContradictsItselfIsRefused(String applications) {
    assertThatThrownBy(() -> CatalogueReader.read(HEAD + applications))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCatalogueWithoutVersionIsRefused() {
    String versionless = HEAD.replace("version: 7", "version: new");

    assertThatThrownBy(() -> CatalogueReader.read(versionless + "applications: {A: {tcp: 80}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version");
  }

  @Test
  void aYamlTagThatMakesAnObjectIsRefused() {
    assertThatThrownBy(() -> CatalogueReader.read("!!javax.script.ScriptEngineManager []"))
        .isInstanceOf(org.yaml.snakeyaml.error.YAMLException.class);
  }
}
