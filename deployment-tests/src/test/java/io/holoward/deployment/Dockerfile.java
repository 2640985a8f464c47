package io.holoward.deployment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The instructions of a Dockerfile, each as one line. */
record Dockerfile(Path file, List<String> instructions) {
  static final Dockerfile OF_JOB = read(Checkout.DOCKER.resolve("Dockerfile"));
  static final Dockerfile OF_COMMAND = read(Checkout.DOCKER.resolve("cli/Dockerfile"));

  /** A copy from the root of the repository into the image. */
  record Copy(String source, String destination) {}

  private static Dockerfile read(Path file) {
    String joined = Checkout.text(file).replaceAll("\\\\\\R\\s*", "");
    return new Dockerfile(file, joined.lines().filter(line -> line.matches("[A-Z]+ .*")).toList());
  }

  /** What follows an instruction, each time it is given. */
  List<String> all(String instruction) {
    return instructions.stream()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length() + 1).strip())
        .toList();
  }

  /** Under whom the image runs. */
  String user() {
    List<String> users = all("USER");
    return users.isEmpty() ? "root" : users.get(users.size() - 1);
  }

  List<Copy> copies() {
    List<Copy> copies = new ArrayList<>();
    for (String copy : all("COPY")) {
      List<String> paths =
          Stream.of(copy.split("\\s+")).filter(word -> !word.startsWith("--")).toList();
      String destination = paths.get(paths.size() - 1);
      paths.subList(0, paths.size() - 1).forEach(each -> copies.add(new Copy(each, destination)));
    }
    return copies;
  }

  /** Where the file goes whose name ends so. */
  String destinationOf(String ending) {
    return copies().stream()
        .filter(copy -> copy.source().endsWith(ending))
        .map(Copy::destination)
        .findFirst()
        .orElseThrow();
  }
}
