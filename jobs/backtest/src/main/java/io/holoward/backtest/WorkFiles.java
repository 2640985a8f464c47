package io.holoward.backtest;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** The directory a backtest works in, gone with all that is in it when it is closed. */
public record WorkFiles(Path directory) implements AutoCloseable {

  /** Makes a directory of its own inside another one. */
  public static WorkFiles within(Path parent) throws IOException {
    Files.createDirectories(parent);
    return new WorkFiles(Files.createTempDirectory(parent, ".work-"));
  }

  /** A new, empty directory in it. */
  Path fresh(String name) throws IOException {
    return Files.createTempDirectory(directory, name + "-");
  }

  @Override
  public void close() throws IOException {
    delete(directory);
  }

  /**
   * Deletes a directory with all it holds. Flink clears its own files away in the background: what
   * is gone already is no failure.
   *
   * @throws java.nio.file.DirectoryNotEmptyException if one is filled again meanwhile
   */
  public static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null && !(failure instanceof NoSuchFileException)) {
              throw failure;
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
