package io.holoward.detection.configuration;

/**
 * What stands in the properties of a Kafka client for a secret: its value, or a reference to it.
 */
public interface SecretReferences {

  /** The secrets themselves, looked up now. */
  SecretReferences RESOLVED =
      new SecretReferences() {
        @Override
        public String plain(Secret secret) {
          return secret.resolve();
        }

        @Override
        public String quoted(Secret secret) {
          return JaasText.quotable(secret.resolve());
        }
      };

  /** For a secret that is the whole value of a property. */
  String plain(Secret secret);

  /** For a secret between the quotation marks of a JAAS configuration. */
  String quoted(Secret secret);
}
