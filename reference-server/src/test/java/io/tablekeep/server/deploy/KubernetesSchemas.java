package io.tablekeep.server.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;

/** The schemas of Kubernetes 1.23, made strict: what they do not know is a fault. */
final class KubernetesSchemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode apps;
  private final JsonNode policy;

  KubernetesSchemas() throws IOException {
    apps = read("kubernetes-model-apps");
    policy = read("kubernetes-model-policy");
  }

  /** The file of that name stands in several jars. */
  private static JsonNode read(String jar) throws IOException {
    URL file =
        Collections.list(
                KubernetesSchemas.class
                    .getClassLoader()
                    .getResources("schema/validation-schema.json"))
            .stream()
            .filter(each -> each.toString().contains(jar))
            .findFirst()
            .orElseThrow();
    try (InputStream in = file.openStream()) {
      JsonNode root = RunningServer.JSON.readTree(in);
      tidy(root);
      ObjectNode definitions = (ObjectNode) root.get("definitions");
      definitions.fieldNames().forEachRemaining(name -> scalar(definitions, name));
      return root;
    }
  }

  /** Some are written as the fields of Go's types, not as what stands in a file. */
  private static void scalar(ObjectNode definitions, String name) {
    if (name.endsWith("IntOrString") || name.endsWith("Quantity")) {
      ObjectNode either = RunningServer.JSON.createObjectNode();
      either.putArray("type").add("integer").add("string");
      definitions.set(name, either);
    } else if (name.endsWith("_Time")) {
      definitions.set(name, RunningServer.JSON.createObjectNode().put("type", "string"));
    }
  }

  /** Nothing but what is described; and what is needed said as schemas of today say it. */
  private static void tidy(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("properties").isObject()) {
      ArrayNode needed = RunningServer.JSON.createArrayNode();
      object
          .get("properties")
          .properties()
          .forEach(
              each -> {
                if (each.getValue() instanceof ObjectNode one && one.path("required").isBoolean()) {
                  if (one.remove("required").asBoolean()) {
                    needed.add(each.getKey());
                  }
                }
              });
      if (!needed.isEmpty()) {
        object.set("required", needed);
      }
      if (object.path("additionalProperties").asBoolean(false)) {
        object.put("additionalProperties", false);
      }
    }
    node.forEach(KubernetesSchemas::tidy);
  }

  /** What is wrong with an object. */
  List<String> faults(JsonNode object) {
    String kind = object.path("kind").asText();
    return switch (kind) {
      case "PodDisruptionBudget" ->
          faults(policy, "kubernetes_policy_v1_PodDisruptionBudget", "policy/v1", object);
      case "StatefulSet" -> faults(apps, "kubernetes_apps_StatefulSet", "apps/v1", object);
      case "Service", "ConfigMap", "Secret" ->
          faults(apps, "kubernetes_core_" + kind, "v1", object);
      default -> List.of("nothing is known of the kind \"" + kind + "\"");
    };
  }

  private static List<String> faults(JsonNode root, String name, String version, JsonNode object) {
    if (!object.path("apiVersion").asText().equals(version)) {
      return List.of("/apiVersion is not " + version);
    }
    if (!root.path("definitions").has(name)) {
      return List.of("there is no schema " + name);
    }
    ObjectNode schema = RunningServer.JSON.createObjectNode();
    schema.put("$ref", "#/definitions/" + name);
    schema.set("definitions", root.get("definitions"));
    Schema judge = REGISTRY.getSchema(schema);
    return judge.validate(object).stream()
        .map(error -> error.getInstanceLocation() + " " + error)
        .toList();
  }
}
