package io.holoward.detection.response;

/** What a response asks for, in ascending order of how critical it is. */
public enum ResponseAction {
  /** Tell somebody. */
  NOTIFY,
  /** Open a case for somebody to work on. */
  OPEN_CASE,
  /** Recommend the firewall rule that blocks the service. */
  RECOMMEND_BLOCK,
  /** Cut the host off from the network. */
  QUARANTINE_HOST
}
