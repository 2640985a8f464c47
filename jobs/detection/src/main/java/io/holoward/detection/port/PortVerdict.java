package io.holoward.detection.port;

/** What the port of a flow says about the application that was recognised in it. */
public enum PortVerdict {
  /** No application was recognised. */
  NO_APPLICATION,
  /** The catalogue does not know the application: counted, never a deviation. */
  UNKNOWN_APPLICATION,
  /** The application's ports are agreed between its ends or chosen at random, or it has none. */
  NOT_JUDGED,
  /** One of the application's ports, or one that an override allows. */
  EXPECTED,
  /** None of the application's ports. */
  NONSTANDARD,
  /** None of the application's ports but the well-known port of another one. */
  FOREIGN_PROTOCOL
}
