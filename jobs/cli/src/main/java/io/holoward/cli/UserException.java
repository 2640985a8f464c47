package io.holoward.cli;

/**
 * A mistake of the user, told in one message that says what to do; the command ends with code 2.
 */
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UserException(String message) {
    super(message);
  }

  public UserException(String message, Throwable cause) {
    super(message, cause);
  }
}
