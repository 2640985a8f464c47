package io.holoward.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script bin/holoward, in a checkout of its own, with a Maven and a Java that only note. */
class LauncherTest {
  @TempDir private Path directory;
  private Path root;
  private Path tools;

  @BeforeEach
  void checkout() throws IOException {
    Path script = script();
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no /bin/bash");
    root = Files.createDirectories(directory.resolve("check out"));
    tools = Files.createDirectories(directory.resolve("tools"));
    Files.createDirectories(root.resolve("bin"));
    Files.copy(script, root.resolve("bin/holoward"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.createDirectories(root.resolve("jobs/cli/src/main/java"));
    executable(
        "mvn",
        "echo mvn \"$@\" >>"
            + quoted(root.resolve("calls"))
            + "\nmkdir -p jobs/cli/target/dist/lib benchmarks/target");
    java("17.0.2", 0);
  }

  private static Path script() {
    return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
        .map(path -> path.resolve("bin/holoward"))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void itBuildsOnceAndPassesItsArguments() throws Exception {
    Result first = run(root.resolve("bin/holoward"), "demo", "--seed", "two words");
    assertThat(first.output()).contains("building, this happens once", "<demo><--seed><two words>");
    Result second = run(root.resolve("bin/holoward"), "demo");
    assertThat(second.output()).doesNotContain("building").contains("<demo>");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void itBuildsAgainWhenASourceIsNewer() throws Exception {
    run(root.resolve("bin/holoward"));
    Path source = Files.writeString(root.resolve("jobs/cli/src/main/java/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(run(root.resolve("bin/holoward")).output()).contains("the sources have changed");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void itDoesNotBuildWhenATestIsNewer() throws Exception {
    run(root.resolve("bin/holoward"));
    Path test = Files.createDirectories(root.resolve("jobs/cli/src/test/java")).resolve("T.java");
    Files.writeString(test, "");
    Files.setLastModifiedTime(test, FileTime.from(Instant.now().plusSeconds(5)));
    run(root.resolve("bin/holoward"));
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void itWorksThroughALinkFromAnywhere() throws Exception {
    Path link =
        Files.createSymbolicLink(directory.resolve("hw"), Path.of("check out/bin/holoward"));
    assertThat(run(link, "states").output()).contains("<states>");
  }

  @Test
  void inACheckoutItBuildsAndStartsTheBenchmarks() throws Exception {
    Result result = run(root.resolve("bin/holoward"), "benchmark", "--only", "kernel");
    assertThat(result.output()).contains("BenchmarkCommand:<--only><kernel>");
    assertThat(Files.readAllLines(root.resolve("calls")))
        .singleElement()
        .asString()
        .contains("jobs/cli,benchmarks");
    assertThat(run(root.resolve("bin/holoward"), "benchmark").output()).doesNotContain("building");
    assertThat(run(root.resolve("bin/holoward"), "demo").output()).doesNotContain("building");
  }

  @Test
  void withoutACheckoutTheCommandSaysWhereBenchmarksRun() throws Exception {
    Files.delete(root.resolve("pom.xml"));
    assertThat(run(root.resolve("bin/holoward"), "benchmark", "--quick").output())
        .contains("Holoward:<benchmark><--quick>");
  }

  @Test
  void theExitCodeIsThatOfTheCommand() throws Exception {
    java("21", 2);
    assertThat(run(root.resolve("bin/holoward")).code()).isEqualTo(2);
  }

  @Test
  void anOldJavaIsRefusedBeforeAnythingIsBuilt() throws Exception {
    java("1.8.0_402", 0);
    Result result = run(root.resolve("bin/holoward"));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.output()).contains("Java 17 or newer is needed").contains("8");
    assertThat(root.resolve("calls")).doesNotExist();
  }

  @Test
  void aFailedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
    executable("mvn", "echo '[ERROR] no such artifact'; exit 1");
    Result result = run(root.resolve("bin/holoward"));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("[ERROR] no such artifact", "the build failed");
    assertThat(run(root.resolve("bin/holoward")).code()).isEqualTo(1);
  }

  private record Result(int code, String output) {}

  private Result run(Path script, String... arguments) throws Exception {
    Path output = directory.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of(script.toString()), Arrays.stream(arguments)).toList())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "HOLOWARD_JAVA_OPTS"));
    int code = builder.start().waitFor();
    return new Result(code, Files.readString(output));
  }

  private long builds() throws IOException {
    return Files.readAllLines(root.resolve("calls")).size();
  }

  private void java(String version, int code) throws IOException {
    executable(
        "java",
        """
        if [ "$1" = -version ]; then echo 'openjdk version "%s" 2022-01-18' >&2; exit 0; fi
        while [[ "$1" != io.holoward.* ]]; do shift; done
        printf '%%s:' "${1##*.}"; shift
        printf '<%%s>' "$@"
        exit %d
        """
            .formatted(version, code));
  }

  private void executable(String name, String body) throws IOException {
    Path file = tools.resolve(name);
    Files.writeString(file, "#!/bin/bash\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String quoted(Path path) {
    return "'" + path + "'";
  }
}
