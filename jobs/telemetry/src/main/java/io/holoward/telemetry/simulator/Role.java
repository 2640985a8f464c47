package io.holoward.telemetry.simulator;

/** What a host is for. */
enum Role {
  WORKSTATION,
  DOMAIN_CONTROLLER,
  FILE_SERVER,
  UPDATE_SERVER,
  LINUX_SERVER;

  boolean isWindows() {
    return this != LINUX_SERVER;
  }
}
