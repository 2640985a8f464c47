package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The HTML page: a template whose {@code {{places}}} are filled with styles, scripts and data. */
final class Page {

  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
  private static final List<String> SCRIPTS =
      List.of(
          "format.js",
          "dom.js",
          "table.js",
          "plot.js",
          "timeline.js",
          "overview.js",
          "alarms.js",
          "states.js",
          "evaluation.js",
          "whatif.js",
          "run.js",
          "main.js");

  private Page() {}

  static void write(JsonNode data, Path file) throws IOException {
    String plots = resource("echarts.min.js");
    String script =
        SCRIPTS.stream()
            .map(Page::resource)
            .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "\n})();\n"));
    String page =
        fill(
            resource("report.html"),
            Map.of(
                "policy", html(policy(plots, script)),
                "title", html(data.path("name").asText()),
                "style", resource("report.css"),
                "data", ScriptEscapes.JSON.writeValueAsString(data),
                "plots", plots,
                "script", script));
    Files.writeString(file, page);
  }

  /** Nothing is loaded from anywhere, and only these two scripts run. */
  private static String policy(String... scripts) {
    StringBuilder policy = new StringBuilder("default-src 'none'; script-src");
    for (String script : scripts) {
      policy.append(" 'sha256-").append(sha256(script)).append('\'');
    }
    return policy
        .append("; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'")
        .toString();
  }

  /** Text as it may stand in HTML, between tags or as a quoted attribute. */
  static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String fill(String template, Map<String, String> contents) {
    StringBuilder page = new StringBuilder();
    Matcher place = PLACE.matcher(template);
    while (place.find()) {
      place.appendReplacement(page, Matcher.quoteReplacement(contents.get(place.group(1))));
    }
    return place.appendTail(page).toString();
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the build left out the resource " + name);
      }
      // A script element's text is hashed with its line ends as a browser reads them.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
