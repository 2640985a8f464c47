package io.holoward.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {

  @Test
  void aDirectoryThatIsGoneIsDeletedAgainWithoutComplaint(@TempDir Path directory) {
    WorkDirectory work = WorkDirectory.at(directory.resolve("a/b"));
    work.delete();
    work.delete();
    assertThat(directory.resolve("a/b")).doesNotExist();
  }

  @RepeatedTest(5)
  void twoMayDeleteItAtTheSameTime(@TempDir Path directory) throws Exception {
    WorkDirectory work = WorkDirectory.at(directory.resolve("work"));
    fill(work.path(), 4);
    Thread other = new Thread(work::delete);
    other.start();
    work.delete();
    other.join();
    assertThat(work.path()).doesNotExist();
  }

  private static void fill(Path directory, int depth) throws IOException {
    for (int i = 0; i < 5; i++) {
      Files.writeString(directory.resolve("file" + i), "");
      if (depth > 0) {
        fill(Files.createDirectories(directory.resolve("directory" + i)), depth - 1);
      }
    }
  }
}
