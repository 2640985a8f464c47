package io.holoward.scoring.ecosystem;

import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.observation.OrientedConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an analyst searches other data for, each with the place where the event has it. */
final class OcsfObservables {

  private OcsfObservables() {}

  static List<JsonObject> of(Finding finding) {
    List<JsonObject> observables = new ArrayList<>();
    Actor actor = finding.actor();
    Account account = Account.of(actor.user());
    add(observables, "device.hostname", OcsfTerm.HOSTNAME, actor.host());
    add(observables, "actor.process.name", OcsfTerm.PROCESS_NAME, actor.processName());
    add(observables, "actor.process.path", OcsfTerm.FILE_PATH, Program.of(actor).path());
    if (account != null) {
      add(observables, "actor.user.name", OcsfTerm.USER_NAME, account.name());
    }
    addRemoteAddresses(observables, finding.activity().connections());
    return observables;
  }

  private static void addRemoteAddresses(
      List<JsonObject> observables, List<OrientedConnection> connections) {
    Set<String> known = new HashSet<>();
    for (int i = 0; i < connections.size(); i++) {
      String address = connections.get(i).remote().address();
      if (address != null && known.add(address)) {
        String end = Sides.of(connections.get(i)).sourceIsLocal() ? "dst" : "src";
        add(
            observables,
            "evidences[" + i + "]." + end + "_endpoint.ip",
            OcsfTerm.IP_ADDRESS,
            address);
      }
    }
  }

  private static void add(List<JsonObject> observables, String place, OcsfTerm type, String value) {
    if (value != null) {
      JsonObject observable = new JsonObject().put("name", place).put("value", value);
      type.putInto(observable, "type");
      observables.add(observable);
    }
  }
}
