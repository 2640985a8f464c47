package io.holoward.cli.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.telemetry.simulator.FleetSimulator;
import io.holoward.telemetry.simulator.InjectedAttack;
import io.holoward.telemetry.simulator.InjectedUpdate;
import java.io.IOException;
import java.nio.file.Path;

/** The file that says what was put into a recording: the attacks on each host, and the updates. */
final class InjectionFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private InjectionFile() {}

  static void write(FleetSimulator simulator, Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode attacks = root.putArray("attacks");
    for (InjectedAttack attack : simulator.attacks()) {
      attacks
          .addObject()
          .put("name", attack.name())
          .put("host", attack.host())
          .put("process", attack.process())
          .put("from", attack.start().toString())
          .put("to", attack.end().toString())
          .put("description", attack.description());
    }
    ArrayNode updates = root.putArray("updates");
    for (InjectedUpdate update : simulator.updates()) {
      updates
          .addObject()
          .put("name", update.name())
          .put("process", update.process())
          .put("hosts", update.hosts())
          .put("from", update.start().toString())
          .put("to", update.end().toString())
          .put("description", update.description());
    }
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }
}
