package io.holoward.backtest.report;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium that shows one page from disk at a time and tells what it asked for. */
final class Browser implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  /** Kept, so that the level stays: what is used of the driver's protocol has no version. */
  private static final Logger DRIVER_LOG = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Whether both the browser and its driver are installed. */
  static boolean isInstalled() {
    return onPath(NAMES).isPresent() && onPath(List.of("chromedriver")).isPresent();
  }

  /**
   * Starts one.
   *
   * @param profile an empty directory for its profile
   */
  static Browser start(Path profile) {
    DRIVER_LOG.setLevel(Level.SEVERE);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(onPath(NAMES).orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(onPath(List.of("chromedriver")).orElseThrow().toFile())
            .withSilent(true)
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Shows a file in a window of this width, for somebody who prefers light or dark colours. */
  void open(Path file, int width, String colours) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    // From a file to itself the driver may return while the old page is still there.
    driver.get("about:blank");
    messages();
    requests();
    String address = file.toUri().toString();
    driver.get(address);
    await("document.readyState === 'complete' && location.href === '" + address + "'");
  }

  /**
   * Waits until a condition holds: a browser does some things a moment later, such as telling of an
   * opened row.
   */
  void await(String condition) {
    for (int i = 0; i < 400; i++) {
      if (Boolean.TRUE.equals(evaluate(condition))) {
        return;
      }
      try {
        Thread.sleep(25);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("never came true: " + condition);
  }

  /** What JavaScript returns for an expression. */
  Object evaluate(String expression) {
    return driver.executeScript("return " + expression);
  }

  /** The texts of a list that JavaScript returns. */
  List<String> list(String expression) {
    return ((List<?>) evaluate(expression)).stream().map(String::valueOf).toList();
  }

  /** Runs JavaScript. */
  void run(String script) {
    driver.executeScript(script);
  }

  long number(String expression) {
    return ((Number) evaluate(expression)).longValue();
  }

  /** What the console said since it was last asked. */
  List<String> messages() {
    return log(LogType.BROWSER).map(LogEntry::getMessage).toList();
  }

  /** The addresses of all requests since it was last asked, those answered by the page excepted. */
  List<String> requests() {
    return log(LogType.PERFORMANCE)
        .map(LogEntry::getMessage)
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .map(message -> message.replaceAll("(?s).*\"url\":\"([^\"]*)\".*", "$1"))
        .filter(address -> !address.startsWith("data:"))
        .toList();
  }

  private Stream<LogEntry> log(String type) {
    return StreamSupport.stream(driver.manage().logs().get(type).spliterator(), false);
  }

  private static Optional<Path> onPath(List<String> names) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(directory -> names.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
