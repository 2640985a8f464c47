package io.holoward.detection.front;

import io.holoward.detection.identity.ImagePath;
import java.util.HashMap;
import java.util.Map;

/** Remembers how images normalise: a fleet has few, an event stream repeats them endlessly. */
final class ImageNames {

  private static final int LIMIT = 65_536;

  private final Map<String, String> normalised = new HashMap<>();

  /** The normalised image, or null where it is unknown. */
  String normalise(String reported) {
    if (reported == null) {
      return null;
    }
    String known = normalised.get(reported);
    if (known != null || normalised.containsKey(reported)) {
      return known;
    }
    if (normalised.size() >= LIMIT) {
      normalised.clear();
    }
    String image = ImagePath.normalise(reported);
    normalised.put(reported, image);
    return image;
  }
}
