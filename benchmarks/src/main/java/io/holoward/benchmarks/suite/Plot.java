package io.holoward.benchmarks.suite;

import java.util.List;
import java.util.Locale;

/**
 * Every figure that has a goal as a picture (SVG): a dot at the median and a bar from the worst to
 * the best run, on a logarithmic axis of how many times the goal it is; to the right is better.
 * Colours and letters are those of the reports of backtests, in the light as in the dark.
 */
final class Plot {

  private static final int WIDTH = 960;
  private static final int LABELS = 430;
  private static final int FIGURES = 150;
  private static final int TOP = 64;
  private static final int ROW = 26;
  private static final int HEADING = 34;
  private static final int BOTTOM = 44;
  private static final double LEFT_END = 0.05;
  private static final double RIGHT_END = 20;
  private static final List<Double> TICKS = List.of(0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0);

  private static final String STYLE =
      """
      <style>
      :root { --paper: #ffffff; --ink: #1b2330; --soft: #566072; --line: #dfe3ea; --good: #1d7a4d; --bad: #c53a2e; --accent: #3355c0; }
      @media (prefers-color-scheme: dark) { :root { --paper: #181e28; --ink: #e6eaf1; --soft: #a8b2c2; --line: #2b3442; --good: #63c795; --bad: #ff8375; --accent: #8aa6ff; } }
      text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: var(--ink); }
      .soft { fill: var(--soft); font-size: 12px; } .title { font-size: 17px; font-weight: 650; } .part { font-weight: 650; fill: var(--accent); }
      .end { text-anchor: end; } .middle { text-anchor: middle; }
      .grid { stroke: var(--line); } .goal { stroke: var(--accent); stroke-width: 1.5; }
      .reached { fill: var(--good); stroke: var(--good); } .missed { fill: var(--bad); stroke: var(--bad); }
      .range { stroke-width: 5; stroke-linecap: round; opacity: .35; }
      </style>
      """;

  private final StringBuilder svg = new StringBuilder();
  private int y = TOP;

  private Plot() {}

  static String of(Results results) {
    List<Section> sections =
        results.sections().stream()
            .filter(section -> section.figures().stream().anyMatch(f -> f.goal().isPresent()))
            .toList();
    int height = TOP + sections.size() * HEADING + results.withGoal().size() * ROW + BOTTOM;
    Plot plot = new Plot();
    plot.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">%n",
        WIDTH, height, WIDTH, height);
    plot.add("<title>Benchmark: figures against their goals</title>%n%s", STYLE);
    plot.add("<rect width=\"100%%\" height=\"100%%\" fill=\"var(--paper)\"/>%n");
    plot.text(20, 28, "title", "Figures against their goals");
    plot.text(
        20,
        47,
        "soft",
        "%d of %d reached. Dot: median; bar: worst to best run; to the right of the line the goal is reached."
            .formatted(results.reached(), results.withGoal().size()));
    plot.axis(height);
    sections.forEach(plot::section);
    return plot.svg.append("</svg>\n").toString();
  }

  private void axis(int height) {
    for (double tick : TICKS) {
      double x = x(tick);
      add(
          "<line class=\"%s\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n",
          tick == 1 ? "goal" : "grid", x, TOP, x, height - BOTTOM + 4);
      text(
          x,
          height - BOTTOM + 20,
          "soft middle",
          tick == 1 ? "goal" : Figure.number(tick).replaceAll("\\.?0+$", "") + " ×");
    }
  }

  private void section(Section section) {
    y += HEADING;
    text(20, y - 10, "part", section.part() + ": " + section.title());
    section.figures().stream().filter(f -> f.goal().isPresent()).forEach(this::figure);
  }

  private void figure(Figure figure) {
    Goal goal = figure.goal().orElseThrow();
    String verdict = figure.verdict();
    double middle = y + ROW / 2.0;
    text(32, middle + 4, "", figure.name());
    add(
        "<line class=\"range %s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
        verdict, x(goal.times(figure.least())), middle, x(goal.times(figure.most())), middle);
    add(
        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"5\"><title>%s %s</title></circle>%n",
        verdict, x(goal.times(figure.median())), middle, escaped(figure.value()), verdict);
    text(WIDTH - 84, middle + 4, "end", figure.value());
    text(WIDTH - 20, middle + 4, "soft end", goal.text());
    y += ROW;
  }

  /** Where a multiple of the goal lies. */
  static double x(double times) {
    double clamped = Math.max(LEFT_END, Math.min(RIGHT_END, times));
    double share = Math.log(clamped / LEFT_END) / Math.log(RIGHT_END / LEFT_END);
    return LABELS + share * (WIDTH - LABELS - FIGURES - 20);
  }

  private void text(double x, double y, String style, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>%n", x, y, style, escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void add(String pattern, Object... values) {
    svg.append(String.format(Locale.ROOT, pattern, values));
  }
}
