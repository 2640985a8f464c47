package io.holoward.scoring.ecosystem;

import io.holoward.detection.finding.Actor;

/**
 * The executable of a process.
 *
 * @param path as reported; null where telemetry gives a bare name or nothing
 * @param name the file's own name; null where telemetry gives nothing
 */
record Program(String path, String name) {

  static Program of(Actor actor) {
    String image = actor.image();
    if (image == null || image.isEmpty()) {
      return new Program(null, null);
    }
    int slash = Math.max(image.lastIndexOf('/'), image.lastIndexOf('\\'));
    if (slash < 0) {
      return new Program(null, image);
    }
    return new Program(image, slash == image.length() - 1 ? null : image.substring(slash + 1));
  }
}
