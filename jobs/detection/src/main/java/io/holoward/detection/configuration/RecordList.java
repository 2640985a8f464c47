package io.holoward.detection.configuration;

import io.holoward.detection.configuration.ValueType.Flaw;
import io.holoward.detection.configuration.ValueType.Unexpected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A list of mappings, each of which is read as a record: the field {@code min-score} fills its
 * component {@code minScore}. Everything that is wrong with the list is reported at once, each
 * thing with its own place.
 */
final class RecordList<R extends Record> {

  /**
   * A field of the mappings.
   *
   * @param required true when it may not be left out
   * @param defaultValue what it is when left out; null for nothing
   */
  record Field<T>(String name, ValueType<T> type, boolean required, T defaultValue) {

    /** A field that has to be given. */
    static <T> Field<T> required(String name, ValueType<T> type) {
      return new Field<>(name, type, true, null);
    }

    /** A field that may be left out and is null then. */
    static <T> Field<T> optional(String name, ValueType<T> type) {
      return new Field<>(name, type, false, null);
    }

    /** A field that may be left out and has a default then. */
    static <T> Field<T> optional(String name, ValueType<T> type, T defaultValue) {
      return new Field<>(name, type, false, defaultValue);
    }

    /** How the reference describes it. */
    private String describe() {
      String legal = type.range().isEmpty() ? type.name() : type.range();
      return "`" + name + "` (" + (required ? "" : "may be left out; ") + legal + ")";
    }

    @SuppressWarnings("unchecked")
    private String write(Object value) {
      return name + ": " + type.writer().apply((T) value);
    }
  }

  private final Class<R> element;
  private final List<Field<?>> fields;

  private RecordList(Class<R> element, List<Field<?>> fields) {
    this.element = element;
    this.fields = fields;
  }

  /**
   * The type of such lists.
   *
   * @param plural what the elements are called
   * @param element the record; an {@link IllegalArgumentException} of its constructor is reported
   *     with its message, which is to begin with "expected"
   * @param fields one for each component of the record, in the order they are written in
   */
  static <R extends Record> ValueType<List<R>> of(
      String plural, Class<R> element, Field<?>... fields) {
    RecordList<R> list = new RecordList<>(element, List.of(fields));
    return new ValueType<>(
        "list of " + plural,
        list.fields.stream().map(Field::describe).collect(Collectors.joining(", ")),
        list::read,
        list::write);
  }

  private List<R> read(Node node) throws Unexpected {
    if (!(node instanceof SequenceNode sequence)) {
      throw new Unexpected("a list of mappings, each with " + names());
    }
    List<R> records = new ArrayList<>();
    List<Flaw> flaws = new ArrayList<>();
    for (int i = 0; i < sequence.getValue().size(); i++) {
      try {
        records.add(element(sequence.getValue().get(i)));
      } catch (Unexpected e) {
        flaws.addAll(Flaw.of("[" + i + "]", sequence.getValue().get(i), e));
      }
    }
    if (!flaws.isEmpty()) {
      throw new Unexpected(flaws);
    }
    return List.copyOf(records);
  }

  private String names() {
    return fields.stream().map(Field::name).collect(Collectors.joining(", "));
  }

  private R element(Node node) throws Unexpected {
    if (!(node instanceof MappingNode mapping)) {
      throw new Unexpected("a mapping with " + names());
    }
    List<Flaw> flaws = new ArrayList<>();
    Map<String, Node> given = given(mapping, flaws);
    Map<String, Object> values = new HashMap<>();
    for (Field<?> field : fields) {
      Node value = given.get(field.name());
      if (value == null && field.required()) {
        flaws.add(new Flaw("", node, "expected the field " + field.name()));
      }
      try {
        values.put(
            field.name(), value == null ? field.defaultValue() : field.type().reader().read(value));
      } catch (Unexpected e) {
        flaws.addAll(Flaw.of("." + field.name(), value, e));
      }
    }
    if (!flaws.isEmpty()) {
      throw new Unexpected(flaws);
    }
    try {
      return RecordMapping.flat(element, values);
    } catch (IllegalArgumentException e) {
      throw new Unexpected(List.of(new Flaw("", node, e.getMessage())));
    }
  }

  /** The values by field; a field that may be left out and is null counts as left out. */
  private Map<String, Node> given(MappingNode mapping, List<Flaw> flaws) {
    Map<String, Node> given = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node keyNode = tuple.getKeyNode();
      String name = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "";
      Field<?> field =
          fields.stream().filter(known -> known.name().equals(name)).findFirst().orElse(null);
      if (field == null) {
        String found = name.isEmpty() ? "" : ", not '" + name + "'";
        flaws.add(new Flaw("", keyNode, "unknown field; expected one of " + names() + found));
      } else if (given.put(name, tuple.getValueNode()) != null) {
        flaws.add(new Flaw("." + name, keyNode, "given twice; expected each field once"));
      } else if (!field.required() && tuple.getValueNode().getTag().equals(Tag.NULL)) {
        given.remove(name);
      }
    }
    return given;
  }

  private String write(List<R> records) {
    return records.stream().map(this::write).collect(Collectors.joining(", ", "[", "]"));
  }

  private String write(R record) {
    List<String> written = new ArrayList<>();
    for (Field<?> field : fields) {
      Object value = RecordMapping.value(record, field.name());
      if (!Objects.equals(value, field.defaultValue())) {
        written.add(field.write(value));
      }
    }
    return "{" + String.join(", ", written) + "}";
  }
}
