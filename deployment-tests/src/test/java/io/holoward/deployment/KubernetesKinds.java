package io.holoward.deployment;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Kubernetes and its operators know of their objects; a field they do not know is a mistake.
 */
final class KubernetesKinds {
  private static final Map<String, Class<? extends HasMetadata>> MODELS =
      Stream.of(
              ConfigMap.class,
              Deployment.class,
              Job.class,
              Namespace.class,
              NetworkPolicy.class,
              PersistentVolumeClaim.class,
              PodDisruptionBudget.class,
              PodMonitor.class,
              Role.class,
              RoleBinding.class,
              ServiceAccount.class)
          .collect(Collectors.toMap(HasMetadata::getKind, Function.identity()));

  private static final String DEFINITION =
      "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  private final ObjectMapper strict =
      new ObjectMapper()
          .setAnnotationIntrospector(new WithoutUnknownFields())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private final JsonSchema flinkDeployment = flinkDeployment();

  /** The models keep what they do not know in a map; without it Jackson refuses it. */
  private static final class WithoutUnknownFields extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return Boolean.FALSE;
    }
  }

  /** What is wrong with the form of an object. */
  List<String> mistakes(JsonNode object) {
    String kind = object.path("kind").asText();
    if ("FlinkDeployment".equals(kind)) {
      return ofFlinkDeployment(object);
    }
    Class<? extends HasMetadata> model = MODELS.get(kind);
    if (model == null) {
      return List.of("no kind " + kind + " is known here");
    }
    List<String> mistakes = new ArrayList<>();
    if (!HasMetadata.getApiVersion(model).equals(object.path("apiVersion").asText())) {
      mistakes.add(kind + " is of " + HasMetadata.getApiVersion(model));
    }
    try {
      strict.treeToValue(object, model);
    } catch (IOException e) {
      mistakes.add(kind + ": " + e.getMessage());
    }
    return mistakes;
  }

  private List<String> ofFlinkDeployment(JsonNode object) {
    List<String> mistakes = new ArrayList<>();
    if (!"flink.apache.org/v1beta1".equals(object.path("apiVersion").asText())) {
      mistakes.add("FlinkDeployment is of flink.apache.org/v1beta1");
    }
    flinkDeployment.validate(object).forEach(message -> mistakes.add(message.getMessage()));
    return mistakes;
  }

  private static JsonSchema flinkDeployment() {
    ObjectNode schema = (ObjectNode) definition().at("/spec/versions/0/schema/openAPIV3Schema");
    ObjectNode properties = (ObjectNode) schema.get("properties");
    // The newest definition on Maven Central is older than Flink 2.3, which the operator knows from
    // 1.16 on.
    ((ArrayNode) properties.at("/spec/properties/flinkVersion/enum")).add("v2_3");
    close(schema);
    properties.putObject("apiVersion").put("type", "string");
    properties.putObject("kind").put("type", "string");
    properties.putObject("metadata").put("type", "object");
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
  }

  private static JsonNode definition() {
    try (InputStream in = KubernetesKinds.class.getResourceAsStream(DEFINITION)) {
      return Checkout.documents(new String(in.readAllBytes(), StandardCharsets.UTF_8)).get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kubernetes drops fields that a definition does not name; here they are mistakes. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      if (object.path("properties").isObject() && !object.has("additionalProperties")) {
        object.put("additionalProperties", false);
      }
      if (object.path("x-kubernetes-int-or-string").asBoolean()) {
        object.remove(List.of("anyOf", "x-kubernetes-int-or-string"));
        object.putArray("type").add("integer").add("string");
      }
    }
    schema.forEach(KubernetesKinds::close);
  }
}
