package io.holoward.scoring.ecosystem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The columns of a Flink SQL table over an Avro topic. Flink compares them with the schema that the
 * table names, so that each has to have the very type that Flink makes of the field.
 */
final class FlinkSqlTable {

  private FlinkSqlTable() {}

  /** A column a line. */
  static String columns(Schema record) {
    return record.getFields().stream()
        .map(field -> "  `" + field.name() + "` " + type(field.schema()))
        .collect(Collectors.joining(",\n"));
  }

  private static String type(Schema schema) {
    if (schema.getType() == Schema.Type.UNION) {
      return bare(
          schema.getTypes().stream()
              .filter(branch -> branch.getType() != Schema.Type.NULL)
              .findFirst()
              .orElseThrow());
    }
    return bare(schema) + " NOT NULL";
  }

  private static String bare(Schema schema) {
    return switch (schema.getType()) {
      case STRING, ENUM -> "STRING";
      case INT -> "INT";
      case LONG ->
          schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
              ? "TIMESTAMP(3)"
              : "BIGINT";
      case DOUBLE -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case ARRAY -> "ARRAY<" + type(schema.getElementType()) + ">";
      case RECORD ->
          schema.getFields().stream()
              .map(field -> "`" + field.name() + "` " + type(field.schema()))
              .collect(Collectors.joining(", ", "ROW<", ">"));
      default -> throw new IllegalArgumentException("no column for " + schema);
    };
  }

  /** The schema on one line without what only people and Java read. */
  static String schemaText(Schema record) {
    JsonNode tree = Json.parse(record.toString());
    strip(tree);
    return tree.toString();
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object && object.has("type")) {
      object.remove(List.of("doc", "avro.java.string"));
    }
    node.forEach(FlinkSqlTable::strip);
  }
}
