package io.holoward.detection.port;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Several ranges of ports in the order in which they are named to people. */
final class PortRanges {

  /** No port. */
  static final PortRanges NONE = new PortRanges(new PortRange[0]);

  private final PortRange[] ranges;

  private PortRanges(PortRange[] ranges) {
    this.ranges = ranges;
  }

  /**
   * Reads ranges with commas between them.
   *
   * @throws IllegalArgumentException if one of them is malformed
   */
  static PortRanges parse(String text) {
    return new PortRanges(
        Arrays.stream(text.split(",", -1)).map(PortRange::parse).toArray(PortRange[]::new));
  }

  boolean isEmpty() {
    return ranges.length == 0;
  }

  boolean contains(int port) {
    for (PortRange range : ranges) {
      if (range.contains(port)) {
        return true;
      }
    }
    return false;
  }

  /** All of them, such as {@code 80, 8000-8010}. */
  String text() {
    return Arrays.stream(ranges).map(PortRange::toString).collect(Collectors.joining(", "));
  }
}
