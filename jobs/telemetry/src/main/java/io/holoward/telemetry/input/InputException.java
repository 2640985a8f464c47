package io.holoward.telemetry.input;

/** A user's error about an input, with a message that says what to do. */
public final class InputException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public InputException(String message) {
    super(message);
  }
}
