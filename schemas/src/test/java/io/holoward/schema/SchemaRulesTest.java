package io.holoward.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaRulesTest {

  @Test
  void everyTopicHasItsRecord() {
    assertThat(SchemaFiles.today())
        .extracting(Schema::getName)
        .contains(
            "ProcessEvent",
            "Alarm",
            "Flow",
            "ControlCommand",
            "ScoredAlarm",
            "AnnotatedFlow",
            "Response",
            "PortException",
            "IntendedStateSnapshot",
            "AddressHistorySnapshot",
            "PopulationSnapshot",
            "DiscoveryProgress");
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyTypeIsDocumented(Schema schema) {
    assertThat(schema.getDoc()).isNotBlank();
    assertThat(schema.getNamespace()).isEqualTo("io.holoward.schema");
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyFieldIsDocumented(Schema schema) {
    assertThat(schema.getFields()).allSatisfy(field -> assertThat(field.doc()).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("enums")
  void everyEnumerationHasADefaultForSymbolsToCome(Schema schema) {
    assertThat(schema.getEnumDefault()).isEqualTo("UNKNOWN");
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyTimeIsATimestamp(Schema schema) {
    for (Schema.Field field : schema.getFields()) {
      boolean named = field.name().matches("\\w+(Time|Seen|At)");
      assertThat(isTimestamp(field.schema())).as(field.name()).isEqualTo(named);
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyNullableFieldIsNullByDefault(Schema schema) {
    for (Schema.Field field : schema.getFields()) {
      if (field.schema().isNullable()) {
        assertThat(field.schema().getTypes().get(0).getType()).isEqualTo(Schema.Type.NULL);
        assertThat(field.defaultVal()).as(field.name()).isEqualTo(JsonProperties.NULL_VALUE);
      }
    }
  }

  static Stream<Named<Schema>> all() {
    return named(SchemaFiles.today());
  }

  static Stream<Named<Schema>> records() {
    return ofType(Schema.Type.RECORD);
  }

  static Stream<Named<Schema>> enums() {
    return ofType(Schema.Type.ENUM);
  }

  private static Stream<Named<Schema>> ofType(Schema.Type type) {
    return named(SchemaFiles.today().stream().filter(s -> s.getType() == type).toList());
  }

  private static Stream<Named<Schema>> named(List<Schema> schemas) {
    return schemas.stream().map(schema -> Named.of(schema.getName(), schema));
  }

  private static boolean isTimestamp(Schema schema) {
    Schema type = schema;
    if (schema.isUnion()) {
      type = schema.getTypes().get(schema.getTypes().size() - 1);
    }
    return type.getLogicalType() != null
        && type.getLogicalType().getName().equals("timestamp-millis");
  }
}
