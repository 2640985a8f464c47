package io.holoward.integration.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A clock on the wall that can be set while a process looks at it, by libfaketime. */
final class FakeClock {
  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String NAME = "faketime/libfaketimeMT.so.1";

  private final Path library;
  private final Path time;

  private FakeClock(Path library, Path time) {
    this.library = library;
    this.time = time;
  }

  /** A clock that is right; skips the test where libfaketime is not installed. */
  static FakeClock in(Path directory) {
    Optional<Path> library = find();
    assumeTrue(
        library.isPresent(), "libfaketime is not installed (Debian: apt-get install faketime)");
    FakeClock clock = new FakeClock(library.orElseThrow(), directory.resolve("faketime"));
    clock.set("+0");
    return clock;
  }

  private static Optional<Path> find() {
    if (!Files.isDirectory(LIBRARIES)) {
      return Optional.empty();
    }
    try (Stream<Path> architectures = Files.list(LIBRARIES)) {
      return architectures.map(each -> each.resolve(NAME)).filter(Files::exists).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a process needs to look at this clock. Its measure of time that passes stays right. */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        time.toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1");
  }

  /** Sets it back from what is right. */
  void setBack(Duration by) {
    set("-" + by.toSeconds());
  }

  private void set(String offset) {
    try {
      Files.writeString(time, offset + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
