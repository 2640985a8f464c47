package io.holoward.detection.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads a port catalogue; its form is described where the standard one begins. */
final class CatalogueReader {

  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_DEPTH = 5;

  private final Map<String, Application> byName = new HashMap<>();

  private CatalogueReader() {}

  static PortCatalogue standard() {
    try (InputStream yaml = CatalogueReader.class.getResourceAsStream("port-catalogue.yaml")) {
      return read(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException if the catalogue contradicts itself or a port is malformed
   * @throws org.yaml.snakeyaml.error.YAMLException if it is not YAML
   */
  static PortCatalogue read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(MAX_CHARACTERS);
    Object root = new Yaml(new SafeConstructor(options)).load(text);
    return new CatalogueReader().catalogue(map(root, "the catalogue"));
  }

  private PortCatalogue catalogue(Map<?, ?> root) {
    map(root.get("applications"), "applications")
        .forEach((name, fields) -> add(name.toString(), map(fields, name.toString())));
    Set<Application> layers = new HashSet<>();
    for (Object name : list(root.get("layers"), "layers")) {
      layers.add(known(name));
    }
    Map<?, ?> wellKnown = map(root.get("wellKnown"), "wellKnown");
    if (!(root.get("version") instanceof Integer version) || version < 1) {
      throw refuse("expected a version from 1 on");
    }
    return new PortCatalogue(
        version,
        new ApplicationNames(byName, layers),
        new WellKnownPorts(owners(wellKnown.get("tcp")), owners(wellKnown.get("udp"))),
        PortOverrides.NONE);
  }

  private void add(String name, Map<?, ?> fields) {
    Application application =
        new Application(
            name,
            fields.containsKey("variantOf") ? known(fields.get("variantOf")) : null,
            ranges(fields.get("tcp")),
            ranges(fields.get("udp")),
            ranges(fields.get("dynamic")));
    name(name, application);
    if (fields.containsKey("names")) {
      for (Object other : list(fields.get("names"), "names of " + name)) {
        name(other.toString(), application);
      }
    }
  }

  private void name(String name, Application application) {
    Application other = byName.put(ApplicationNames.key(name), application);
    if (other != null) {
      throw refuse("the name " + name + " of " + application.name() + " is one of " + other.name());
    }
  }

  private Map<Integer, Application> owners(Object ports) {
    Map<Integer, Application> owners = new HashMap<>();
    map(ports, "well-known ports")
        .forEach((port, name) -> owners.put(PortRange.parse(port.toString()).low(), known(name)));
    return owners;
  }

  private Application known(Object name) {
    Application application = byName.get(ApplicationNames.key(name.toString()));
    if (application == null) {
      throw refuse("there is no application " + name);
    }
    return application;
  }

  private static PortRanges ranges(Object ports) {
    return ports == null ? PortRanges.NONE : PortRanges.parse(ports.toString());
  }

  private static Map<?, ?> map(Object value, String what) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw refuse("expected keys with values in " + what);
  }

  private static List<?> list(Object value, String what) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw refuse("expected a list of " + what);
  }

  private static IllegalArgumentException refuse(String reason) {
    return new IllegalArgumentException("Not a port catalogue: " + reason);
  }
}
