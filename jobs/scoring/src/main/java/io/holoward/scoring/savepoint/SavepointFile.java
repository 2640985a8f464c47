package io.holoward.scoring.savepoint;

import io.holoward.telemetry.input.InputException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;

/**
 * The table of contents of a savepoint, or of a retained checkpoint: what each operator stored
 * where. It is small, whatever the size of the state.
 */
final class SavepointFile {

  private final Path directory;
  private final CheckpointMetadata content;

  private SavepointFile(Path directory, CheckpointMetadata content) {
    this.directory = directory;
    this.content = content;
  }

  /**
   * Reads it.
   *
   * @param savepoint the directory of a savepoint, or the file in it, in any file system Flink
   *     knows
   * @throws InputException if there is none
   */
  static SavepointFile read(String savepoint) {
    Path given = new Path(savepoint);
    Path directory =
        given.getName().equals(AbstractFsCheckpointStorageAccess.METADATA_FILE_NAME)
            ? given.getParent()
            : given;
    try (FSDataInputStream in = file(directory).getFileSystem().open(file(directory));
        DataInputStream data = new DataInputStream(in)) {
      return new SavepointFile(
          directory,
          Checkpoints.loadCheckpointMetadata(
              data, SavepointFile.class.getClassLoader(), directory.toString()));
    } catch (IOException | RuntimeException e) {
      throw new InputException(
          "%s is no savepoint that this build can read (%s); give the directory that holds %s"
              .formatted(
                  savepoint, e.getMessage(), AbstractFsCheckpointStorageAccess.METADATA_FILE_NAME));
    }
  }

  private static Path file(Path directory) {
    return new Path(directory, AbstractFsCheckpointStorageAccess.METADATA_FILE_NAME);
  }

  /** What each operator stored. */
  Collection<OperatorState> operators() {
    return content.getOperatorStates();
  }

  /** Takes out operators, for good. */
  void keepOnly(Predicate<OperatorState> kept) throws IOException {
    List<OperatorState> operators = operators().stream().filter(kept).toList();
    FileSystem files = directory.getFileSystem();
    try (OutputStream out = files.create(file(directory), FileSystem.WriteMode.OVERWRITE)) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(
              content.getCheckpointId(),
              operators,
              content.getMasterStates(),
              content.getCheckpointProperties()),
          out);
    }
  }
}
