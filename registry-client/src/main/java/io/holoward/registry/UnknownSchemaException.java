package io.holoward.registry;

/** The registry has no Avro schema of an id. Says something about the record, not the registry. */
public final class UnknownSchemaException extends Exception {

  private static final long serialVersionUID = 1L;

  public UnknownSchemaException(int id, String reason) {
    // Without a stack trace: a flood of bad records throws one each.
    super("schema id " + id + ": " + reason, null, false, false);
  }
}
