package io.holoward.detection.configuration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Maps key paths to the components of nested records and back: {@code promotion.min-age} is the
 * component {@code minAge} of the component {@code promotion}. So each key is declared once.
 */
final class RecordMapping {

  private RecordMapping() {}

  /** Builds the record out of the values by path. */
  static <R extends Record> R assemble(Class<R> type, Map<String, Object> values) {
    return type.cast(assemble(type, "", values));
  }

  private static Object assemble(Class<?> type, String prefix, Map<String, Object> values) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String path = prefix + key(components[i]);
      arguments[i] =
          ConfigurationKeys.isSection(path)
              ? assemble(components[i].getType(), path + ".", values)
              : values.get(path);
    }
    try {
      return construct(type, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("section " + prefix + " cannot be built", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("section " + prefix + " cannot be built", e);
    }
  }

  /**
   * Builds a record that has no sections out of the values by key.
   *
   * @throws IllegalArgumentException if the record refuses them
   */
  static <R extends Record> R flat(Class<R> type, Map<String, Object> values) {
    Object[] arguments =
        Arrays.stream(type.getRecordComponents())
            .map(component -> values.get(key(component)))
            .toArray();
    try {
      return type.cast(construct(type, arguments));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(type.getSimpleName() + " cannot be built", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getSimpleName() + " cannot be built", e);
    }
  }

  private static Object construct(Class<?> type, Object[] arguments)
      throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    return type.getDeclaredConstructor(types).newInstance(arguments);
  }

  /** The value of the component at the path. */
  static Object value(Record record, String path) {
    int dot = path.indexOf('.');
    String first = dot < 0 ? path : path.substring(0, dot);
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (key(component).equals(first)) {
        Object value = read(record, component);
        return dot < 0 ? value : value((Record) value, path.substring(dot + 1));
      }
    }
    throw new IllegalStateException(record.getClass().getSimpleName() + " has no " + first);
  }

  private static Object read(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
