package io.holoward.detection.identity;

import java.util.regex.Pattern;

/** The name of a container image without what changes at every release. */
final class ContainerImage {

  private static final Pattern DEFAULT_REGISTRY =
      Pattern.compile("^(?:docker\\.io/)?(?:library/)?");

  private ContainerImage() {}

  /**
   * Repository name without tag, digest and the default registry; null where nothing stable is
   * left, as in a bare digest.
   */
  static String name(String reported) {
    if (reported == null) {
      return null;
    }
    String name = reported.strip();
    int digest = name.indexOf('@');
    name = digest < 0 ? name : name.substring(0, digest);
    if (name.startsWith("sha256:") || name.equals("-") || name.endsWith("/")) {
      return null;
    }
    int tag = name.lastIndexOf(':');
    name = tag > name.lastIndexOf('/') ? name.substring(0, tag) : name;
    name = DEFAULT_REGISTRY.matcher(name).replaceFirst("");
    return name.isEmpty() ? null : name;
  }
}
