package io.tablekeep.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.cbor.CborKeys;
import io.tablekeep.sdk.model.document.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The published descriptions: OpenAPI and AsyncAPI with the actions of all loaded systems in them,
 * and the schema of the campaign document. Made once.
 *
 * @param openapi OpenAPI 3.1 as JSON
 * @param asyncapi AsyncAPI 3.0 as JSON
 * @param campaign JSON Schema of the campaign document
 */
// Whole answers, never changed or compared.
@SuppressWarnings("ArrayRecordComponent")
record Descriptions(byte[] openapi, byte[] asyncapi, byte[] campaign) {
  /** Keeps the definitions of payloads apart from the description's own. */
  private static final String PREFIX = "Model.";

  static Descriptions of(Engine engine, List<String> systems, String version) {
    ObjectNode campaign = Answers.JSON.valueToTree(Documents.schema());
    Map<String, Object> actions = new TreeMap<>(engine.actions("table"));
    List<String> all = new ArrayList<>(systems);
    all.forEach(system -> actions.putAll(engine.actions(system)));
    ObjectNode asyncapi = merge("asyncapi.json", actions, version);
    ArrayNode dictionary = asyncapi.putArray("x-dictionary");
    CborKeys.all().forEach(dictionary::add);
    asyncapi.set("x-vectors", resource("vectors.json"));
    return new Descriptions(
        bytes(merge("openapi.json", actions, version)), bytes(asyncapi), bytes(campaign));
  }

  /** Puts each action's payload schema below {@code components.schemas} and names them all. */
  private static ObjectNode merge(String name, Map<String, Object> actions, String version) {
    ObjectNode root = (ObjectNode) resource(name);
    ((ObjectNode) root.get("info")).put("x-server", version);
    ObjectNode schemas = (ObjectNode) root.at("/components/schemas");
    ObjectNode table = schemas.putObject("Actions");
    table.put("type", "object");
    table.put(
        "description",
        "Every action of this server by name, with the schema of its payload. The \"x-\" keys tell"
            + " who may send it, whether it is an edit, which needs basedOn, and whether somebody"
            + " without a line may do it for later.");
    ObjectNode properties = table.putObject("properties");
    actions.forEach(
        (action, about) -> {
          JsonNode declared = Answers.JSON.valueToTree(about);
          ObjectNode payload = properties.putObject(action);
          if (declared.get("payload") instanceof ObjectNode schema) {
            payload.setAll(schema);
          }
          payload.remove("$schema");
          hoist(payload, schemas);
          payload.put("description", declared.path("description").asText());
          payload.set("x-roles", declared.path("roles"));
          payload.set("x-edit", declared.path("edit"));
          payload.set("x-offline", declared.path("offline"));
        });
    JsonNode names = schemas.at("/ActionName");
    if (names instanceof ObjectNode named) {
      var known = named.putArray("examples");
      actions.keySet().forEach(known::add);
    }
    return root;
  }

  /**
   * Moves the shared definitions of a payload up to the document's own: a reference from the root
   * means the root of the whole document, and not that of the payload.
   */
  private static void hoist(ObjectNode payload, ObjectNode schemas) {
    if (payload.remove("$defs") instanceof ObjectNode definitions) {
      definitions
          .properties()
          .forEach(
              each -> {
                redirect(each.getValue());
                schemas.set(PREFIX + each.getKey(), each.getValue());
              });
    }
    redirect(payload);
  }

  private static void redirect(JsonNode node) {
    JsonNode ref = node.get("$ref");
    if (node instanceof ObjectNode object && ref != null && ref.isTextual()) {
      object.put("$ref", ref.textValue().replace("#/$defs/", "#/components/schemas/" + PREFIX));
    }
    node.forEach(Descriptions::redirect);
  }

  private static byte[] bytes(JsonNode node) {
    return Answers.utf8(node.toPrettyString() + "\n");
  }

  private static JsonNode resource(String name) {
    try (InputStream in = Descriptions.class.getResourceAsStream("/api/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource api/" + name);
      }
      return Answers.JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
