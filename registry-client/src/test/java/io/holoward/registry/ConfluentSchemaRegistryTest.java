package io.holoward.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfluentSchemaRegistryTest {

  private static final String NOT_FOUND = "{\"error_code\":40403,\"message\":\"Schema not found\"}";
  private static final String LONG = "{\"schema\":\"\\\"long\\\"\"}";

  private final AtomicLong nanos = new AtomicLong();
  private FakeRegistry server;
  private SchemaRegistry registry;

  @BeforeEach
  void open() throws IOException {
    server = new FakeRegistry();
    registry = new ConfluentSchemaRegistry(RegistryConnection.to(server.url()), nanos::get);
  }

  @AfterEach
  void close() {
    registry.close();
    server.close();
  }

  @Test
  void aKnownIdIsFetchedOnce() throws Exception {
    server.answer("/schemas/ids/7", 200, LONG);

    Schema first = registry.byId(7);
    nanos.addAndGet(TimeUnit.DAYS.toNanos(1));

    assertThat(first).isEqualTo(Schema.create(Schema.Type.LONG));
    assertThat(registry.byId(7)).isSameAs(first);
    assertThat(server.requests()).containsExactly("GET /schemas/ids/7");
  }

  @Test
  void anUnknownIdIsAskedForOnceAMinute() throws Exception {
    server.answer("/schemas/ids/8", 404, NOT_FOUND);

    for (int i = 0; i < 100; i++) {
      assertUnknown(8, "schema id 8: not in the registry");
    }
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(59));
    assertUnknown(8, "schema id 8: not in the registry");
    assertThat(server.requests()).hasSize(1);

    server.answer("/schemas/ids/8", 200, LONG);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(registry.byId(8).getType()).isEqualTo(Schema.Type.LONG);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void anOutageIsNotAnUnknownId() throws Exception {
    server.answer("/schemas/ids/9", 503, "{\"error_code\":50301,\"message\":\"starting\"}");

    assertThatThrownBy(() -> registry.byId(9))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining(server.url())
        .hasMessageContaining("starting");
    server.answer("/schemas/ids/9", 200, LONG);

    assertThat(registry.byId(9).getType()).isEqualTo(Schema.Type.LONG);
  }

  @Test
  void aRegistryThatIsDownIsUnavailable() {
    server.close();

    assertThatThrownBy(() -> registry.byId(1)).isInstanceOf(RegistryUnavailableException.class);
    assertThatThrownBy(() -> registry.register("s", Schema.create(Schema.Type.LONG)))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void aWrongBasePathIsNotAnUnknownId() {
    assertThatThrownBy(() -> registry.byId(3)).isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void refusedCredentialsAreNotAnUnknownId() {
    server.answer("/schemas/ids/3", 401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");

    assertThatThrownBy(() -> registry.byId(3))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("check registry.user and registry.password");
  }

  @Test
  void aSchemaOfAnotherTypeIsUnknown() {
    server.answer(
        "/schemas/ids/4", 200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message A {}\"}");

    assertUnknown(4, "schema id 4: a schema of type PROTOBUF, not AVRO");
    assertUnknown(4, "schema id 4: a schema of type PROTOBUF, not AVRO");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aBrokenSchemaIsUnknown() {
    server.answer("/schemas/ids/5", 200, "{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}");

    assertThatThrownBy(() -> registry.byId(5))
        .isInstanceOf(UnknownSchemaException.class)
        .hasMessageContaining("not a valid Avro schema");
  }

  @Test
  void referencesAreFollowed() throws Exception {
    server.answer(
        "/schemas/ids/6",
        200,
        """
        {"schema": "{\\"type\\":\\"array\\",\\"items\\":\\"a.Colour\\"}",
         "references": [{"name": "a.Colour", "subject": "colour", "version": 2}]}""");
    server.answer(
        "/subjects/colour/versions/2",
        200,
        """
        {"subject": "colour", "version": 2, "id": 1,
         "schema": "{\\"type\\":\\"enum\\",\\"name\\":\\"Colour\\",\\"namespace\\":\\"a\\",\\"symbols\\":[\\"RED\\"]}"}""");

    assertThat(registry.byId(6).getElementType().getFullName()).isEqualTo("a.Colour");
  }

  @Test
  void aSchemaIsRegisteredOnce() {
    server.answer("/subjects/t-value/versions", 200, "{\"id\":11}");
    Schema schema = Schema.create(Schema.Type.STRING);

    assertThat(registry.register("t-value", schema)).isEqualTo(11);
    assertThat(registry.register("t-value", schema)).isEqualTo(11);
    assertThat(server.requests()).containsExactly("POST /subjects/t-value/versions");
  }

  @Test
  void aSubjectThatOthersRegisterAtTheSameTimeIsRegisteredInTheEnd() {
    String taken = "{\"error_code\":409,\"message\":\"already exists\"}";
    for (int i = 0; i < 3; i++) {
      server.answerOnce("/subjects/t-value/versions", 409, taken);
    }
    server.answer("/subjects/t-value/versions", 200, "{\"id\":11}");

    assertThat(registry.register("t-value", Schema.create(Schema.Type.STRING))).isEqualTo(11);
  }

  @Test
  void anIncompatibleSchemaIsRefused() {
    server.answer(
        "/subjects/t-value/versions", 409, "{\"error_code\":409,\"message\":\"incompatible\"}");

    assertThatThrownBy(() -> registry.register("t-value", Schema.create(Schema.Type.STRING)))
        .isInstanceOf(SchemaRefusedException.class)
        .hasMessageContaining("t-value")
        .hasMessageContaining("incompatible");
  }

  @Test
  void userAndPasswordAreSentAsBasicAuthentication() throws Exception {
    server.answer("/schemas/ids/7", 200, LONG);
    var connection = new RegistryConnection(server.url(), "ada", "secret", Map.of());

    try (SchemaRegistry authenticated = connection.open()) {
      authenticated.byId(7);
    }

    assertThat(server.authorizations()).containsExactly("Basic YWRhOnNlY3JldA==");
  }

  private void assertUnknown(int id, String message) {
    assertThatThrownBy(() -> registry.byId(id))
        .isInstanceOf(UnknownSchemaException.class)
        .hasMessage(message);
  }
}
