package io.holoward.registry;

/** The registry refuses a schema: it is invalid, or incompatible with earlier versions. */
public final class SchemaRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SchemaRefusedException(String subject, Throwable cause) {
    super(
        "the registry refuses the schema of subject " + subject + ": " + cause.getMessage(), cause);
  }
}
