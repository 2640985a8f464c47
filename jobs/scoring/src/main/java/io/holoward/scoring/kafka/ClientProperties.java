package io.holoward.scoring.kafka;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.configuration.JaasText;
import io.holoward.detection.configuration.Secret;
import io.holoward.detection.configuration.SecretReferences;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * The properties of the job's Kafka clients. They travel in the job's graph, which Flink stores, so
 * they name secrets instead of holding them: a client looks them up where it is opened, on each
 * worker and after each restart.
 */
final class ClientProperties {

  private static final String PROVIDER = "holoward";
  private static final String PLAIN = "plain";
  private static final String QUOTED = "quoted";

  private static final SecretReferences REFERENCES =
      new SecretReferences() {
        @Override
        public String plain(Secret secret) {
          return reference(PLAIN, secret);
        }

        @Override
        public String quoted(Secret secret) {
          return reference(QUOTED, secret);
        }
      };

  private ClientProperties() {}

  /** The configured properties, secrets as references. */
  static Properties of(Configuration.Kafka kafka) {
    Properties properties = new Properties();
    properties.putAll(kafka.properties(REFERENCES));
    properties.merge(
        AbstractConfig.CONFIG_PROVIDERS_CONFIG, PROVIDER, (theirs, ours) -> theirs + "," + ours);
    properties.put(
        AbstractConfig.CONFIG_PROVIDERS_CONFIG + "." + PROVIDER + ".class", Lookup.class.getName());
    return properties;
  }

  private static String reference(String form, Secret secret) {
    // Encoded, because a path may hold what ends a reference.
    String name =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(secret.name().getBytes(StandardCharsets.UTF_8));
    return "${" + PROVIDER + ":" + form + ":" + secret.origin() + "." + name + "}";
  }

  private static Secret secret(String reference) {
    int dot = reference.indexOf('.');
    byte[] name = Base64.getUrlDecoder().decode(reference.substring(dot + 1));
    return new Secret(
        Secret.Origin.valueOf(reference.substring(0, dot)),
        new String(name, StandardCharsets.UTF_8));
  }

  /** Looks secrets up for a Kafka client, which makes it by its name. */
  public static final class Lookup implements ConfigProvider {

    @Override
    public void configure(Map<String, ?> configuration) {
      // There is nothing to configure: a reference says it all.
    }

    @Override
    public ConfigData get(String form) {
      throw new UnsupportedOperationException("secrets are asked for one by one");
    }

    @Override
    public ConfigData get(String form, Set<String> references) {
      Map<String, String> secrets = new HashMap<>();
      for (String reference : references) {
        String value = secret(reference).resolve();
        secrets.put(reference, form.equals(QUOTED) ? JaasText.quotable(value) : value);
      }
      return new ConfigData(secrets);
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
