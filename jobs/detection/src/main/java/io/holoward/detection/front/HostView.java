package io.holoward.detection.front;

/** What is known of one host when a connection of it is oriented. */
@FunctionalInterface
public interface HostView {

  /** True when the address, in canonical spelling, was seen to be the host's own. */
  boolean isOwn(String address);
}
