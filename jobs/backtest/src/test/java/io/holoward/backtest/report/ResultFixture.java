package io.holoward.backtest.report;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Small results made by hand, in which names are hostile wherever somebody else chooses them. */
final class ResultFixture {

  /** A name that is markup. */
  static final String SCRIPT = "<script>alert(1)</script>";

  /** A name that would end an attribute. */
  static final String IMAGE = "\"><img src=x onerror=alert(1)>";

  private ResultFixture() {}

  /** A whole result with labels. */
  static Path result() {
    return directory("result");
  }

  /** A sweep of two parameters. */
  static Path sweep() {
    return directory("sweep");
  }

  static Path comparison() {
    return directory("comparison");
  }

  private static Path directory(String name) {
    try {
      return Path.of(ResultFixture.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
