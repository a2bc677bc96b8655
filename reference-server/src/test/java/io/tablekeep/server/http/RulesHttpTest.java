package io.tablekeep.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.ConfigSources;
import io.tablekeep.server.TablekeepServer;
import io.tablekeep.server.testing.RunningServer;
import io.tablekeep.server.torture.rogue.RogueJar;
import io.tablekeep.server.torture.rogue.SwayOne;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages make forms and sheets of, and the sheets that plugins bring themselves. */
class RulesHttpTest {
  @TempDir Path folder;

  private static String[] bearer(String key) {
    return new String[] {"Authorization", "Bearer " + key};
  }

  @Test
  void aSeatIsToldWhatItsRoleMayDoAndWhetherThatIsStillSo() throws Exception {
    try (RunningServer server = RunningServer.start()) {
      String path = "/api/campaigns/demo/rules";
      HttpResponse<String> ana = server.get(path, bearer(server.token("ana")));
      assertEquals(200, ana.statusCode(), ana::body);
      JsonNode actions = RunningServer.json(ana).path("actions");
      assertEquals("object", actions.at("/chat.say/payload/type").asText());
      assertTrue(actions.at("/inventory.give/payload/$defs/StackRef").isObject());
      assertTrue(actions.path("scene.create").isMissingNode(), "not a player's");
      HttpResponse<String> gm = server.get(path, bearer(server.token("gm")));
      assertTrue(RunningServer.json(gm).path("actions").has("scene.create"));
      String tag = ana.headers().firstValue("etag").orElseThrow();
      HttpResponse<String> again =
          server.get(path, "Authorization", "Bearer " + server.token("ana"), "If-None-Match", tag);
      assertEquals(304, again.statusCode());
      assertEquals(401, server.get(path).statusCode());
      assertEquals(403, server.get(path, bearer(server.hostKey())).statusCode());
      assertEquals(
          403, server.get("/api/campaigns/other/rules", bearer(server.token("ana"))).statusCode());
    }
  }

  @Test
  void aSeatIsToldWhatTheDataOfItsSystemLooksLikeAndWhereItsSheetIs() throws Exception {
    try (RunningServer server = RunningServer.start()) {
      HttpResponse<String> ana =
          server.get("/api/campaigns/demo/rules", bearer(server.token("ana")));
      JsonNode rules = RunningServer.json(ana);
      JsonNode system = rules.path("system");
      assertEquals("duel", system.path("id").asText(), ana::body);
      assertEquals("actors/*/duel", system.at("/shapes/0/at").asText());
      assertEquals("integer", system.at("/shapes/0/schema/properties/hp/type").asText());
      assertEquals("look", system.at("/derived/0/key").asText());
      assertEquals("who", rules.at("/actions/duel.strike/mine/0").asText());
      assertTrue(rules.at("/actions/duel.house").isMissingNode(), "the game master's alone");
      HttpResponse<String> script = server.get(system.at("/sheet/script").asText());
      assertTrue(script.body().contains("export function mount"), script::body);
      assertEquals(200, server.get(system.at("/sheet/style").asText()).statusCode());
    }
  }

  @Test
  void aPluginBringsItsSheetAndAReloadedOneBringsTheNewOne() throws Exception {
    Path plugins = sway("one");
    Map<String, String> flags =
        Map.of(
            "data",
            folder.resolve("data").toString(),
            "plugins",
            plugins.toString(),
            "port",
            "0",
            "demo",
            "false");
    try (TablekeepServer server =
        TablekeepServer.start(ConfigSources.read(flags, Map.of(), Map.of()))) {
      String host = server.house().keys().hostKey();
      ObjectNode document = RunningServer.JSON.createObjectNode().put("id", "swaying");
      document.put("schema", 1);
      document
          .putObject("campaign")
          .put("name", "Swaying")
          .put("system", "sway")
          .put("createdAt", "2026-01-01T00:00:00Z");
      document.putObject("participants").putObject("gm").put("name", "G").put("role", "gm");
      JsonNode made =
          RunningServer.JSON.readTree(
              send(server, "POST", "/api/campaigns", document.toString(), host).body());
      String token = made.at("/links/0/token").asText();
      String seen = sheet(server, token);
      HttpResponse<String> script = send(server, "GET", seen, "", "");
      assertEquals("export const version = 'one';", script.body());
      assertEquals(
          "text/javascript; charset=utf-8",
          script.headers().firstValue("content-type").orElseThrow());
      assertTrue(
          script
              .headers()
              .firstValue("content-security-policy")
              .orElseThrow()
              .contains("default-src 'none'"));
      assertTrue(script.headers().firstValue("etag").isPresent());
      assertEquals(
          script.body(), send(server, "GET", "/page/systems/sway/sheet.js", "", "").body());
      assertEquals(200, send(server, "GET", "/page/systems/sway/img/a.svg", "", "").statusCode());
      for (String none :
          new String[] {
            "/page/systems/sway/",
            "/page/systems/sway/sheet.html",
            "/page/systems/sway/notes.txt",
            "/page/systems/sway/../secret.js",
            "/page/systems/sway/%2e%2e/secret.js",
            "/page/systems/sway/..%2fsecret.js",
            "/page/systems/sway/../../META-INF/MANIFEST.MF",
            "/page/systems/other/sheet.js",
          }) {
        assertEquals(404, send(server, "GET", none, "", "").statusCode(), none);
      }
      sway("two");
      assertEquals(200, send(server, "POST", "/api/plugins/sway/reload", "", host).statusCode());
      String now = sheet(server, token);
      assertFalse(now.equals(seen), "another address, or browsers keep the old module");
      assertEquals("export const version = 'two';", send(server, "GET", now, "", "").body());
      assertEquals(404, send(server, "GET", seen, "", "").statusCode(), "versions never mix");
    }
  }

  private static String sheet(TablekeepServer server, String token) throws Exception {
    HttpResponse<String> rules = send(server, "GET", "/api/campaigns/swaying/rules", "", token);
    JsonNode system = RunningServer.JSON.readTree(rules.body()).path("system");
    assertEquals("sway", system.path("id").asText(), rules::body);
    assertTrue(system.path("shapes").isArray());
    return system.at("/sheet/script").asText();
  }

  /** The plugin with files for the page in it. */
  private Path sway(String version) throws IOException {
    Path plugins = RogueJar.into(folder.resolve("own"), "sway", SwayOne.class, SwayOne.Sway.class);
    Path jar = plugins.resolve("sway.jar");
    Path with = folder.resolve("with.jar");
    try (JarInputStream in = new JarInputStream(Files.newInputStream(jar));
        OutputStream file = Files.newOutputStream(with);
        JarOutputStream out = new JarOutputStream(file, in.getManifest())) {
      for (JarEntry each = in.getNextJarEntry(); each != null; each = in.getNextJarEntry()) {
        out.putNextEntry(new JarEntry(each.getName()));
        in.transferTo(out);
      }
      put(out, "tablekeep/page/sheet.js", "export const version = '" + version + "';");
      put(out, "tablekeep/page/img/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
      put(out, "tablekeep/page/sheet.html", "<p>");
      put(out, "tablekeep/page/notes.txt", "no");
      put(out, "tablekeep/secret.js", "no");
    }
    Files.move(with, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return plugins;
  }

  private static void put(JarOutputStream out, String name, String text) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> send(
      TablekeepServer server, String method, String path, String body, String key)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
