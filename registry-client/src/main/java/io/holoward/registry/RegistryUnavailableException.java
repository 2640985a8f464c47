package io.holoward.registry;

/**
 * The registry could not be asked: it is down, slow, refuses the credentials or answers nonsense.
 * Says nothing about the record at hand, which has to be tried again.
 */
public final class RegistryUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
