package io.holoward.benchmarks.suite;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the figures were measured on.
 *
 * @param commit of the checkout, with "and changes" where it is not as committed
 */
record Machine(
    String processor, int cores, long memoryMib, String system, String java, String commit) {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final String UNKNOWN = "unknown";

  /**
   * This machine, now.
   *
   * @param checkout the directory of the sources
   */
  static Machine current(Path checkout) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize() >> 20,
        "%s %s %s".formatted(system.getName(), system.getVersion(), system.getArch()),
        "%s %s"
            .formatted(System.getProperty("java.vm.name"), System.getProperty("java.vm.version")),
        commit(checkout));
  }

  /** All but the commit, by what a person calls them. */
  Map<String, String> lines() {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("processor", processor + ", " + cores + (cores == 1 ? " core" : " cores"));
    lines.put("memory", String.format(Locale.ROOT, "%.1f GiB", memoryMib / 1024.0));
    lines.put("system", system);
    lines.put("Java", java);
    return lines;
  }

  private static String processorName() {
    if (!Files.isReadable(PROCESSORS)) {
      return UNKNOWN;
    }
    try (Stream<String> lines = Files.lines(PROCESSORS, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static String commit(Path checkout) {
    String hash = git(checkout, "rev-parse", "--short=12", "HEAD");
    if (hash.isEmpty()) {
      return UNKNOWN;
    }
    boolean changed = !git(checkout, "status", "--porcelain", "--untracked-files=no").isEmpty();
    return changed ? hash + " and changes" : hash;
  }

  /** What git says, or nothing where there is no git or no repository. */
  private static String git(Path checkout, String... arguments) {
    String[] command =
        Stream.concat(Stream.of("git", "-C", checkout.toString()), Stream.of(arguments))
            .toArray(String[]::new);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? said.strip() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
