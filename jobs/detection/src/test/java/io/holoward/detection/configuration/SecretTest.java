package io.holoward.detection.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {

  @Test
  void aSecretFileIsReadWithoutItsLastLineBreakAndNeverShown(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("pw"), "hunter2\r\n");
    Configuration configuration =
        Configuration.of(
            "registry.user=u",
            "registry.password={file: '" + file + "'}",
            "kafka.properties.ssl.key.password={file: '" + file + "'}");
    assertThat(configuration.registry().password().resolve()).isEqualTo("hunter2");
    assertThat(configuration.kafka().resolvedProperties())
        .containsEntry("ssl.key.password", "hunter2");
    assertThat(configuration.render() + configuration).doesNotContain("hunter2");
  }

  @Test
  void anEnvironmentVariableIsLookedUp() {
    assertThat(new Secret(Secret.Origin.ENV, "PATH").resolve()).isEqualTo(System.getenv("PATH"));
  }

  @Test
  void aSecretThatIsNotThereIsAUsersError() {
    assertThatThrownBy(() -> new Secret(Secret.Origin.ENV, "HOLOWARD_NOT_SET").resolve())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("HOLOWARD_NOT_SET is not set");
    assertThatThrownBy(() -> new Secret(Secret.Origin.FILE, "no/such/file").resolve())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no/such/file cannot be read");
  }
}
