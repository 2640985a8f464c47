package io.holoward.telemetry.simulator;

import io.holoward.detection.configuration.ConfigurationException;
import io.holoward.detection.configuration.ConfigurationProblem;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Protocol;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a scenario file and collects everything that is wrong with it. */
final class ScenarioReader {

  private static final List<String> FILE = List.of("attacks", "updates");
  private static final List<String> ATTACK =
      List.of(
          "name",
          "description",
          "program",
          "new-program",
          "hosts",
          "needs-flows",
          "phase",
          "start",
          "duration",
          "steps");
  private static final List<String> UPDATE =
      List.of(
          "name",
          "description",
          "program",
          "new-program",
          "hosts",
          "phase",
          "start",
          "rollout",
          "behaviours");
  private static final List<String> PROGRAM = List.of("image", "user", "command-line", "parent");
  private static final List<String> HOSTS = List.of("role", "count", "share");
  private static final List<String> STEP =
      List.of(
          "action",
          "peer",
          "peers",
          "ports",
          "protocol",
          "application",
          "after",
          "times",
          "every",
          "jitter",
          "per-day",
          "growth",
          "factor");
  private static final List<String> BEHAVIOUR =
      List.of("direction", "protocol", "peer", "port", "per-day", "rhythm");

  private final ScenarioFields.Problems problems;
  private final Set<String> names = new HashSet<>();

  private ScenarioReader(String file) {
    problems = new ScenarioFields.Problems(file, new ArrayList<>());
  }

  /**
   * Reads the text of a scenario file.
   *
   * @param file its name, for messages
   * @throws ConfigurationException with all that is wrong in it
   */
  static Scenarios read(String file, String yaml) {
    ScenarioReader reader = new ScenarioReader(file);
    Scenarios scenarios = reader.scenarios(compose(file, yaml));
    if (!reader.problems.list().isEmpty()) {
      throw new ConfigurationException(reader.problems.list());
    }
    return scenarios;
  }

  private static Node compose(String file, String yaml) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
      if (root == null) {
        throw refusal(file, "is empty; expected the keys attacks and updates");
      }
      return root;
    } catch (MarkedYAMLException e) {
      String place = file + ':' + (e.getProblemMark().getLine() + 1);
      throw refusal(place, "not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw refusal(file, "not YAML: " + e.getMessage());
    }
  }

  private static ConfigurationException refusal(String place, String message) {
    return new ConfigurationException(List.of(new ConfigurationProblem(place, "", message)));
  }

  private Scenarios scenarios(Node root) {
    ScenarioFields file = new ScenarioFields(root, "", FILE, problems);
    return new Scenarios(
        file.sections("attacks", ATTACK).stream().map(this::attack).toList(),
        file.sections("updates", UPDATE).stream().map(this::update).toList());
  }

  private AttackScenario attack(ScenarioFields fields) {
    String name = name(fields);
    Program brought = brought(fields, name, List.of());
    Placement hosts = hosts(fields);
    List<AttackStep> steps = fields.sections("steps", STEP).stream().map(this::step).toList();
    if (steps.isEmpty()) {
      fields.reject("steps", "expected at least one step");
    }
    return new AttackScenario(
        name,
        fields.required("description", ScenarioValues::text),
        program(fields, name, brought, hosts),
        brought,
        hosts,
        fields.optional("needs-flows", ScenarioValues::truth, false),
        timing(fields, "duration", null),
        steps);
  }

  private UpdateScenario update(ScenarioFields fields) {
    String name = name(fields);
    List<Behaviour> behaviours =
        fields.sections("behaviours", BEHAVIOUR).stream().map(ScenarioReader::behaviour).toList();
    if (behaviours.isEmpty()) {
      fields.reject("behaviours", "expected at least one behaviour");
    }
    Program brought = brought(fields, name, behaviours);
    Placement hosts = hosts(fields);
    return new UpdateScenario(
        name,
        fields.required("description", ScenarioValues::text),
        program(fields, name, brought, hosts),
        brought,
        hosts,
        timing(fields, "rollout", Extent.NONE),
        behaviours);
  }

  private String name(ScenarioFields fields) {
    String name = fields.required("name", ScenarioValues::name);
    if (name != null && !names.add(name)) {
      fields.reject("name", "expected a name that no other scenario has, found " + name);
    }
    return name;
  }

  /** The program that a scenario brings with it, named like the scenario; null for none. */
  private static Program brought(ScenarioFields fields, String name, List<Behaviour> behaviours) {
    ScenarioFields program = fields.section("new-program", PROGRAM);
    if (program == null) {
      return null;
    }
    String image = program.required("image", ScenarioValues::text);
    return new Program(
        name,
        image,
        program.required("user", ScenarioValues::text),
        program.optional("command-line", ScenarioValues::text, '"' + image + '"'),
        program.required("parent", ScenarioValues::text),
        behaviours,
        0);
  }

  private static String program(
      ScenarioFields fields, String scenario, Program brought, Placement hosts) {
    if (fields.has("program") == (brought != null)) {
      fields.reject("program", "expected either program or new-program");
    }
    if (brought != null) {
      return scenario;
    }
    String program = fields.optional("program", ScenarioValues::text, null);
    if (program != null && hosts.role() != null) {
      List<String> known = Programs.of(hosts.role()).stream().map(Program::name).toList();
      if (!known.contains(program)) {
        String expected = "expected a program of the role: " + String.join(", ", known);
        fields.reject("program", expected + ", found " + program);
      }
    }
    return program;
  }

  private static Placement hosts(ScenarioFields fields) {
    ScenarioFields hosts = fields.section("hosts", HOSTS);
    if (hosts == null) {
      fields.reject("hosts", "missing; expected a mapping with role, and count or share");
      return new Placement(null, 1, 0);
    }
    if (hosts.has("count") == hosts.has("share")) {
      hosts.reject("count", "expected either count or share");
    }
    return new Placement(
        hosts.required("role", text -> ScenarioValues.oneOf(Role.class, text)),
        hosts.optional("count", ScenarioValues::count, 0),
        hosts.optional("share", ScenarioValues::share, 0.0));
  }

  private static Timing timing(ScenarioFields fields, String length, Extent absent) {
    return new Timing(
        fields.optional("phase", text -> ScenarioValues.oneOf(Phase.class, text), Phase.LIVE),
        fields.optional("start", ScenarioValues::extent, Extent.NONE),
        fields.optional(length, ScenarioValues::extent, absent));
  }

  private AttackStep step(ScenarioFields fields) {
    AttackStep.Action action =
        fields.required("action", text -> ScenarioValues.oneOf(AttackStep.Action.class, text));
    List<Integer> ports = fields.list("ports", ScenarioValues::port);
    if (!fields.has("ports")) {
      fields.reject("ports", "missing; expected a port or a list of ports");
    }
    if ((action == AttackStep.Action.RELAY) != fields.has("factor")) {
      fields.reject("factor", "expected factor with the action relay, and only there");
    }
    return new AttackStep(
        action,
        fields.required("peer", ScenarioValues::target),
        fields.optional("peers", ScenarioValues::count, 1),
        ports,
        fields.optional("protocol", ScenarioReader::protocol, Protocol.TCP),
        fields.optional("application", ScenarioValues::text, null),
        fields.optional("after", ScenarioValues::extent, Extent.NONE),
        cadence(fields),
        fields.optional("factor", ScenarioValues::positive, 1.0));
  }

  private static Cadence cadence(ScenarioFields fields) {
    long given = List.of("times", "every", "per-day").stream().filter(fields::has).count();
    if (given > 1
        || (fields.has("jitter") && !fields.has("every"))
        || (fields.has("growth") && !fields.has("per-day"))) {
      fields.reject("", "expected one of times, every (with jitter) and per-day (with growth)");
    }
    if (fields.has("every")) {
      return new Cadence.Every(
          fields.required("every", ScenarioValues::duration),
          fields.optional("jitter", ScenarioValues::share, 0.0));
    }
    return fields.has("per-day")
        ? new Cadence.PerDay(
            fields.optional("per-day", ScenarioValues::positive, 1.0),
            fields.optional("growth", ScenarioValues::positive, 1.0))
        : new Cadence.Times(fields.optional("times", ScenarioValues::count, 1));
  }

  private static Behaviour behaviour(ScenarioFields fields) {
    Direction direction = fields.optional("direction", ScenarioReader::direction, Direction.OUT);
    return new Behaviour(
        direction,
        fields.optional("protocol", ScenarioReader::protocol, Protocol.TCP),
        fields.required("peer", text -> ScenarioValues.oneOf(Peer.class, text)),
        fields.required("port", ScenarioValues::port, 1),
        fields.required("per-day", ScenarioValues::positive, 1.0),
        fields.optional("rhythm", text -> ScenarioValues.oneOf(Rhythm.class, text), Rhythm.ALWAYS),
        false);
  }

  private static Protocol protocol(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "tcp" -> Protocol.TCP;
      case "udp" -> Protocol.UDP;
      default -> throw new IllegalArgumentException("expected tcp or udp");
    };
  }

  private static Direction direction(String text) {
    return switch (text) {
      case "out" -> Direction.OUT;
      case "in" -> Direction.IN;
      default -> throw new IllegalArgumentException("expected out or in");
    };
  }
}
