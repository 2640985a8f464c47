package io.holoward.cli.command;

import io.holoward.backtest.WorkFiles;
import io.holoward.cli.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory a command works in. */
record WorkDirectory(Path path) {
  private static final int ATTEMPTS = 10;
  private static final long PAUSE_MILLIS = 200;

  /** The directory the user named, created when absent. */
  static WorkDirectory at(Path path) {
    try {
      return new WorkDirectory(Files.createDirectories(path));
    } catch (FileAlreadyExistsException e) {
      throw new UserException(path + " is a file, not a directory", e);
    } catch (IOException e) {
      throw new UserException("The directory " + path + " cannot be created: " + e.getMessage(), e);
    }
  }

  /** A new directory among the temporary files of the system. */
  static WorkDirectory temporary() {
    try {
      return new WorkDirectory(Files.createTempDirectory("holoward-"));
    } catch (IOException e) {
      throw new UserException("No temporary directory can be created: " + e.getMessage(), e);
    }
  }

  /**
   * Deletes the directory with all it holds. What others delete meanwhile, as Flink does when the
   * process ends, is fine; what they add meanwhile is deleted as well.
   */
  void delete() {
    try {
      for (int attempt = 0; Files.exists(path) && attempt < ATTEMPTS; attempt++) {
        if (attempt > 0) {
          Thread.sleep(PAUSE_MILLIS);
        }
        tryDelete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The directory " + path + " cannot be deleted", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryDelete() throws IOException {
    try {
      WorkFiles.delete(path);
    } catch (DirectoryNotEmptyException filledMeanwhile) {
      // The next attempt sees to it.
    }
  }
}
