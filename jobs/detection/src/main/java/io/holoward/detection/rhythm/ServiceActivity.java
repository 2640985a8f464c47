package io.holoward.detection.rhythm;

/**
 * What one instance did with one service in one window.
 *
 * @param moments of all connections
 * @param repeated how many of them were counted only, not told one by one
 * @param signature number of the signature that the earliest connection told of showed, or {@link
 *     #UNTOLD}
 */
public record ServiceActivity(ServiceKey key, Moments moments, long repeated, int signature) {

  /** Stands for the signature of connections of which only the number is known. */
  public static final int UNTOLD = -1;

  /** Both together; the signature is that of the earlier one that has one. */
  ServiceActivity join(ServiceActivity other) {
    boolean otherIsEarlier =
        other.signature != UNTOLD
            && (signature == UNTOLD || other.moments.first() < moments.first());
    return new ServiceActivity(
        key,
        moments.join(other.moments),
        repeated + other.repeated,
        otherIsEarlier ? other.signature : signature);
  }
}
