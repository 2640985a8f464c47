package io.holoward.scoring.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holoward.schema.ScoredAlarm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

/**
 * The files under {@code examples/} fit what the job writes. With the system property {@code
 * docs.write} those that are generated are brought up to date instead.
 */
class ExamplesTest {

  private static final Path EXAMPLES = Path.of("..", "..", "examples");

  private static String example(String file) throws IOException {
    return Files.readString(EXAMPLES.resolve(file));
  }

  @Test
  void theFlinkTableHasTheColumnsOfTheTopic() throws IOException {
    Schema schema = ScoredAlarm.getClassSchema();
    String file = example("flink-sql/scored-alarms.sql");
    String columns = between(file, "CREATE TABLE scored_alarms (\n", "\n) WITH (");
    String named = between(file, "'avro-confluent.schema' = '", "'\n);");
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(
          EXAMPLES.resolve("flink-sql/scored-alarms.sql"),
          file.replace(columns, FlinkSqlTable.columns(schema))
              .replace(named, FlinkSqlTable.schemaText(schema)));
    } else {
      assertThat(columns)
          .as("run this test with -Ddocs.write=true")
          .isEqualTo(FlinkSqlTable.columns(schema));
      assertThat(named).isEqualTo(FlinkSqlTable.schemaText(schema));
      assertThat(SchemaNormalization.toParsingForm(new Schema.Parser().parse(named)))
          .isEqualTo(SchemaNormalization.toParsingForm(schema));
    }
  }

  private static String between(String text, String from, String to) {
    int begin = text.indexOf(from) + from.length();
    return text.substring(begin, text.indexOf(to, begin));
  }

  @Test
  void theIndexTemplateMapsEveryFieldAsTheSchemaSays() throws IOException {
    EcsFields schema = new EcsFields();
    Map<String, String> mapped = new TreeMap<>();
    collect(
        "",
        Json.parse(example("opensearch/holoward-alarms.template.json"))
            .at("/template/mappings/properties"),
        mapped);

    assertThat(written()).isNotEmpty().allSatisfy((name, value) -> fits(name, value, mapped));
    mapped.forEach(
        (name, type) -> {
          if (!EcsFields.isCustom(name)) {
            assertThat(schema.field(name)).as(name).isNotNull();
            assertThat(type).as(name).isEqualTo(schema.field(name).type());
          }
        });
  }

  /** A value of each field that any finding has. */
  private static Map<String, JsonNode> written() {
    Map<String, JsonNode> values = new TreeMap<>();
    Findings.all()
        .map(finding -> Json.parse(FindingFormat.ECS.write(finding)))
        .forEach(document -> values.putAll(EcsFields.flat(document)));
    return values;
  }

  private static void collect(String prefix, JsonNode properties, Map<String, String> mapped) {
    properties
        .properties()
        .forEach(
            entry -> {
              String name = prefix + entry.getKey();
              JsonNode inner = entry.getValue().path("properties");
              if (inner.isObject()) {
                collect(name + ".", inner, mapped);
              } else {
                mapped.put(name, entry.getValue().get("type").asText());
              }
            });
  }

  private static void fits(String name, JsonNode value, Map<String, String> mapped) {
    JsonNode item = value.isArray() ? value.get(0) : value;
    Set<String> types =
        item.isBoolean()
            ? Set.of("boolean")
            : item.isIntegralNumber()
                ? Set.of("integer", "long")
                : item.isNumber()
                    ? Set.of("float")
                    : Set.of("keyword", "wildcard", "match_only_text", "ip", "date");
    assertThat(mapped).containsKey(name);
    assertThat(types).as(name).contains(mapped.get(name));
  }

  @Test
  void splunkFindsTheTimeAndTheHostOfBothForms() throws IOException {
    Map<String, Map<String, String>> props = stanzas("splunk/props.conf");
    Map<String, Map<String, String>> transforms = stanzas("splunk/transforms.conf");
    String ocsf = FindingFormat.OCSF.write(Findings.abnormal());
    String ecs = FindingFormat.ECS.write(Findings.abnormal());

    assertThat(time(props.get("holoward:ocsf"), ocsf))
        .isEqualTo(Long.toString(Findings.TIME + 1_250));
    assertThat(props.get("holoward:ocsf")).containsEntry("TIME_FORMAT", "%s%3N");
    assertThat(Instant.parse(time(props.get("holoward:ecs"), ecs)).toEpochMilli())
        .isEqualTo(Findings.TIME);
    assertThat(props.get("holoward:ecs"))
        .containsEntry("TIME_FORMAT", "%Y-%m-%dT%H:%M:%S.%3NZ")
        .containsEntry("TZ", "UTC");
    assertThat(host(props.get("holoward:ocsf"), transforms, ocsf)).isEqualTo("ws-17.corp.example");
    assertThat(host(props.get("holoward:ecs"), transforms, ecs)).isEqualTo("ws-17.corp.example");
  }

  @Test
  void splunkTakesALineForAnEvent() throws IOException {
    Map<String, Map<String, String>> props = stanzas("splunk/props.conf");
    String lines =
        FindingFormat.OCSF.write(Findings.hostile())
            + "\n"
            + FindingFormat.OCSF.write(Findings.abnormal());

    assertThat(props)
        .allSatisfy(
            (type, settings) -> {
              assertThat(settings)
                  .containsEntry("SHOULD_LINEMERGE", "false")
                  .containsEntry("KV_MODE", "json");
              assertThat(lines.split(settings.get("LINE_BREAKER"))).hasSize(2);
            });
  }

  private static String time(Map<String, String> settings, String event) {
    Matcher prefix = Pattern.compile(settings.get("TIME_PREFIX")).matcher(event);
    assertThat(prefix.find()).isTrue();
    int length = Integer.parseInt(settings.get("MAX_TIMESTAMP_LOOKAHEAD"));
    return event.substring(prefix.end(), prefix.end() + length);
  }

  private static String host(
      Map<String, String> settings, Map<String, Map<String, String>> transforms, String event) {
    Map<String, String> transform = transforms.get(settings.get("TRANSFORMS-holoward"));
    assertThat(transform).containsEntry("DEST_KEY", "MetaData:Host");
    Matcher found = Pattern.compile(transform.get("REGEX")).matcher(event);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static Map<String, Map<String, String>> stanzas(String file) throws IOException {
    Map<String, Map<String, String>> stanzas = new HashMap<>();
    Map<String, String> current = new HashMap<>();
    for (String line : example(file).lines().toList()) {
      if (line.startsWith("[")) {
        current = new HashMap<>();
        stanzas.put(line.substring(1, line.length() - 1), current);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] setting = line.split(" = ", 2);
        current.put(setting[0], setting[1]);
      }
    }
    return stanzas;
  }
}
