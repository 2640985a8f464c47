package io.holoward.scoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;

/** The operator states that release 0.1 stored, one file each. */
public final class ReleasedStates {

  /** The system property that names the directory to write the states of a release to. */
  public static final String WRITE = "state.write";

  private static final String STORED = "state/0.1/";

  private ReleasedStates() {}

  /** Writes a state of this release. */
  public static void write(OperatorSubtaskState state, String name) throws IOException {
    Path directory = Files.createDirectories(Path.of(System.getProperty(WRITE)));
    OperatorSnapshotUtil.writeStateHandle(state, directory.resolve(name).toString());
  }

  /** A state as the release wrote it. */
  public static OperatorSubtaskState read(String name) throws Exception {
    ClassLoader loader = ReleasedStates.class.getClassLoader();
    Path file = Path.of(loader.getResource(STORED + name).toURI());
    return OperatorSnapshotUtil.readStateHandle(file.toString());
  }
}
