package io.holoward.detection.finding;

/** Which first sightings of a protected process are alarms. */
public enum Raise {
  /** Those whose signature no intended state knows. */
  DEVIATION,
  /** All of them. */
  EVERY,
  /** Those whose score says ABNORMAL, whether or not the signature is known. */
  ABNORMAL;

  /**
   * Whether a sighting is an alarm.
   *
   * @param known whether an intended state knows its signature
   * @param abnormal whether its score says so
   */
  public boolean raises(boolean known, boolean abnormal) {
    return switch (this) {
      case DEVIATION -> !known;
      case EVERY -> true;
      case ABNORMAL -> abnormal;
    };
  }
}
