package io.holoward.integration.cluster;

import io.holoward.integration.cluster.JavaProcess.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A cluster in application mode as the image of the job starts it: a job manager whose process
 * defines the job, and one task manager, with the project's configuration files as they are, sizes
 * of memory included. Only where they listen and write is another place, told on the command line.
 */
public final class ApplicationCluster implements AutoCloseable {
  /** The id of the job, for whoever asks for it. */
  public static final String JOB = "0".repeat(31) + "1";

  private static final Duration BOUND = Duration.ofSeconds(90);
  private static final String RESULT = "BASH_JAVA_UTILS_EXEC_RESULT:";

  private final Path directory;
  private final Path configuration;
  private final String classpath;
  private final Map<String, String> environment;
  private final List<String> javaOptions;
  private final List<String> overrides;
  private final FlinkRest rest;
  private JavaProcess jobManager;
  private JavaProcess taskManager;

  private ApplicationCluster(Path lib, Path directory, Path configuration, int restPort) {
    this.directory = directory;
    this.configuration = configuration;
    this.classpath = lib.resolve("*").toString();
    this.environment = Map.of("FLINK_LIB_DIR", home(directory).resolve("lib").toString());
    this.javaOptions =
        List.of(
            ClusterConfiguration.read(configuration.resolve("config.yaml"))
                .get("env.java.opts.all")
                .split(" "));
    this.rest = new FlinkRest("http://127.0.0.1:" + restPort);
    this.overrides = overrides(directory, restPort);
  }

  /**
   * Starts the two processes.
   *
   * @param lib the directory of Flink's jars
   * @param projectConfiguration the directory of {@code config.yaml} and {@code
   *     log4j-console.properties}
   * @param jobJar put where the image has it
   * @param arguments of the job manager, those of the job included
   * @param directory an empty one, where files go
   * @param restPort a free port
   */
  public static ApplicationCluster start(
      Path lib,
      Path projectConfiguration,
      Path jobJar,
      List<String> arguments,
      Path directory,
      int restPort) {
    prepareHome(directory, jobJar);
    ApplicationCluster cluster =
        new ApplicationCluster(lib, directory, projectConfiguration, restPort);
    try {
      cluster.startProcesses(arguments);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static Path home(Path directory) {
    return directory.resolve("flink");
  }

  /** Flink looks for the job in {@code usrlib}, beside its own {@code lib}. */
  private static void prepareHome(Path directory, Path jobJar) {
    try {
      Files.createDirectories(home(directory).resolve("lib"));
      Path usrlib = Files.createDirectories(home(directory).resolve("usrlib"));
      Files.copy(jobJar, usrlib.resolve("holoward-job.jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> overrides(Path directory, int restPort) {
    Map<String, String> values = new TreeMap<>();
    values.put("rest.port", Integer.toString(restPort));
    values.put("jobmanager.rpc.port", Integer.toString(restPort + 1));
    values.put("io.tmp.dirs", directory.resolve("tmp").toString());
    values.put("execution.checkpointing.dir", directory.resolve("checkpoints").toUri().toString());
    values.put(
        "execution.checkpointing.savepoint-dir",
        directory.resolve("savepoints").toUri().toString());
    values.put("execution.checkpointing.interval", "2s");
    values.put("execution.checkpointing.min-pause", "1s");
    List<String> overrides = new ArrayList<>();
    values.forEach((key, value) -> overrides.addAll(List.of("-D", key + "=" + value)));
    return overrides;
  }

  private void startProcesses(List<String> arguments) {
    jobManager =
        start(
            "job-manager",
            "GET_JM_RESOURCE_PARAMS",
            "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint",
            Stream.concat(Stream.of("--job-id", JOB), arguments.stream()).toList());
    taskManager =
        start(
            "task-manager",
            "GET_TM_RESOURCE_PARAMS",
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            List.of());
  }

  private JavaProcess start(String name, String sizes, String mainClass, List<String> arguments) {
    List<String> resources = resources(sizes);
    List<String> options = new ArrayList<>(List.of(resources.get(0).split(" ")));
    options.addAll(javaOptions);
    options.add(
        "-Dlog4j.configurationFile=" + configuration.resolve("log4j-console.properties").toUri());
    List<String> all =
        Stream.of(
                Stream.of("--configDir", configuration.toString()),
                Stream.of(resources.get(1).split(" ")),
                overrides.stream(),
                arguments.stream())
            .flatMap(part -> part)
            .toList();
    return JavaProcess.start(
        new Program(name, options, mainClass, all), classpath, environment, directory);
  }

  private List<String> resources(String command) {
    List<String> arguments =
        Stream.concat(
                Stream.of(command, "--configDir", configuration.toString()), overrides.stream())
            .toList();
    Program program =
        new Program(
            command.toLowerCase(Locale.ROOT),
            List.of("-XX:TieredStopAtLevel=1"),
            "org.apache.flink.runtime.util.bash.BashJavaUtils",
            arguments);
    try (JavaProcess process = JavaProcess.start(program, classpath, environment, directory)) {
      return process
          .awaitSuccess(BOUND)
          .lines()
          .filter(line -> line.startsWith(RESULT))
          .map(line -> line.substring(RESULT.length()).strip())
          .toList();
    }
  }

  /** True once every task of the job runs; false before the cluster knows the job. */
  public boolean isRunning() {
    jobManager.requireAlive();
    taskManager.requireAlive();
    try {
      return rest.allTasksRun(JOB);
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** What the job manager has printed so far. */
  public String jobManagerOutput() {
    return jobManager.output();
  }

  /** What the task manager has printed so far. */
  public String taskManagerOutput() {
    return taskManager.output();
  }

  @Override
  public void close() {
    if (taskManager != null) {
      taskManager.close();
    }
    if (jobManager != null) {
      jobManager.close();
    }
  }
}
