package io.holoward.scoring.ecosystem;

import io.holoward.detection.finding.Actor;

/** The process behind a finding in OCSF's objects. */
final class OcsfProcess {

  private static final int REGULAR_FILE = 1;

  private OcsfProcess() {}

  /** The process with all that is known of it, and its account. */
  static JsonObject actor(Actor actor) {
    Program program = Program.of(actor);
    JsonObject process =
        reference(actor)
            .put("path", program.path())
            .put("cmd_line", actor.commandLine())
            .put("file", file(program));
    return new JsonObject().put("process", process).put("user", user(actor));
  }

  /** What tells the process from others. */
  static JsonObject reference(Actor actor) {
    return new JsonObject()
        .put("name", actor.processName())
        .put("pid", actor.pid())
        .put("uid", actor.guid() == null ? actor.instanceKey() : actor.guid());
  }

  private static JsonObject file(Program program) {
    return program.name() == null
        ? null
        : new JsonObject()
            .put("name", program.name())
            .put("path", program.path())
            .put("type_id", REGULAR_FILE)
            .put("type", "Regular File");
  }

  private static JsonObject user(Actor actor) {
    Account account = Account.of(actor.user());
    return account == null
        ? null
        : new JsonObject().put("name", account.name()).put("domain", account.domain());
  }
}
