package io.holoward.cli.embedded;

/** A service of the embedded platform did not start; the message ends with the tail of its log. */
public final class ServiceStartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ServiceStartException(String message) {
    super(message);
  }

  public ServiceStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
