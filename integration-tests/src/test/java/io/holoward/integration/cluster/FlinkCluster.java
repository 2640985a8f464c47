package io.holoward.integration.cluster;

import io.holoward.integration.cluster.JavaProcess.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Flink cluster of one job manager and several task managers, each a process of its own on
 * 127.0.0.1, with the project's configuration and Flink's own command line client.
 *
 * <p>Files: {@code conf/config.yaml}, a log for each process, checkpoints and savepoints, all in
 * one directory.
 */
public final class FlinkCluster implements AutoCloseable {
  private static final Duration START_BOUND = Duration.ofSeconds(90);
  private static final Duration CLIENT_BOUND = Duration.ofMinutes(2);
  private static final String RESULT = "BASH_JAVA_UTILS_EXEC_RESULT:";
  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("Path: (file:\\S+)");

  /** For processes that end before better code would pay. */
  private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Path directory;
  private final Path configuration;
  private final String classpath;
  private final List<String> javaOptions;
  private final FlinkRest rest;
  private final List<JavaProcess> taskManagers = new ArrayList<>();
  private JavaProcess jobManager;
  private List<String> jobManagerResources;
  private List<String> taskManagerResources;
  private int startedJobManagers;
  private int startedTaskManagers;
  private int commands;

  private FlinkCluster(Path directory, Path lib, List<String> javaOptions, FlinkRest rest) {
    this.directory = directory;
    this.configuration = directory.resolve("conf");
    this.classpath = lib.resolve("*").toString();
    this.javaOptions = javaOptions;
    this.rest = rest;
  }

  /**
   * Starts a cluster and waits until all task managers have registered.
   *
   * @param lib the directory of Flink's jars
   * @param projectConfiguration the {@code config.yaml} it runs with
   * @param directory where its files go
   * @param taskManagers how many
   * @param overrides keys of the configuration that this cluster has otherwise
   */
  public static FlinkCluster start(
      Path lib,
      Path projectConfiguration,
      Path directory,
      int taskManagers,
      Map<String, ?> overrides) {
    List<Integer> ports = FreePorts.find(2);
    ClusterConfiguration configuration =
        ClusterConfiguration.read(projectConfiguration)
            .without("metrics.")
            .with(ofSmallMachine(directory, ports.get(0), ports.get(1)))
            .with(overrides);
    configuration.writeTo(directory.resolve("conf"));
    FlinkCluster cluster =
        new FlinkCluster(
            directory,
            lib,
            List.of(configuration.get("env.java.opts.all").split(" ")),
            new FlinkRest("http://127.0.0.1:" + ports.get(1)));
    try {
      cluster.startProcesses(taskManagers);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static Map<String, Object> ofSmallMachine(Path directory, int rpcPort, int restPort) {
    Map<String, Object> overrides = new LinkedHashMap<>();
    overrides.put("jobmanager.rpc.address", "127.0.0.1");
    overrides.put("jobmanager.rpc.port", rpcPort);
    overrides.put("jobmanager.bind-host", "127.0.0.1");
    overrides.put("rest.address", "127.0.0.1");
    overrides.put("rest.bind-address", "127.0.0.1");
    overrides.put("rest.port", restPort);
    overrides.put("taskmanager.host", "127.0.0.1");
    overrides.put("taskmanager.bind-host", "127.0.0.1");
    overrides.put("io.tmp.dirs", createDirectories(directory.resolve("tmp")));
    overrides.put("execution.checkpointing.dir", directory.resolve("checkpoints").toUri());
    overrides.put("execution.checkpointing.savepoint-dir", directory.resolve("savepoints").toUri());
    overrides.put("execution.checkpointing.interval", "1s");
    overrides.put("execution.checkpointing.min-pause", "200ms");
    // Metaspace for the classes of several jobs, one after the other and at the same time.
    overrides.put("jobmanager.memory.process.size", "768m");
    overrides.put("jobmanager.memory.jvm-metaspace.size", "320m");
    overrides.put("jobmanager.memory.jvm-overhead.min", "96m");
    overrides.put("jobmanager.memory.off-heap.size", "64m");
    overrides.put("taskmanager.memory.process.size", "1088m");
    overrides.put("taskmanager.memory.jvm-metaspace.size", "320m");
    overrides.put("taskmanager.memory.jvm-overhead.min", "96m");
    overrides.put("taskmanager.memory.framework.off-heap.size", "64m");
    overrides.put("taskmanager.memory.managed.size", "128m");
    overrides.put("taskmanager.memory.network.min", "48m");
    overrides.put("taskmanager.memory.network.max", "48m");
    // A dead task manager is noticed soon, a slow one is not taken for dead.
    overrides.put("heartbeat.interval", "1s");
    overrides.put("heartbeat.timeout", "30s");
    overrides.put("metrics.fetcher.update-interval", 500);
    return overrides;
  }

  private void startProcesses(int count) {
    jobManagerResources = resources("GET_JM_RESOURCE_PARAMS");
    startJobManager();
    taskManagerResources = resources("GET_TM_RESOURCE_PARAMS");
    for (int i = 0; i < count; i++) {
      startTaskManager(Map.of());
    }
    awaitComplete();
  }

  private void startJobManager() {
    jobManager =
        start(
            "job-manager-" + ++startedJobManagers,
            jobManagerResources,
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            List.of("--executionMode", "cluster"),
            Map.of());
  }

  private void startTaskManager(Map<String, String> environment) {
    String name = "task-manager-" + ++startedTaskManagers;
    taskManagers.add(
        start(
            name,
            taskManagerResources,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            List.of("-D", "taskmanager.resource-id=" + name),
            environment));
  }

  /** Waits until all task managers have registered. */
  public void awaitComplete() {
    Await.until("all task managers have registered", START_BOUND, this::isComplete);
  }

  private boolean isComplete() {
    jobManager.requireAlive();
    taskManagers.forEach(JavaProcess::requireAlive);
    return rest.taskManagers()
        .equals(taskManagers.stream().map(JavaProcess::name).collect(Collectors.toSet()));
  }

  /** Asks Flink how large the parts of a process are: JVM options first, then its settings. */
  private List<String> resources(String command) {
    String output =
        run(
            command.toLowerCase(Locale.ROOT).replace('_', '-'),
            SMALL,
            "org.apache.flink.runtime.util.bash.BashJavaUtils",
            List.of(command, "--configDir", configuration.toString()));
    return output
        .lines()
        .filter(line -> line.startsWith(RESULT))
        .map(line -> line.substring(RESULT.length()).strip())
        .toList();
  }

  private JavaProcess start(
      String name,
      List<String> resources,
      String mainClass,
      List<String> arguments,
      Map<String, String> environment) {
    List<String> options = new ArrayList<>(List.of(resources.get(0).split(" ")));
    options.addAll(SMALL);
    options.addAll(common());
    Stream<String> settings = Stream.of(resources.get(1).split(" "));
    List<String> all =
        Stream.of(Stream.of("--configDir", configuration.toString()), settings, arguments.stream())
            .flatMap(part -> part)
            .toList();
    return JavaProcess.start(
        new Program(name, options, mainClass, all), classpath, environment, directory);
  }

  /** What Flink's scripts would add: the options of the configuration, and where logging goes. */
  private List<String> common() {
    List<String> options = new ArrayList<>(javaOptions);
    options.add("-Dlog4j2.configurationFile=" + resource("/flink-log4j2.xml"));
    return options;
  }

  private static String resource(String name) {
    return FlinkCluster.class.getResource(name).toString();
  }

  /** What the cluster tells of itself. */
  public FlinkRest rest() {
    return rest;
  }

  /**
   * Submits a job: {@code flink run -d}.
   *
   * @param settings keys of Flink's configuration for this job only
   * @param arguments of the job
   * @return its id
   * @throws IllegalStateException with what the client said, when it does not end with success
   */
  public String run(Map<String, String> settings, Path jar, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("run", "-d"));
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    return submit(command, jar, arguments);
  }

  /** Submits a job that goes on from a savepoint: {@code flink run -d -s}. */
  public String runFrom(String savepoint, Path jar, List<String> arguments) {
    return submit(List.of("run", "-d", "-s", savepoint), jar, arguments);
  }

  private String submit(List<String> command, Path jar, List<String> arguments) {
    List<String> all = new ArrayList<>(command);
    all.add(jar.toString());
    all.addAll(arguments);
    return found(JOB_ID, client("run", all));
  }

  /**
   * Stops a job with a savepoint: {@code flink stop}.
   *
   * @return where the savepoint is
   */
  public String stop(String job) {
    String target = directory.resolve("savepoints").toUri().toString();
    return found(SAVEPOINT, client("stop", List.of("stop", "--savepointPath", target, job)));
  }

  private String client(String name, List<String> arguments) {
    return run(
        "client-" + ++commands + "-" + name,
        SMALL,
        "org.apache.flink.client.cli.CliFrontend",
        arguments);
  }

  private String run(String name, List<String> options, String mainClass, List<String> arguments) {
    List<String> all = Stream.of(common(), options).flatMap(List::stream).toList();
    try (JavaProcess process =
        JavaProcess.start(
            new Program(name, all, mainClass, arguments),
            classpath,
            Map.of("FLINK_CONF_DIR", configuration.toString()),
            directory)) {
      return process.awaitSuccess(CLIENT_BOUND);
    }
  }

  private static String found(Pattern pattern, String output) {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new IllegalStateException("No " + pattern + " in what the client said:\n" + output);
    }
    return matcher.group(1);
  }

  /** Ends the task manager that was started last, with SIGKILL, and starts another for it. */
  public void replaceTaskManager() {
    replaceTaskManager(Map.of());
  }

  /** The same, the other one with these variables in its environment. */
  public void replaceTaskManager(Map<String, String> environment) {
    taskManagers.remove(taskManagers.size() - 1).kill();
    startTaskManager(environment);
  }

  /**
   * Ends the job manager with SIGKILL, starts another for it, and waits until it leads the cluster.
   * Without high availability that one knows of no job.
   */
  public void replaceJobManager() {
    jobManager.kill();
    startJobManager();
    awaitComplete();
  }

  /** All that the processes of the cluster have logged so far, a line each. */
  public List<String> log() {
    return LogFiles.read(directory, "job-manager-", "task-manager-");
  }

  @Override
  public void close() {
    taskManagers.forEach(JavaProcess::close);
    if (jobManager != null) {
      jobManager.close();
    }
  }

  private static Path createDirectories(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
