package io.tablekeep.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Judges what is really said by the published descriptions, more strictly than a client would: a
 * member that is not described is a fault.
 */
public final class Description {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final JsonNode ASYNC = strict("asyncapi.json");
  private static final JsonNode OPEN = strict("openapi.json");
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();
  private static final List<Template> TEMPLATES = templates();

  private Description() {}

  private record Template(String path, Pattern pattern, int literals) {}

  private static JsonNode strict(String name) {
    try (InputStream in = Description.class.getResourceAsStream("/api/" + name)) {
      JsonNode root = RunningServer.JSON.readTree(in);
      close(root);
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a schema says nothing of must not come. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && object.path("type").asText().equals("object")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(Description::close);
  }

  private static List<Template> templates() {
    List<Template> all = new ArrayList<>();
    OPEN.path("paths")
        .fieldNames()
        .forEachRemaining(
            path ->
                all.add(
                    new Template(
                        path,
                        Pattern.compile(path.replaceAll("\\{\\w+}", "[^/]+")),
                        path.replaceAll("\\{\\w+}", "").length())));
    all.sort(Comparator.comparingInt(Template::literals).reversed());
    return all;
  }

  private static Schema schema(JsonNode document, String pointer) {
    return SCHEMAS.computeIfAbsent(
        System.identityHashCode(document) + pointer,
        key -> {
          ObjectNode root = RunningServer.JSON.createObjectNode();
          root.put("$ref", "#" + pointer);
          root.set("components", document.get("components"));
          if (pointer.startsWith("/paths")) {
            root.set("paths", document.get("paths"));
          }
          return REGISTRY.getSchema(root);
        });
  }

  private static List<String> faults(JsonNode document, String pointer, JsonNode value) {
    if (document.at(pointer).isMissingNode()) {
      return List.of(pointer + " is not described");
    }
    return schema(document, pointer).validate(value).stream()
        .map(error -> error.getInstanceLocation() + " " + error.getKeyword() + ": " + error)
        .toList();
  }

  /** What is wrong with a message of a server. */
  public static List<String> fromServer(JsonNode message) {
    return message("receive", message);
  }

  /** What is wrong with a message of a client. */
  public static List<String> fromClient(JsonNode message) {
    return message("send", message);
  }

  private static List<String> message(String direction, JsonNode message) {
    String type = message.path("type").asText();
    for (JsonNode each : ASYNC.at("/operations/" + direction + "/messages")) {
      String at = "/components/messages/" + each.path("$ref").asText().replaceAll(".*/", "");
      if (ASYNC.at(at + "/name").asText().equals(type)) {
        return faults(ASYNC, at + "/payload", message);
      }
    }
    return List.of("no message " + type + " is described to " + direction);
  }

  /** Fails when a message of a server is not as described. */
  public static JsonNode checked(JsonNode message) {
    List<String> faults = fromServer(message);
    if (!faults.isEmpty()) {
      throw new AssertionError("not as described: " + faults + " in " + brief(message));
    }
    return message;
  }

  /** Fails when an answer over HTTP is not as described. */
  public static void checked(String method, String target, int status, String type, String body) {
    String path = target.replaceAll("[?#].*", "");
    Optional<Template> template =
        TEMPLATES.stream().filter(each -> each.pattern.matcher(path).matches()).findFirst();
    if (template.isEmpty()) {
      if (path.startsWith("/api/") && status < 400) {
        throw new AssertionError(method + " " + path + " is not described");
      }
      return;
    }
    String operation =
        "/paths/"
            + template.get().path.replace("~", "~0").replace("/", "~1")
            + "/"
            + method.toLowerCase(Locale.ROOT);
    if (OPEN.at(operation).isMissingNode()) {
      if (status < 400) {
        throw new AssertionError(method + " " + path + " is not described");
      }
      return;
    }
    JsonNode answer = OPEN.at(operation + "/responses/" + status);
    if (answer.isMissingNode()) {
      throw new AssertionError(
          method + " " + path + " answers " + status + ", which is not described: " + body);
    }
    if (method.equals("HEAD") || status == 304) {
      return; // the headers of an answer alone
    }
    String plain = type.replaceAll(";.*", "").strip();
    if (!answer.path("content").has(plain)) {
      throw new AssertionError(
          method + " " + path + " answers " + status + " with " + type + ", not as described");
    }
    if (plain.equals("application/json")) {
      List<String> faults;
      try {
        faults =
            faults(
                OPEN,
                operation + "/responses/" + status + "/content/application~1json/schema",
                RunningServer.JSON.readTree(body));
      } catch (IOException e) {
        throw new AssertionError(method + " " + path + " answers no JSON: " + body, e);
      }
      if (!faults.isEmpty()) {
        throw new AssertionError(
            method + " " + path + " answers " + status + " not as described: " + faults);
      }
    }
  }

  private static String brief(JsonNode message) {
    String text = message.toString();
    return text.length() > 500 ? text.substring(0, 500) : text;
  }
}
