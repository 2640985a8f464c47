package io.holoward.scoring.codec;

import io.holoward.registry.RegistryUnavailableException;
import io.holoward.registry.SchemaRegistry;
import io.holoward.registry.UnknownSchemaException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** A registry that numbers schemas from 1 and can be made to fail. */
final class InMemorySchemaRegistry implements SchemaRegistry {

  private final List<Schema> schemas = new ArrayList<>();
  private final List<String> subjects = new ArrayList<>();
  private int questions;
  private boolean down;

  void down(boolean isDown) {
    down = isDown;
  }

  /** How often a schema was asked for. */
  int questions() {
    return questions;
  }

  /** The subjects in the order of their registration, repeated where that was. */
  List<String> subjects() {
    return List.copyOf(subjects);
  }

  @Override
  public Schema byId(int id) throws UnknownSchemaException {
    questions++;
    requireUp();
    if (id < 1 || id > schemas.size()) {
      throw new UnknownSchemaException(id, "not in the registry");
    }
    return schemas.get(id - 1);
  }

  @Override
  public int register(String subject, Schema schema) {
    requireUp();
    subjects.add(subject);
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return schemas.indexOf(schema) + 1;
  }

  @Override
  public void close() {}

  private void requireUp() {
    if (down) {
      throw new RegistryUnavailableException("the registry is down", null);
    }
  }
}
