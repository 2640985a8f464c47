package io.holoward.telemetry.simulator;

import io.holoward.detection.configuration.ConfigurationException;
import io.holoward.detection.configuration.ConfigurationProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The attacks and the harmless updates of a simulation, as a scenario file tells them. The header
 * of the built-in file {@code attacks.yaml} describes the format.
 */
public final class Scenarios {

  /** Nothing but everyday life. */
  public static final Scenarios NONE = new Scenarios(List.of(), List.of());

  private static final String BUILT_IN = "attacks.yaml";

  /** Those that a detector with its default rules finds within a day. */
  private static final Set<String> OF_DEMONSTRATION =
      Set.of(
          "lateral-movement",
          "c2-beacon",
          "relayed-traffic",
          "unknown-binary",
          "tunnel-on-443",
          "reverse-tunnel");

  private final List<AttackScenario> attacks;
  private final List<UpdateScenario> updates;

  Scenarios(List<AttackScenario> attacks, List<UpdateScenario> updates) {
    this.attacks = List.copyOf(attacks);
    this.updates = List.copyOf(updates);
  }

  /**
   * One scenario in words.
   *
   * @param name the label of its events
   * @param where it takes place: how many hosts of which role
   * @param process the program that it changes or is carried by
   * @param description a sentence
   */
  public record Summary(String name, String where, String process, String description) {}

  /** The built-in scenarios. */
  public static Scenarios builtIn() {
    return ScenarioReader.read(BUILT_IN, builtInText());
  }

  /** The text of the file of the built-in scenarios: what to begin an own one with. */
  public static String builtInText() {
    try (InputStream in = Scenarios.class.getResourceAsStream(BUILT_IN)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The six built-in attacks of the demonstration, of which two show in flows only. */
  public static Scenarios demonstration() {
    List<AttackScenario> chosen =
        builtIn().attacks.stream()
            .filter(attack -> OF_DEMONSTRATION.contains(attack.name()))
            .toList();
    return new Scenarios(chosen, List.of());
  }

  /**
   * Reads a scenario file.
   *
   * @throws ConfigurationException with all that is wrong in it, each with its line
   */
  public static Scenarios read(Path file) {
    try {
      return ScenarioReader.read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new ConfigurationException(
          List.of(
              new ConfigurationProblem(
                  file.toString(), "", "cannot be read; expected a YAML file of attacks")));
    }
  }

  List<AttackScenario> attacks() {
    return attacks;
  }

  List<UpdateScenario> updates() {
    return updates;
  }

  /** All of them in words, the attacks first. */
  public List<Summary> summaries() {
    return Stream.concat(
            attacks.stream()
                .map(a -> new Summary(a.name(), where(a.hosts()), a.program(), a.description())),
            updates.stream()
                .map(u -> new Summary(u.label(), where(u.hosts()), u.program(), u.description())))
        .toList();
  }

  private static String where(Placement hosts) {
    String role = hosts.role().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return hosts.count() > 0
        ? hosts.count() + " " + role
        : "%.0f %% of %s".formatted(hosts.share() * 100, role);
  }
}
