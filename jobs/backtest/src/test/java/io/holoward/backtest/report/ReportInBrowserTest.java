package io.holoward.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The report as a person opens it: from disk, in a browser, on a desk and on a phone. */
class ReportInBrowserTest {

  private static final String OPEN_EVERYTHING =
      "document.querySelectorAll('details').forEach(each => each.open = true);";

  @TempDir private static Path directory;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(
        Browser.isInstalled(), "no chromium and chromedriver on the PATH: install both to test");
    Report.write(ResultFixture.result(), file("result"));
    Report.write(ResultFixture.sweep(), file("sweep"));
    Report.write(ResultFixture.comparison(), file("comparison"));
    browser = Browser.start(directory.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "result,1280,light",
    "result,390,light",
    "result,390,dark",
    "sweep,1280,dark",
    "sweep,390,light",
    "comparison,1280,light",
    "comparison,390,dark"
  })
  void fitsTheWindowAsksNothingOfTheNetworkAndReportsNoError(
      String name, int width, String colours) {
    browser.open(file(name), width, colours);
    openEverything();

    assertThat(browser.number("document.scrollingElement.scrollWidth")).isLessThanOrEqualTo(width);
    assertThat(browser.messages()).isEmpty();
    assertThat(browser.requests()).containsExactly(file(name).toUri().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"result", "sweep"})
  void everyChartIsDrawn(String name) {
    browser.open(file(name), 1280, "light");

    assertThat(browser.number("document.querySelectorAll('.plot').length")).isPositive();
    // Axes alone are some paths; a chart that shows data has more of them, of a size.
    assertThat(
            browser.list(
                "[...document.querySelectorAll('.plot')].filter(plot => {"
                    + " const svg = plot.querySelector('svg');"
                    + " return !svg || svg.querySelectorAll('path').length < 8"
                    + " || svg.getBoundingClientRect().width < 200; })"
                    + ".map(plot => plot.ariaLabel)"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"result", "sweep", "comparison"})
  void hostileNamesStayText(String name) {
    browser.open(file(name), 1280, "light");
    openEverything();
    hoverOverEveryChart();

    assertThat(browser.number("document.querySelectorAll('img').length")).isZero();
    assertThat(browser.number("document.querySelectorAll('main script, nav script').length"))
        .isZero();
    assertThat(browser.evaluate("document.querySelector('main').textContent").toString())
        .contains(ResultFixture.IMAGE);
    // An alert would have stopped the driver; the policy would have told of what it kept from
    // running.
    assertThat(browser.messages()).isEmpty();
  }

  @Test
  void aProcessThatIsNamedAsMarkupIsListedUnderItsName() {
    browser.open(file("result"), 1280, "light");

    assertThat(browser.evaluate("document.querySelector('#unmodelled .what b').textContent"))
        .isEqualTo(ResultFixture.SCRIPT);
  }

  @Test
  void whatNobodyElseRunsIsRankedByItsPopulationScore() {
    browser.open(file("result"), 1280, "light");

    assertThat(browser.evaluate("document.querySelector('#unmodelled .score').textContent"))
        .isEqualTo("97.5");
    assertThat(
            browser.evaluate("document.querySelector('#unmodelled table').textContent").toString())
        .contains("run from a user-writable folder", "0.4");
  }

  @Test
  void coloursFollowTheSystemUntilSomebodyChooses() {
    browser.open(file("result"), 1280, "dark");
    Object dark = background();
    browser.run("document.getElementById('theme').click()");
    Object light = background();
    browser.open(file("result"), 1280, "light");

    assertThat(background()).isEqualTo(light).isNotEqualTo(dark);
  }

  @Test
  void anAlarmOpensToItsReasons() {
    browser.open(file("result"), 1280, "light");
    browser.run("document.querySelector('#alarms summary').click()");
    browser.await("document.querySelector('#alarms details .body') !== null");

    String reasons =
        browser.evaluate("document.querySelector('#alarms details .body').innerText").toString();
    assertThat(reasons)
        .contains("0 of 110 records (0.0")
        .contains("4 of 110 records (3.6")
        .contains("not: outbound TCP to port 443 (https)")
        .contains("TCP to 198.51.100.4:8443")
        .contains("</script><script>alert(2)</script>");
    assertThat(
            browser.number(
                "document.querySelectorAll('#alarms details .contribution .track').length"))
        .isEqualTo(3);
  }

  @Test
  void searchingLeavesTheProcessesThatHaveTheWords() {
    browser.open(file("result"), 1280, "light");
    type("#states input", "NETSVCS https");

    assertThat(browser.list(shownRows("#states"))).containsExactly("svchost.exe -k netsvcs");
    type("#states input", "");
    assertThat(browser.list(shownRows("#states"))).hasSize(3);
  }

  @Test
  void aLongListIsShownInPartUntilSomebodyAsksForAllOrSearches() throws IOException {
    Path many = Files.createDirectories(directory.resolve("many"));
    Files.writeString(many.resolve("summary.json"), "{}");
    StringBuilder states = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      states.append("{\"processName\":\"tool-%d\",\"records\":%d,\"states\":[]}%n".formatted(i, i));
    }
    Files.writeString(many.resolve("intended-states.json"), states);
    Report.write(many, file("many"));
    browser.open(file("many"), 1280, "light");
    List<String> first = browser.list(shownRows("#states"));
    type("#states input", "tool-3");
    List<String> searched = browser.list(shownRows("#states"));
    type("#states input", "");
    browser.run("document.querySelector('#states .under button').click()");

    assertThat(first).hasSize(12).startsWith("tool-39");
    assertThat(searched).hasSize(11).endsWith("tool-3");
    assertThat(browser.list(shownRows("#states"))).hasSize(40);
  }

  @Test
  void printingIsLightWhateverTheScreenAndNoChartIsWiderThanThePage() {
    browser.open(file("result"), 1280, "dark");
    Object dark = background();
    browser.run("dispatchEvent(new Event('beforeprint'))");

    assertThat(background()).isNotEqualTo(dark);
    assertThat(
            browser.number(
                "Math.max(...[...document.querySelectorAll('.plot svg')]"
                    + ".map(svg => svg.getBoundingClientRect().width))"))
        .isLessThanOrEqualTo(670);
    browser.run("dispatchEvent(new Event('afterprint'))");
    assertThat(background()).isEqualTo(dark);
  }

  @Test
  void aTableSortsByTheHeadingThatIsPressed() {
    browser.open(file("result"), 1280, "light");
    browser.run("document.querySelectorAll('#configuration thead button')[0].click()");
    Object ascending = firstKey();
    browser.run("document.querySelectorAll('#configuration thead button')[0].click()");

    assertThat(ascending).isEqualTo("alarm.raise");
    assertThat(firstKey()).isEqualTo("score.threshold.k");
    assertThat(browser.evaluate("document.querySelector('#configuration th').ariaSort"))
        .isEqualTo("descending");
  }

  @Test
  void figuresOfTheOverviewAreThoseOfTheResult() {
    browser.open(file("result"), 1280, "light");

    assertThat(browser.evaluate("document.querySelector('.headline').textContent"))
        .isEqualTo(
            "4 alarms are abnormal; 2 more concern 1 process without an intended state."
                + " 3 of 3 causes make 100\u00a0% of the abnormal ones.");
    assertThat(browser.evaluate("document.querySelector('#configuration .command').textContent"))
        .isEqualTo("holoward backtest --learn feb --input mar --input 'it'\\''s <b>bold</b>'");
  }

  @Test
  void zoomingTheTimelineNarrowsWhatItShows() {
    browser.open(file("result"), 1280, "light");
    String bars =
        "echarts.getInstanceByDom(document.querySelector('#timeline .plot'))"
            + ".getOption().dataZoom[0]";
    long before = browser.number(bars + ".end - " + bars + ".start");
    browser.run("document.querySelector('#timeline button').click()");

    assertThat(before).isEqualTo(100);
    assertThat(browser.number(bars + ".end - " + bars + ".start")).isEqualTo(50);
  }

  private static Path file(String name) {
    return directory.resolve(name + ".html");
  }

  private static void openEverything() {
    browser.run(OPEN_EVERYTHING);
    browser.await(
        "[...document.querySelectorAll('.rows details')].every(each => each.childElementCount >"
            + " 1)");
  }

  /** Shows the tooltip of each chart, which is made of the names in it. */
  private static void hoverOverEveryChart() {
    browser.run(
        "document.querySelectorAll('.plot').forEach(plot => {"
            + " const chart = echarts.getInstanceByDom(plot);"
            + " chart.getOption().series.forEach((series, i) => { for (let j = 0; j < 4; j++)"
            + " chart.dispatchAction({type: 'showTip', seriesIndex: i, dataIndex: j}); }); });");
  }

  private static void type(String box, String words) {
    browser.run(
        "const box = document.querySelector('%s'); box.value = '%s';".formatted(box, words)
            + " box.dispatchEvent(new Event('input'));");
  }

  private static String shownRows(String section) {
    return ("[...document.querySelectorAll('%s .rows > details')].filter(row => !row.hidden)"
            + ".map(row => row.querySelector('b').textContent)")
        .formatted(section);
  }

  private static Object firstKey() {
    return browser.evaluate("document.querySelector('#configuration tbody td').textContent");
  }

  private static Object background() {
    return browser.evaluate("getComputedStyle(document.body).backgroundColor");
  }
}
