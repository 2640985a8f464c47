package io.holoward.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Dockerfiles. The images themselves cannot be built without an engine. */
class ImagesTest {
  private static final int METRICS_PORT = 9249;

  static Stream<Dockerfile> dockerfiles() {
    return Stream.of(Dockerfile.OF_JOB, Dockerfile.OF_COMMAND);
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void theLintersFindNothing(Dockerfile dockerfile) {
    for (String linter : List.of("dockerfilelint", "dockerfile-utils")) {
      Tool.Result result = lint(linter, dockerfile.file());
      assertThat(result.exitCode()).as(linter + result.output()).isZero();
    }
  }

  @Test
  void theLintersFindAMistake(@TempDir Path directory) throws IOException {
    Path wrong =
        Files.writeString(
            directory.resolve("Dockerfile"), "FROM flink\nCOPI a b\nEXPOSE 99999999\n");
    for (String linter : List.of("dockerfilelint", "dockerfile-utils")) {
      assertThat(lint(linter, wrong).exitCode()).as(linter).isNotZero();
    }
  }

  private static Tool.Result lint(String linter, Path file) {
    Path program = NpmPackages.LINTERS.file(".bin/" + linter);
    return linter.equals("dockerfilelint")
        ? Tool.run(program, file.toString())
        : Tool.run(program, "lint", file.toString());
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void theBaseIsOfOneVersionAndTheUserIsNotRoot(Dockerfile dockerfile) {
    assertThat(dockerfile.all("FROM"))
        .singleElement()
        .asString()
        .matches("[a-z/-]+:\\d+\\.\\d+\\S*");
    assertThat(dockerfile.user()).matches("[1-9]\\d+:[1-9]\\d+");
  }

  @Test
  void theClusterIsOfTheFlinkThatTheJobIsCompiledWith() {
    String flink = System.getProperty("flink.version");
    assertThat(Dockerfile.OF_JOB.all("FROM")).containsExactly("flink:" + flink + "-java17");
    assertThat(String.join("\n", Dockerfile.OF_JOB.all("RUN")))
        .contains("flink-s3-fs-presto-" + flink + ".jar", "flink-s3-fs-hadoop-" + flink + ".jar");
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void everyFileThatIsCopiedIsThereAndNotIgnored(Dockerfile dockerfile) {
    List<String> let =
        Checkout.text(Checkout.ROOT.resolve(".dockerignore"))
            .lines()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1).replace("*", "[^/]*"))
            .toList();
    for (Dockerfile.Copy copy : dockerfile.copies()) {
      assertThat(let).as(copy.source()).anyMatch(copy.source()::matches);
      if (!copy.source().contains("/target/")) {
        assertThat(Checkout.ROOT.resolve(copy.source())).exists();
      }
    }
  }

  @Test
  void whatTheBuildMakesHasTheNameOfThisVersion() {
    assertThat(Dockerfile.OF_JOB.copies())
        .extracting(Dockerfile.Copy::source)
        .contains(
            "jobs/scoring/target/holoward-scoring-%s-job.jar"
                .formatted(System.getProperty("project.version")));
  }

  @Test
  void theDirectoriesOfTheConfigurationAreInTheImage() {
    String made = String.join("\n", Dockerfile.OF_JOB.all("RUN"));
    Checkout.flat(Checkout.yaml(Checkout.FLINK_CONFIGURATION))
        .values()
        .forEach(
            value -> {
              String path = value.replaceFirst("^file://", "");
              if (path.startsWith("/")) {
                assertThat(made).contains(path);
              }
            });
  }

  @Test
  void aContainerIsWellWhileItTellsMetrics() throws Exception {
    Tool.BASH.assumeInstalled();
    String check = Dockerfile.OF_JOB.all("HEALTHCHECK").get(0);
    String script =
        new ObjectMapper().readTree(check.substring(check.indexOf('['))).get(2).asText();
    HttpServer server = serverOrSkip();
    try {
      assertThat(Tool.BASH.run("-c", script).exitCode()).isNotZero();
      server
          .createContext("/metrics")
          .setHandler(
              exchange -> {
                byte[] body = "# HELP x\nflink_jobmanager_x 1.0\n".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
              });
      assertThat(Tool.BASH.run("-c", script).exitCode()).isZero();
    } finally {
      server.stop(0);
    }
    assertThat(Tool.BASH.run("-c", script).exitCode()).isNotZero();
  }

  private static HttpServer serverOrSkip() throws IOException {
    HttpServer server = HttpServer.create();
    boolean free = true;
    try {
      server.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), METRICS_PORT),
          0);
      server.start();
    } catch (BindException e) {
      free = false;
    }
    assumeTrue(free, "port " + METRICS_PORT + " is taken");
    return server;
  }
}
