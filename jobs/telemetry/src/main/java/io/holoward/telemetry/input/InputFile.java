package io.holoward.telemetry.input;

import io.holoward.telemetry.format.TelemetryFormats;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One input to read: a file, or the standard input. */
final class InputFile {

  /** Stands for the standard input among paths. */
  static final String STANDARD_INPUT = "-";

  private static final int BEGINNING = 1 << 16;

  private final Path path;

  private InputFile(Path path) {
    this.path = path;
  }

  /**
   * The files that paths name, in their order; a folder stands for all files in and below it,
   * sorted by path, without those that are hidden or not finished: whose own or a folder's name
   * begins with a dot or an underscore.
   *
   * @throws InputException if a path does not exist, cannot be read, or is an empty folder
   */
  static List<InputFile> find(List<Path> paths) {
    if (paths.isEmpty()) {
      throw new InputException("no input: name at least one file or folder, or - for stdin");
    }
    return paths.stream().flatMap(path -> findOne(path).stream()).toList();
  }

  private static List<InputFile> findOne(Path path) {
    if (path.toString().equals(STANDARD_INPUT)) {
      return List.of(new InputFile(path));
    }
    if (!Files.exists(path)) {
      throw new InputException("no such file or folder: " + path + " (check the path)");
    }
    if (!Files.isReadable(path)) {
      throw new InputException("cannot read " + path + " (check its permissions)");
    }
    return Files.isDirectory(path) ? findBelow(path) : List.of(new InputFile(path));
  }

  private static List<InputFile> findBelow(Path folder) {
    try (Stream<Path> below = Files.walk(folder.toRealPath())) {
      Path root = folder.toRealPath();
      List<InputFile> files =
          below
              .filter(Files::isRegularFile)
              .filter(file -> !isHidden(root.relativize(file)))
              .sorted()
              .map(InputFile::new)
              .toList();
      if (files.isEmpty()) {
        throw new InputException("no files in the folder " + folder);
      }
      return files;
    } catch (IOException e) {
      throw new InputException("cannot list the folder " + folder + ": " + e.getMessage());
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      String name = part.toString();
      if (name.startsWith(".") || name.startsWith("_")) {
        return true;
      }
    }
    return false;
  }

  boolean isStandardInput() {
    return path.toString().equals(STANDARD_INPUT);
  }

  /** The file's own name, without its folders. */
  String name() {
    return isStandardInput() ? "stdin" : path.getFileName().toString();
  }

  /**
   * Opens the file, uncompressed when it is gzip, whatever its name.
   *
   * @param standardInput where {@code -} reads from
   */
  Opened open(InputStream standardInput) throws IOException {
    InputStream raw = isStandardInput() ? standardInput : Files.newInputStream(path);
    BufferedInputStream content = new BufferedInputStream(raw, BEGINNING);
    if (GzipMembers.isMagic(beginning(content, 2))) {
      content = new BufferedInputStream(new GzipMembers(content), BEGINNING);
    }
    return new Opened(name(), content, beginning(content, BEGINNING));
  }

  /** The first bytes, without taking them; a damage among them comes again where it is read. */
  private static byte[] beginning(BufferedInputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    int count = 0;
    in.mark(length);
    try {
      int read = in.read(bytes, 0, length);
      while (read > 0) {
        count += read;
        read = in.read(bytes, count, length - count);
      }
    } catch (IOException e) {
      return Arrays.copyOf(bytes, count);
    } finally {
      in.reset();
    }
    return Arrays.copyOf(bytes, count);
  }

  /** An opened file of which only the beginning has been looked at. */
  static final class Opened implements Closeable {

    private final RecordSource records;
    private final Optional<String> format;
    private final boolean empty;

    private Opened(String name, InputStream content, byte[] beginning) {
      this.format = TelemetryFormats.detect(beginning);
      this.empty = beginning.length == 0;
      this.records =
          format.equals(Optional.of("avro"))
              ? new AvroContainerReader(name, content)
              : new LineReader(name, content);
    }

    RecordSource records() {
      return records;
    }

    /** The name of the format that the content looks like. */
    Optional<String> format() {
      return format;
    }

    /** True when there is nothing that could have a format. */
    boolean isEmpty() {
      return empty;
    }

    @Override
    public void close() throws IOException {
      records.close();
    }
  }
}
