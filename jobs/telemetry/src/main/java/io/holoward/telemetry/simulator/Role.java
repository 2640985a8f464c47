package io.holoward.telemetry.simulator;

/** What a host is for. */
enum Role {
  WORKSTATION("ws"),
  DOMAIN_CONTROLLER("dc"),
  FILE_SERVER("files"),
  UPDATE_SERVER("wsus"),
  /** Runs a web application and its database on Windows; only fleets of 50 hosts on have any. */
  APPLICATION_SERVER("app"),
  LINUX_SERVER("web");

  private final String prefix;

  Role(String prefix) {
    this.prefix = prefix;
  }

  /** What the names of its hosts begin with. */
  String prefix() {
    return prefix;
  }

  boolean isWindows() {
    return this != LINUX_SERVER;
  }
}
