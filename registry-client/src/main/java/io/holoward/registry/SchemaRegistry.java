package io.holoward.registry;

import java.io.Closeable;
import java.io.Serializable;
import org.apache.avro.Schema;

/**
 * Where the Avro schemas of records are kept under numeric ids.
 *
 * <p>Two failures are told apart because they ask for opposite answers. An id the registry does not
 * have makes its record a dead letter ({@link UnknownSchemaException}). A registry that does not
 * answer says nothing about the record, which has to be tried again ({@link
 * RegistryUnavailableException}).
 */
public interface SchemaRegistry extends Closeable {

  /**
   * The schema a record was written with.
   *
   * @throws UnknownSchemaException when the registry has no Avro schema of this id
   * @throws RegistryUnavailableException when the registry cannot be asked
   */
  Schema byId(int id) throws UnknownSchemaException;

  /**
   * Registers a schema, or finds it where it is registered already.
   *
   * @param subject what its versions belong to, see {@link #subjectOfValues}
   * @return the id that stands for the schema in records
   * @throws SchemaRefusedException when it may not follow the subject's earlier versions
   * @throws RegistryUnavailableException when the registry cannot be asked
   */
  int register(String subject, Schema schema);

  @Override
  void close();

  /** The subject of the values of a topic by TopicNameStrategy. */
  static String subjectOfValues(String topic) {
    return topic + "-value";
  }

  /** Opens a registry where it is needed: on a worker, after the job was shipped there. */
  @FunctionalInterface
  interface Provider extends Serializable {

    /** Opens a registry that the caller closes. */
    SchemaRegistry open();
  }
}
