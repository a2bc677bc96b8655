package io.tablekeep.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Going back, branches and merges over HTTP and over sockets. */
class BranchHttpTest {
  private static final String DEMO = "/api/campaigns/demo/";

  private RunningServer server;
  private int n;

  @BeforeEach
  void start() throws IOException {
    server = RunningServer.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private HttpResponse<String> get(String who, String path) throws Exception {
    return server.get(DEMO + path, "Authorization", "Bearer " + server.token(who));
  }

  private JsonNode ok(HttpResponse<String> answer) throws IOException {
    assertEquals(200, answer.statusCode(), answer::body);
    return RunningServer.json(answer);
  }

  private static void refused(int status, String code, HttpResponse<String> answer)
      throws Exception {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals(code, RunningServer.json(answer).path("code").asText());
  }

  private HttpResponse<String> act(String campaign, String token, String type, String payload)
      throws Exception {
    return server.post(
        "/api/campaigns/" + campaign + "/actions",
        "{\"device\":\"t\",\"n\":%d,\"type\":\"%s\",\"payload\":%s}".formatted(++n, type, payload),
        "Authorization",
        "Bearer " + token);
  }

  private HttpResponse<String> act(String type, String payload) throws Exception {
    return act("demo", server.token("gm"), type, payload);
  }

  private static String named(String actor, String name) {
    return "{\"actor\":\"" + actor + "\",\"name\":\"" + name + "\"}";
  }

  private long head() throws Exception {
    return ok(get("gm", "branches")).path("head").asLong();
  }

  private String name(String token, String campaign, String actor) throws Exception {
    HttpResponse<String> state =
        server.get("/api/campaigns/" + campaign + "/state", "Authorization", "Bearer " + token);
    return ok(state).at("/state/actors/" + actor + "/name").asText();
  }

  @Test
  void aReturnIsPreviewedDoneSeenByAllAndRefusedWhenThingsMoved() throws Exception {
    try (RawSocket ana = RawSocket.seated(server.port(), "demo", server.token("ana"), "b1")) {
      ana.next("welcome");
      long then = head();
      ok(act("actor.edit", named("lyra", "Lyra the Lost")));
      assertTrue(ana.next("frame").toString().contains("Lyra the Lost"));
      JsonNode preview = ok(get("gm", "history/return?to=" + then));
      assertEquals(1, preview.path("entries").asInt());
      assertEquals("/actors/lyra/name", preview.at("/changes/0/path").asText());
      assertEquals("Lyra", preview.at("/changes/0/then").asText());
      assertTrue(preview.path("fits").asBoolean());
      long seen = preview.path("head").asLong();
      ok(act("actor.edit", named("tok", "Tok the Tall")));
      ana.next("frame");
      String wish = "{\"to\":%d,\"seen\":%d}";
      refused(409, "moved-since", act("history.return", wish.formatted(then, seen)));
      ok(act("history.return", wish.formatted(then, head())));
      String told = ana.next("frame").toString();
      assertTrue(told.contains("\"Lyra\"") && told.contains("\"Tok\""), told);
      assertFalse(told.contains("branches"), told);
      assertEquals("Lyra", name(server.token("ben"), "demo", "lyra"));
      JsonNode branches = ok(get("gm", "branches"));
      assertEquals(1, branches.path("branches").size());
      assertEquals(then, branches.at("/branches/0/back/to").asLong());
      refused(422, "nothing-to-return", act("history.return", wish.formatted(then, 0)));
    }
  }

  @Test
  void aBranchIsOpenedPlayedAndMergedByChoice() throws Exception {
    ok(act("branch.create", "{\"name\":\"What if\"}"));
    String key = ok(get("gm", "branches")).at("/branches/0/key").asText();
    JsonNode opened =
        ok(
            server.post(
                DEMO + "branches/" + key + "/open",
                "",
                "Authorization",
                "Bearer " + server.token("gm")));
    String branch = opened.path("campaign").asText();
    String token = opened.path("token").asText();
    ok(act(branch, token, "actor.edit", named("lyra", "Lyra of there")));
    ok(act(branch, token, "actor.edit", named("tok", "Tok of there")));
    ok(act("actor.edit", named("lyra", "Lyra of here")));
    assertEquals("Lyra of there", name(token, branch, "lyra"));
    JsonNode links =
        ok(
            server.post(
                "/api/campaigns/" + branch + "/links", "", "Authorization", "Bearer " + token));
    assertEquals(4, links.path("links").size(), links::toString);
    JsonNode own =
        ok(
            server.get(
                "/api/campaigns/" + branch + "/branches", "Authorization", "Bearer " + token));
    assertEquals("demo", own.at("/of/campaign").asText());
    assertEquals("demo", own.at("/line/0/campaign").asText());
    JsonNode ana =
        links.path("links").findParents("token").stream()
            .filter(link -> link.path("participant").asText().equals("ana"))
            .findFirst()
            .orElseThrow();
    String state = "/api/campaigns/" + branch + "/state";
    assertEquals(
        "demo",
        ok(server.get(state, "Authorization", "Bearer " + token))
            .at("/state/branchOf/campaign")
            .asText());
    JsonNode hers = ok(server.get(state, "Authorization", "Bearer " + ana.path("token").asText()));
    assertEquals("Bram", hers.at("/state/actors/bram/name").asText());
    assertFalse(hers.path("state").has("branchOf"), "which moment it left is for the master");
    refused(403, "forbidden", server.get(state, "Authorization", "Bearer " + server.token("ana")));

    try (RawSocket gm = RawSocket.seated(server.port(), "demo", server.token("gm"), "b2")) {
      gm.next("welcome");
      gm.text(
          "{\"type\":\"history\",\"n\":3,\"kind\":\"merge\",\"payload\":{\"branch\":\""
              + key
              + "\"}}");
      JsonNode preview = gm.next("history").path("answer");
      assertEquals("/actors/lyra/name", preview.at("/conflicts/0/path").asText());
      assertEquals("Lyra of here", preview.at("/conflicts/0/theirs").asText());
      assertEquals("Lyra of there", preview.at("/conflicts/0/mine").asText());
      assertEquals(preview, ok(get("gm", "branches/" + key + "/merge")));
      String merge = "{\"branch\":\"%s\",\"tip\":%d,\"seen\":%d,\"choices\":{%s}}";
      long tip = preview.path("tip").asLong();
      long seen = preview.path("head").asLong();
      refused(409, "merge-conflicts", act("branch.merge", merge.formatted(key, tip, seen, "")));
      String mine = "\"/actors/lyra/name\":\"mine\"";
      ok(act("branch.merge", merge.formatted(key, tip, head(), mine)));
    }
    assertEquals("Lyra of there", name(server.token("ben"), "demo", "lyra"));
    assertEquals("Tok of there", name(server.token("ben"), "demo", "tok"));
    assertEquals(tipOf(key), ok(get("gm", "branches")).at("/branches/0/merged/tip").asLong());
  }

  private long tipOf(String key) throws Exception {
    return ok(get("gm", "branches/" + key + "/merge")).path("tip").asLong();
  }

  @Test
  void nobodyElseAsksAndNonsenseIsRefused() throws Exception {
    for (String path : new String[] {"branches", "history/return?to=1", "branches/x/merge"}) {
      refused(403, "gm-only", get("ana", path));
    }
    refused(404, "no-such-branch", get("gm", "branches/x/merge"));
    refused(404, "no-such-version", get("gm", "history/return?to=99999"));
    refused(400, "bad-query", get("gm", "history/return"));
    refused(400, "bad-query", get("gm", "history/return?to=-1"));
    refused(400, "bad-query", get("gm", "history/return?to=1&scope=all"));
    refused(422, "bad-scope", get("gm", "history/return?to=1&scope=user"));
    String ana = server.token("ana");
    String open = DEMO + "branches/x/open";
    refused(403, "gm-only", server.post(open, "", "Authorization", "Bearer " + ana));
    refused(
        404,
        "no-such-branch",
        server.post(open, "", "Authorization", "Bearer " + server.token("gm")));
    refused(403, "not-allowed", act("demo", ana, "history.return", "{\"to\":1}"));
    refused(404, "no-such-version", act("history.return", "{\"to\":99999}"));
    refused(404, "no-such-branch", act("branch.merge", "{\"branch\":\"x\"}"));
    refused(422, "out-of-range", act("history.return", "{\"to\":0}"));
  }
}
