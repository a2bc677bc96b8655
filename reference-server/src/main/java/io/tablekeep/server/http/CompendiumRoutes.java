package io.tablekeep.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.model.Ids;
import io.tablekeep.sdk.model.compendium.CompendiumDocument;
import io.tablekeep.sdk.model.people.CompendiumTake;
import io.tablekeep.sdk.model.world.Origin;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.server.auth.Caller;
import io.tablekeep.server.auth.SeatClaim;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Compendia over HTTP: bring a pack in, read it page by page, copy an entry to the table. */
final class CompendiumRoutes {
  private static final int PACK_BYTES = 64 << 20;
  private static final int PAGE = 100;

  private final Access access;
  private final Reach reach;

  CompendiumRoutes(Access access, Reach reach) {
    this.access = access;
    this.reach = reach;
  }

  void mount(Router router) {
    router.get("/api/compendia").handler(context -> access.known(context, this::list));
    router
        .put("/api/compendia/:compendium")
        .handler(context -> access.host(context, to -> Bodies.read(to, PACK_BYTES, this::bringIn)));
    router.get("/api/compendia/:compendium").handler(context -> access.known(context, this::page));
    router
        .get("/api/compendia/:compendium/entries/:entry")
        .handler(context -> access.known(context, this::entry));
    router.post("/api/campaigns/:id/take").handler(context -> access.seat(context, this::take));
  }

  private void list(RoutingContext context, Caller caller) {
    reach.then(
        context,
        reach.engine().documents(DocumentId.Kind.COMPENDIUM),
        (to, ids) ->
            Answers.json(to, 200, Map.of("compendia", ids.stream().map(DocumentId::id).toList())));
  }

  private void bringIn(RoutingContext context, Buffer body) {
    String id = context.pathParam("compendium");
    if (!DocumentId.isValid(id)) {
      Answers.error(
          context,
          422,
          "bad-compendium-id",
          "A compendium's id is 1 to 64 lower-case letters, digits and hyphens.");
      return;
    }
    reach.offLoop(
        context,
        () -> document(id, Answers.object(body)),
        json -> reach.engine().create(new DocumentId(DocumentId.Kind.COMPENDIUM, id), json),
        (to, made) -> {
          to.response().putHeader("Location", "/api/compendia/" + id);
          Answers.json(to, 201, Map.of("compendium", id));
        });
  }

  /** The pack as a document: every entry with its hash, and nothing that was not understood. */
  private static byte[] document(String id, ObjectNode pack) {
    ObjectNode document = Answers.JSON.createObjectNode().put("id", id).put("schema", 1);
    document
        .putObject("participants")
        .putObject(CompendiumDocument.HOST)
        .put("name", "Host")
        .put("role", "gm");
    document.put("name", Answers.text(pack, "name"));
    document.put("license", pack.has("license") ? Answers.text(pack, "license") : "");
    document.put("forEveryone", pack.path("forEveryone").asBoolean(false));
    ObjectNode entries = document.putObject("entries");
    if (!(pack.get("entries") instanceof ObjectNode given)) {
      throw bad("A pack has an object \"entries\".", "/entries");
    }
    for (Map.Entry<String, JsonNode> each : given.properties()) {
      String at = "/entries/" + each.getKey();
      if (!Ids.isValid(each.getKey())
          || !(each.getValue() instanceof ObjectNode entry)
          || !(entry.get("data") instanceof ObjectNode data)) {
        throw bad("An entry is {kind, name, data} under a key of letters and digits.", at);
      }
      byte[] bytes = Answers.utf8(data.toString());
      JsonObject tree = JsonReader.readObject(bytes, JsonReader.Limits.DOCUMENT, 0);
      entries
          .putObject(each.getKey())
          .put("kind", Answers.text(entry, "kind"))
          .put("name", Answers.text(entry, "name"))
          .put("sha256", Canonical.hash(tree))
          .set("data", data);
    }
    return Answers.utf8(document.toString());
  }

  private static TablekeepException bad(String message, String field) {
    return new TablekeepException(ErrorKind.USER, "bad-request", message, field);
  }

  /** The compendium, when the caller may read it; else it does not exist. */
  private CompletableFuture<Node> readable(RoutingContext context, Caller caller) {
    return reach
        .compendium(context.pathParam("compendium"))
        .thenCompose(Campaign::look)
        .thenCompose(
            root -> {
              if (caller instanceof Caller.Host || root.at("forEveryone").asBoolean(false)) {
                return CompletableFuture.completedFuture(root);
              }
              return access
                  .seatOf(context, caller)
                  .map(seat -> reach.running(new Caller.Seated(seat), seat.campaign()))
                  .orElseGet(() -> Reach.failed("forbidden", ""))
                  .handle((role, fault) -> fault == null)
                  .thenApply(
                      may -> {
                        if (may) {
                          return root;
                        }
                        throw new TablekeepException(
                            ErrorKind.USER,
                            "no-such-compendium",
                            "There is no compendium of that name.");
                      });
            });
  }

  private void page(RoutingContext context, Caller caller) {
    String after = String.valueOf(context.request().getParam("after", ""));
    String kind = String.valueOf(context.request().getParam("kind", ""));
    String text = String.valueOf(context.request().getParam("text", "")).toLowerCase(Locale.ROOT);
    // Up to fifty thousand names are looked at.
    reach.then(
        context,
        readable(context, caller)
            .thenCompose(root -> reach.offLoop(() -> page(root, after, kind, text))),
        (to, page) -> Answers.json(to, 200, page));
  }

  private static Map<String, Object> page(Node root, String after, String kind, String text) {
    Node entries = root.at("entries");
    List<String> keys =
        entries.keys().stream()
            .sorted()
            .filter(key -> key.compareTo(after) > 0)
            .filter(key -> fits(entries.at(key), kind, text))
            .limit(PAGE + 1L)
            .toList();
    List<Map<String, Object>> lines = new ArrayList<>();
    for (String key : keys.subList(0, Math.min(PAGE, keys.size()))) {
      Node entry = entries.at(key);
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("key", key);
      line.put("kind", entry.at("kind").asText(""));
      line.put("name", entry.at("name").asText(""));
      line.put("sha256", entry.at("sha256").asText(""));
      lines.add(line);
    }
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("name", root.at("name").asText(""));
    page.put("license", root.at("license").asText(""));
    page.put("entries", lines);
    page.put("more", keys.size() > PAGE);
    return page;
  }

  private static boolean fits(Node entry, String kind, String text) {
    return (kind.isEmpty() || entry.at("kind").asText("").equals(kind))
        && (text.isEmpty() || entry.at("name").asText("").toLowerCase(Locale.ROOT).contains(text));
  }

  private void entry(RoutingContext context, Caller caller) {
    reach.then(
        context,
        readable(context, caller).thenApply(root -> found(root, context.pathParam("entry"))),
        (to, entry) -> Answers.json(to, 200, Reach.map(entry)));
  }

  private static Node found(Node root, String key) {
    Node entry = root.at("entries", key);
    if (!entry.exists()) {
      throw new TablekeepException(
          ErrorKind.USER, "no-such-entry", "There is no entry of that key.");
    }
    return entry;
  }

  private void take(RoutingContext context, SeatClaim claim) {
    reach.body(
        context,
        body -> {
          String id = Answers.text(body, "compendium");
          String key = Answers.text(body, "entry");
          return reach
              .running(new Caller.Seated(claim), claim.campaign())
              .thenCompose(role -> reach.compendium(id))
              .thenCompose(Campaign::look)
              .thenCompose(
                  root -> {
                    Node entry = found(root, key);
                    CompendiumTake take =
                        new CompendiumTake(
                            CompendiumTake.Kind.valueOf(
                                entry.at("kind").asText().toUpperCase(Locale.ROOT)),
                            Reach.map(entry.at("data")),
                            new Origin("compendium/" + id, key, entry.at("sha256").asText()));
                    return reach.act(claim, take);
                  });
        },
        CampaignRoutes::receipt);
  }
}
