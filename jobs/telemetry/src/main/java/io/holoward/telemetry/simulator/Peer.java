package io.holoward.telemetry.simulator;

/** Who is at the other end of a behaviour's connections. */
enum Peer {
  DOMAIN_CONTROLLER,
  FILE_SERVER,
  UPDATE_SERVER,
  MAIL_SERVER,
  DATABASE,
  PRINTER,
  LINUX_SERVER,
  /** Any workstation. */
  WORKSTATION,
  /** A service on the Internet, out of the few that the program uses. */
  INTERNET,
  /** Anybody on the Internet, as a client. */
  INTERNET_CLIENT,
  MULTICAST,
  BROADCAST
}
