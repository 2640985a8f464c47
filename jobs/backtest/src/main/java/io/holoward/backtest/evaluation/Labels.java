package io.holoward.backtest.evaluation;

import io.holoward.detection.observation.SourcePosition;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What somebody says the connections of a recording are: attacks of some kind, or background.
 *
 * <p>Labels are of single connections, by the name of the source and the position in it, or of all
 * connections of a process instance. Source names are compared without their extensions. Nothing is
 * ever fitted on labels.
 */
public final class Labels {

  /** The label of what is no attack, unless others are named. */
  public static final String BACKGROUND = "background";

  /** Labels that begin like this name changes that are harmless, and belong to the background. */
  public static final String UPDATE = "update:";

  private final Path file;
  private final Set<String> background;
  private final Map<String, Map<Long, String>> byPosition;
  private final Map<InstanceName, String> byInstance;
  private final boolean listsTheBackground;

  /**
   * What a label of an instance is found by.
   *
   * @param source the source's name without extensions; empty for any source
   * @param host in lower case
   * @param instance its key, GUID or pid, in lower case
   */
  record InstanceName(String source, String host, String instance) {
    static InstanceName of(String source, String host, String instance) {
      return new InstanceName(
          source, host.toLowerCase(Locale.ROOT), instance.toLowerCase(Locale.ROOT));
    }
  }

  Labels(
      Path file,
      Collection<String> background,
      Map<String, Map<Long, String>> byPosition,
      Map<InstanceName, String> byInstance) {
    this.file = file;
    this.background = new TreeSet<>(background);
    this.background.add(BACKGROUND);
    this.byPosition = byPosition;
    this.byInstance = byInstance;
    this.listsTheBackground =
        byInstance.values().stream().anyMatch(this.background::contains)
            || byPosition.values().stream()
                .anyMatch(rows -> rows.values().stream().anyMatch(this.background::contains));
  }

  /**
   * Reads a CSV file, gzipped or not, whose header names the columns {@code scenario} (or {@code
   * source}), {@code line} (or {@code position}) and {@code label}; or, to label process instances,
   * {@code host}, {@code instance} (its key in the results, its GUID or its pid), {@code label} and
   * perhaps {@code source}. Other columns are ignored.
   *
   * @param background labels that are no attacks, beside {@link #BACKGROUND} and what begins with
   *     {@link #UPDATE}
   * @throws io.holoward.telemetry.input.InputException if it is not such a file, with the line
   */
  public static Labels read(Path file, Collection<String> background) {
    return LabelFile.read(file, background);
  }

  /** Where the labels came from. */
  public Path file() {
    return file;
  }

  /** The labels that are no attacks; those that begin with {@link #UPDATE} come in addition. */
  public List<String> background() {
    return List.copyOf(background);
  }

  /** True for a label that is no attack. */
  public boolean isBackground(String label) {
    return isBackground(label, background);
  }

  /** The same of a list as {@link #background} tells it. */
  public static boolean isBackground(String label, Collection<String> background) {
    return background.contains(label) || label.startsWith(UPDATE);
  }

  /** The label that a row of the file gives a connection; null where none does. */
  String given(LabelledThing thing) {
    String source = withoutExtensions(thing.source().name());
    Map<Long, String> rows = byPosition.get(source);
    String label = rows == null ? null : rows.get(thing.source().position());
    if (label != null || byInstance.isEmpty()) {
      return label;
    }
    for (String instance : thing.instanceNames()) {
      label = byInstance.get(InstanceName.of(source, thing.host(), instance));
      if (label == null) {
        label = byInstance.get(InstanceName.of("", thing.host(), instance));
      }
      if (label != null) {
        return label;
      }
    }
    return null;
  }

  /**
   * The label of a connection. What a file that lists no background leaves out is background; what
   * a complete file leaves out has no label, and this is null.
   */
  String of(LabelledThing thing) {
    String given = given(thing);
    return given == null && !listsTheBackground ? BACKGROUND : given;
  }

  /**
   * Whether a label is among those that somebody names.
   *
   * @param named labels, of which {@link #BACKGROUND} stands for all that are no attacks
   */
  public boolean isAmong(String label, Collection<String> named) {
    return named.contains(label) || (named.contains(BACKGROUND) && isBackground(label));
  }

  /**
   * How many rows speak of something else than what was read.
   *
   * @param sources the names of all sources
   * @param hosts the names of all hosts
   */
  public long unmatched(Set<String> sources, Set<String> hosts) {
    Read read = Read.of(sources, hosts);
    return byPosition.entrySet().stream()
            .filter(scenario -> !read.sources().contains(scenario.getKey()))
            .mapToLong(scenario -> scenario.getValue().size())
            .sum()
        + byInstance.keySet().stream().filter(name -> !read.holds(name)).count();
  }

  /** The labels of the other rows, each once. */
  Set<String> among(Set<String> sources, Set<String> hosts) {
    Read read = Read.of(sources, hosts);
    Set<String> found = new TreeSet<>();
    byPosition.forEach(
        (scenario, rows) -> {
          if (read.sources().contains(scenario)) {
            found.addAll(rows.values());
          }
        });
    byInstance.forEach(
        (name, label) -> {
          if (read.holds(name)) {
            found.add(label);
          }
        });
    return found;
  }

  /** What was read, as rows name it. */
  private record Read(Set<String> sources, Set<String> hosts) {
    static Read of(Set<String> sources, Set<String> hosts) {
      return new Read(
          sources.stream().map(Labels::withoutExtensions).collect(Collectors.toSet()),
          hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
    }

    boolean holds(InstanceName name) {
      return hosts.contains(name.host())
          && (name.source().isEmpty() || sources.contains(name.source()));
    }
  }

  /** A file's name without what tells its format: {@code a.b.jsonl.gz} is {@code a.b}. */
  public static String withoutExtensions(String name) {
    String rest = name;
    while (true) {
      int dot = rest.lastIndexOf('.');
      if (dot <= 0 || !LabelFile.EXTENSIONS.contains(rest.substring(dot + 1))) {
        return rest;
      }
      rest = rest.substring(0, dot);
    }
  }

  /**
   * Something that may have a label.
   *
   * @param source where its record stands
   * @param instanceNames what the process instance may be called, of which none is null
   */
  record LabelledThing(SourcePosition source, String host, List<String> instanceNames) {}
}
