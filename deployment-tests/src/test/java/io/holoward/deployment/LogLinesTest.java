package io.holoward.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code flink-conf/log4j-console.properties} makes of log events. */
class LogLinesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LoggerContext context;
  private Configuration configuration;

  @BeforeEach
  void startLogging() throws IOException {
    context = new LoggerContext("log-lines", null, (String) null);
    byte[] file = Checkout.text(Checkout.LOG_CONFIGURATION).getBytes(StandardCharsets.UTF_8);
    configuration =
        new PropertiesConfigurationFactory()
            .getConfiguration(context, new ConfigurationSource(new ByteArrayInputStream(file)));
    context.start(configuration);
  }

  @AfterEach
  void stopLogging() {
    context.stop();
  }

  private String line(String message, Throwable thrown) {
    ConsoleAppender appender = configuration.getAppender("ConsoleAppender");
    SortedArrayStringMap job = new SortedArrayStringMap(Map.of("flink-job-id", "7f3a"));
    LogEvent event =
        Log4jLogEvent.newBuilder()
            .setLoggerName("io.holoward.scoring.Front")
            .setLevel(Level.WARN)
            .setThreadName("front \"1/2\"")
            .setTimeMillis(Instant.parse("2026-01-05T08:00:00.250Z").toEpochMilli())
            .setContextData(job)
            .setMessage(new SimpleMessage(message))
            .setThrown(thrown)
            .build();
    return new String(appender.getLayout().toByteArray(event), StandardCharsets.UTF_8);
  }

  @Test
  void anEventIsOneLineOfJson() throws IOException {
    JsonNode line = JSON.readTree(line("two records", null));
    assertThat(line)
        .isEqualTo(
            JSON.readTree(
                """
                {"time": "2026-01-05T08:00:00.250Z", "level": "WARN", "logger": "io.holoward.scoring.Front",
                 "thread": "front \\"1/2\\"", "job": "7f3a", "message": "two records", "exception": ""}
                """));
  }

  @Test
  void noMessageBreaksItsLineOrPassesForAnother() throws IOException {
    String hostile =
        "a \"b\" \\ \r\n{\"level\":\"ERROR\"}\t\u001b[31m \u0000 \u2028 ${sys:user.name}";
    String line = line(hostile, null);
    assertThat(line.strip().lines()).hasSize(1);
    assertThat(JSON.readTree(line).get("message").asText()).isEqualTo(hostile);
  }

  @Test
  void anExceptionStaysInItsLine() throws IOException {
    String line = line("failed", new IllegalStateException("no \"broker\"\nat all"));
    assertThat(line.strip().lines()).hasSize(1);
    assertThat(JSON.readTree(line).get("exception").asText())
        .startsWith("java.lang.IllegalStateException: no \"broker\"\nat all")
        .contains("anExceptionStaysInItsLine");
  }

  @Test
  void theClientsOfKafkaLogWarningsOnly() {
    assertThat(configuration.getLoggerConfig("org.apache.kafka.clients.Metadata").getLevel())
        .isEqualTo(Level.WARN);
    assertThat(configuration.getLoggerConfig("org.apache.flink.runtime").getLevel())
        .isEqualTo(Level.INFO);
  }
}
