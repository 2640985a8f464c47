package io.holoward.detection.observation;

/** Transport protocol of a connection. Only TCP and UDP have ports that tell a service. */
public enum Protocol {
  TCP,
  UDP,
  ICMP,
  OTHER
}
