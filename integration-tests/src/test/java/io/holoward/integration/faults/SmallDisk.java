package io.holoward.integration.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own, in memory, that can be full without anything else being so. */
final class SmallDisk implements AutoCloseable {
  private static final byte[] BLOCK = new byte[4_096];

  private final Path directory;
  private final Path filler;

  private SmallDisk(Path directory) {
    this.directory = directory;
    this.filler = directory.resolve("filler");
  }

  /** Mounts it; skips the test where that is not allowed. */
  static SmallDisk mount(Path directory, int mebibytes) {
    try {
      Files.createDirectories(directory);
      boolean mounted =
          run(
              "mount",
              "-t",
              "tmpfs",
              "-o",
              "size=" + mebibytes + "m",
              "tmpfs",
              directory.toString());
      assumeTrue(mounted, "a file system can only be mounted by root, outside of most containers");
      return new SmallDisk(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return process.onExit().join().exitValue() == 0;
  }

  /** Where it is. */
  Path directory() {
    return directory;
  }

  /** Leaves no room on it. */
  void fill() {
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(BLOCK);
      }
    } catch (IOException full) {
      // As it should be.
    }
  }

  /** Gives the room back. */
  void free() {
    try {
      Files.delete(filler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      run("umount", "--lazy", directory.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
