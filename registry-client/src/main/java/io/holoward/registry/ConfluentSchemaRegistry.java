package io.holoward.registry;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * A registry behind Confluent's client. A known id is fetched once; an unknown one is asked for
 * again after a minute. Not safe for use by several threads.
 */
final class ConfluentSchemaRegistry implements SchemaRegistry {

  /** A schema that is refused for good is so after a second and a half. */
  private static final int MAX_TRIES = 5;

  private static final long FIRST_PAUSE_MILLIS = 100;

  private static final long UNKNOWN_KEPT_NANOS = 60_000_000_000L;

  /** Schemas the client remembers the ids of: one a topic written to is enough. */
  private static final int REGISTERED_SCHEMAS = 1_000;

  /** Confluent's codes for a schema, subject or version that does not exist. */
  private static final int SCHEMA_NOT_FOUND = 40403;

  private static final int SUBJECT_NOT_FOUND = 40401;
  private static final int VERSION_NOT_FOUND = 40402;

  /** Depth of references to follow: beyond it a schema is taken for a cycle. */
  private static final int MAX_REFERENCE_DEPTH = 16;

  private final String url;
  private final RestService rest;
  private final CachedSchemaRegistryClient client;
  private final Map<Integer, Schema> known = new HashMap<>();
  private final RecentlyUnknown unknown;

  ConfluentSchemaRegistry(RegistryConnection connection) {
    this(connection, System::nanoTime);
  }

  ConfluentSchemaRegistry(RegistryConnection connection, LongSupplier nanoClock) {
    this.url = connection.url();
    this.rest = new RestService(connection.url());
    // Besides caching what it registers, the client gives the REST service its security settings.
    try {
      this.client =
          new CachedSchemaRegistryClient(
              rest, REGISTERED_SCHEMAS, connection.clientConfiguration());
    } catch (RuntimeException e) {
      // A trust store that cannot be read, a property with a value that is none.
      throw unavailable(e);
    }
    this.unknown = new RecentlyUnknown(UNKNOWN_KEPT_NANOS, nanoClock);
  }

  @Override
  public Schema byId(int id) throws UnknownSchemaException {
    Schema schema = known.get(id);
    if (schema != null) {
      return schema;
    }
    String reason = unknown.reason(id);
    if (reason != null) {
      throw new UnknownSchemaException(id, reason);
    }
    try {
      schema = fetch(id);
    } catch (NotAnAvroSchema e) {
      unknown.add(id, e.getMessage());
      throw new UnknownSchemaException(id, e.getMessage());
    }
    known.put(id, schema);
    return schema;
  }

  @Override
  public int register(String subject, Schema schema) {
    AvroSchema registered = new AvroSchema(schema.toString());
    try {
      return registerPatiently(subject, registered);
    } catch (RestClientException e) {
      if (isRefusal(e)) {
        throw new SchemaRefusedException(subject, e);
      }
      throw unavailable(e);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /**
   * When several register a new subject at once, some registries refuse all but the first, and go
   * on doing so until what the first has registered is there to be found.
   */
  private int registerPatiently(String subject, AvroSchema schema)
      throws IOException, RestClientException {
    long pause = FIRST_PAUSE_MILLIS;
    for (int tries = 1; ; tries++) {
      try {
        return client.register(subject, schema);
      } catch (RestClientException e) {
        if (!isRefusal(e) || tries == MAX_TRIES) {
          throw e;
        }
      }
      pause(pause);
      pause *= 2;
    }
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while registering a schema", e);
    }
  }

  private static boolean isRefusal(RestClientException e) {
    return e.getStatus() == 409 || e.getStatus() == 422;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private Schema fetch(int id) throws NotAnAvroSchema {
    try {
      SchemaString found = rest.getId(id);
      requireAvro(found.getSchemaType());
      Schema.Parser parser = new Schema.Parser();
      parseReferences(found.getReferences(), parser, 0);
      return parse(found.getSchemaString(), parser);
    } catch (RestClientException e) {
      if (isNotFound(e)) {
        throw new NotAnAvroSchema("not in the registry");
      }
      throw unavailable(e);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private void parseReferences(List<SchemaReference> references, Schema.Parser parser, int depth)
      throws NotAnAvroSchema, IOException, RestClientException {
    if (references == null) {
      return;
    }
    if (depth == MAX_REFERENCE_DEPTH) {
      throw new NotAnAvroSchema("its references go deeper than " + MAX_REFERENCE_DEPTH);
    }
    for (SchemaReference reference : references) {
      if (parser.getTypes().containsKey(reference.getName())) {
        continue;
      }
      var referenced = rest.getVersion(reference.getSubject(), reference.getVersion());
      parseReferences(referenced.getReferences(), parser, depth + 1);
      parse(referenced.getSchema(), parser);
    }
  }

  private static void requireAvro(String type) throws NotAnAvroSchema {
    if (type != null && !type.equals(AvroSchema.TYPE)) {
      throw new NotAnAvroSchema("a schema of type " + type + ", not AVRO");
    }
  }

  private static Schema parse(String text, Schema.Parser parser) throws NotAnAvroSchema {
    try {
      return parser.parse(text);
    } catch (RuntimeException e) {
      // Avro's parser meets a malformed schema with any of several exceptions, null pointers too.
      throw new NotAnAvroSchema("not a valid Avro schema: " + e.getMessage());
    }
  }

  private static boolean isNotFound(RestClientException e) {
    // The code and not only the status: a wrong base path is answered with 404 too.
    return switch (e.getErrorCode()) {
      case SCHEMA_NOT_FOUND, SUBJECT_NOT_FOUND, VERSION_NOT_FOUND -> true;
      default -> false;
    };
  }

  private RegistryUnavailableException unavailable(Exception cause) {
    return new RegistryUnavailableException(
        "the schema registry at " + url + " cannot be used: " + reason(cause), cause);
  }

  private static String reason(Exception cause) {
    if (cause instanceof RestClientException e) {
      switch (e.getStatus()) {
        case 401:
          return "it refuses the credentials; check registry.user and registry.password";
        case 403:
          return "the user lacks the permission for it (%s); have it granted"
              .formatted(e.getMessage());
        default:
          break;
      }
    }
    return TlsProblem.explain(cause, "registry.properties").orElse(cause.toString());
  }

  /** What an id stands for is no Avro schema that could decode a record. */
  private static final class NotAnAvroSchema extends Exception {

    private static final long serialVersionUID = 1L;

    NotAnAvroSchema(String reason) {
      super(reason, null, false, false);
    }
  }
}
