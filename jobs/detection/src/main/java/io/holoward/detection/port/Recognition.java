package io.holoward.detection.port;

import java.util.List;

/**
 * What an application's name, as an engine spelled it, stands for.
 *
 * @param spelling the name
 * @param named false where the name means that nothing was recognised
 * @param candidates what it may be judged as; empty where the catalogue knows none of it
 */
record Recognition(String spelling, boolean named, List<Candidate> candidates) {

  /**
   * One of the applications a flow was recognised as.
   *
   * @param part what the application carries, which adds its own ports; null where unknown
   */
  record Candidate(Application application, Application part) {}
}
