package io.tablekeep.server.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.Welcome;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.server.Demo;
import io.tablekeep.server.ServerConfig;
import io.tablekeep.server.TablekeepServer;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts on the bundled store: listed, renamed, removed, and whole after a crash. */
class AccountKeepingTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final DocumentId ACCOUNTS = new DocumentId(DocumentId.Kind.GLOBAL, "accounts");

  @TempDir Path folder;
  private TablekeepServer server;
  private int n;

  @BeforeEach
  void start() throws Exception {
    server =
        TablekeepServer.start(
            new ServerConfig(
                "127.0.0.1",
                0,
                folder.resolve("data"),
                Optional.empty(),
                "sqlite:tablekeep.db",
                Set.of(),
                1,
                true,
                "warn"));
    Demo.ensure(server.engine());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void restart() throws Exception {
    server.close();
    start();
  }

  private String hostKey() {
    return server.house().keys().hostKey();
  }

  private String token(String participant) {
    return server.links(Demo.ID).stream()
        .filter(link -> link.participant().equals(participant))
        .findFirst()
        .orElseThrow()
        .token();
  }

  private HttpResponse<String> call(String method, String path, String body, String key)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.base() + path))
            .method(method, BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private JsonNode ok(String method, String path, String body, String key) throws Exception {
    HttpResponse<String> answer = call(method, path, body, key);
    assertTrue(answer.statusCode() < 300, answer.statusCode() + answer.body());
    return RunningServer.json(answer);
  }

  private void refused(int status, String code, HttpResponse<String> answer) throws Exception {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(code, RunningServer.json(answer).path("code").asText());
  }

  private static String login(String login) {
    return "{\"login\":\"" + login + "\",\"password\":\"correct horse\"}";
  }

  private JsonNode register(String login) throws Exception {
    ok("PATCH", "/api/settings", "{\"registration\":\"open\"}", hostKey());
    return ok("POST", "/api/accounts", login(login), "");
  }

  @Test
  void theHostListsAccountsAndNobodyElseDoes() throws Exception {
    String ada = register("ada").path("token").asText();
    ok("POST", "/api/me/seats", "{\"link\":\"" + token("ana") + "\"}", ada);
    register("ben");
    ok("POST", "/api/sessions", login("ben"), "");
    JsonNode page = ok("GET", "/api/accounts", "", hostKey());
    assertEquals(2, page.path("accounts").size());
    assertFalse(page.path("more").asBoolean());
    for (JsonNode one : page.path("accounts")) {
      boolean isAda = one.path("login").asText().equals("ada");
      assertEquals(isAda ? 1 : 2, one.path("sessions").asInt());
      assertEquals(isAda ? 1 : 0, one.path("seats").asInt());
      assertFalse(one.toString().contains("argon2"), one::toString);
    }
    String last = page.at("/accounts/1/account").asText();
    assertEquals(
        0, ok("GET", "/api/accounts?after=" + last, "", hostKey()).path("accounts").size());
    refused(403, "forbidden", call("GET", "/api/accounts", "", ada));
    refused(403, "forbidden", call("GET", "/api/accounts", "", token("gm")));
    refused(401, "unauthorized", call("GET", "/api/accounts", "", ""));
    refused(403, "forbidden", call("DELETE", "/api/accounts/" + last, "", ada));
    refused(404, "no-such-account", call("DELETE", "/api/accounts/nobody", "", hostKey()));
    refused(404, "no-such-account", call("DELETE", "/api/accounts/nobody/sessions", "", hostKey()));
  }

  @Test
  void aNameAndALoginChangeAndTheOldLoginIsFreeAgain() throws Exception {
    String ada = register("ada").path("token").asText();
    register("ben");
    ok("PATCH", "/api/me", "{\"name\":\"Ada L.\",\"login\":\"lovelace\"}", ada);
    assertEquals("Ada L.", ok("GET", "/api/me", "", ada).path("name").asText());
    refused(401, "bad-credentials", call("POST", "/api/sessions", login("ada"), ""));
    ok("POST", "/api/sessions", login("LoveLace"), "");
    refused(409, "login-taken", call("PATCH", "/api/me", "{\"login\":\"BEN\"}", ada));
    refused(422, "bad-login", call("PATCH", "/api/me", "{\"login\":\"a b\"}", ada));
    refused(400, "bad-request", call("PATCH", "/api/me", "{}", ada));
    ok("PATCH", "/api/me", "{\"login\":\"Lovelace\"}", ada);
    restart();
    ok("POST", "/api/sessions", login("lovelace"), "");
    register("ada");
  }

  @Test
  void aRemovedAccountLeavesNothingThatLetsAnybodyIn() throws Exception {
    JsonNode made = register("ada");
    String ada = made.path("token").asText();
    DocumentId own = new DocumentId(DocumentId.Kind.USER, made.path("account").asText());
    ok("POST", "/api/me/seats", "{\"link\":\"" + token("ana") + "\"}", ada);
    ok("GET", "/api/me/document", "", ada);
    assertTrue(server.house().store().describe(own).toCompletableFuture().join().isPresent());
    String seat = ok("POST", "/api/campaigns/demo/seat", "", ada).path("token").asText();
    String wrong = "{\"password\":\"wrong horse\"}";
    refused(401, "bad-credentials", call("DELETE", "/api/me", wrong, ada));
    try (RawSocket socket = RawSocket.seated(server.port(), Demo.ID, seat, "tab")) {
      socket.next("welcome");
      ok("DELETE", "/api/me", wrong.replace("wrong", "correct"), ada);
      assertEquals(4401, socket.closed().code());
    }
    refused(401, "unauthorized", call("GET", "/api/me", "", ada));
    refused(401, "unauthorized", call("GET", "/api/campaigns/demo", "", seat));
    refused(401, "bad-credentials", call("POST", "/api/sessions", login("ada"), ""));
    assertTrue(server.house().store().describe(own).toCompletableFuture().join().isEmpty());
    restart();
    refused(401, "unauthorized", call("GET", "/api/me", "", ada));
    assertEquals(0, ok("GET", "/api/accounts", "", hostKey()).path("accounts").size());
    String again = register("ada").path("token").asText();
    assertEquals(0, ok("GET", "/api/me", "", again).path("seats").size());
    assertTrue(token("ana").length() > 10, "the place at the table stays");
  }

  @Test
  void theHostLogsSomebodyOutAndRemovesThem() throws Exception {
    JsonNode made = register("ada");
    String path = "/api/accounts/" + made.path("account").asText();
    ok("DELETE", path + "/sessions", "", hostKey());
    refused(401, "unauthorized", call("GET", "/api/me", "", made.path("token").asText()));
    ok("POST", "/api/sessions", login("ada"), "");
    ok("DELETE", path, "", hostKey());
    refused(401, "bad-credentials", call("POST", "/api/sessions", login("ada"), ""));
  }

  /** Writes to the accounts what the server would have, before it fell over. */
  private void interrupted(String type, ObjectNode payload) throws Exception {
    SeatListener deaf =
        new SeatListener() {
          @Override
          public void welcome(Welcome welcome) {}

          @Override
          public void frame(Frame frame) {}

          @Override
          public void closed(String code, String message) {}
        };
    Engine engine = server.engine();
    Seat seat = engine.open(ACCOUNTS).join().join("server", deaf).join();
    byte[] json = payload.toString().getBytes(StandardCharsets.UTF_8);
    Receipt receipt = seat.submit(new Action("test", ++n, type, json, OptionalLong.empty())).join();
    assertEquals("ok", receipt.code(), receipt.message());
    seat.leave();
  }

  private ObjectNode take(String invitation, String place) {
    return RunningServer.JSON.createObjectNode().put("id", invitation).put("place", place);
  }

  private JsonNode invitation() throws Exception {
    return ok("GET", "/api/campaigns/demo/invitations", "", token("gm")).at("/invitations/0");
  }

  @Test
  void aCrashBetweenUsingAnInvitationAndThePlaceGivesTheUseBack() throws Exception {
    String text =
        ok("POST", "/api/campaigns/demo/invitations", "{\"uses\":1}", token("gm"))
            .path("invitation")
            .asText();
    interrupted("invitation.take", take(invitation().path("id").asText(), "p-lost"));
    assertEquals(1, invitation().path("used").asInt());
    String accept = "{\"invitation\":\"" + text + "\",\"name\":\"Nora\"}";
    refused(422, "bad-invitation", call("POST", "/api/invitations/accept", accept, ""));
    restart();
    assertEquals(0, invitation().path("used").asInt());
    ok("POST", "/api/invitations/accept", accept, "");
    refused(422, "bad-invitation", call("POST", "/api/invitations/accept", accept, ""));
    restart();
    assertEquals(1, invitation().path("used").asInt(), "what was finished stays so");
  }

  /** The store is taken from the table's writer, which does not know what became of its entry. */
  @Test
  void whatIsNotKnownToBeRefusedIsFoundOutAtTheNextStart() throws Exception {
    String text =
        ok("POST", "/api/campaigns/demo/invitations", "{\"uses\":1}", token("gm"))
            .path("invitation")
            .asText();
    server
        .house()
        .store()
        .acquire(DocumentId.campaign(Demo.ID), "another server")
        .toCompletableFuture()
        .join();
    String accept = "{\"invitation\":\"" + text + "\",\"name\":\"Nora\"}";
    HttpResponse<String> answer = call("POST", "/api/invitations/accept", accept, "");
    assertEquals(503, answer.statusCode(), answer.body());
    assertEquals(1, invitation().path("used").asInt());
    restart();
    assertEquals(0, invitation().path("used").asInt());
    ok("POST", "/api/invitations/accept", accept, "");
  }

  private boolean isUnfinished(String place) {
    return server.engine().open(ACCOUNTS).join().look().join().at("unfinished", place).exists();
  }

  @Test
  void aPlaceWhoseAccountIsGoneStaysAtTheTableAndIsTriedNoMore() throws Exception {
    JsonNode made = register("ada");
    ok("POST", "/api/campaigns/demo/invitations", "{\"uses\":1}", token("gm"));
    interrupted(
        "invitation.take",
        take(invitation().path("id").asText(), "p-nora")
            .put("account", made.path("account").asText()));
    String act =
        "{\"device\":\"x\",\"n\":1,\"type\":\"participant.invite\",\"payload\":{\"name\":\"Nora\","
            + "\"role\":\"player\",\"key\":\"p-nora\"}}";
    ok("POST", "/api/campaigns/demo/actions", act, token("gm"));
    ok("DELETE", "/api/accounts/" + made.path("account").asText(), "", hostKey());
    assertTrue(isUnfinished("p-nora"));
    restart();
    assertFalse(isUnfinished("p-nora"));
    assertEquals(1, invitation().path("used").asInt());
    assertFalse(token("p-nora").isEmpty(), "a game master makes its link");
  }

  @Test
  void aCrashBetweenThePlaceAndTheAccountIsFinishedAtTheNextStart() throws Exception {
    JsonNode made = register("ada");
    String ada = made.path("token").asText();
    ok("POST", "/api/campaigns/demo/invitations", "{\"uses\":1}", token("gm"));
    interrupted(
        "invitation.take",
        take(invitation().path("id").asText(), "p-nora")
            .put("account", made.path("account").asText()));
    String act =
        "{\"device\":\"x\",\"n\":1,\"type\":\"participant.invite\",\"payload\":{\"name\":\"Nora\","
            + "\"role\":\"player\",\"key\":\"p-nora\"}}";
    ok("POST", "/api/campaigns/demo/actions", act, token("gm"));
    assertEquals(0, ok("GET", "/api/me", "", ada).path("seats").size());
    restart();
    JsonNode seats = ok("GET", "/api/me", "", ada).path("seats");
    assertEquals("p-nora", seats.at("/0/participant").asText(), seats::toString);
    assertEquals(1, invitation().path("used").asInt());
    assertEquals(
        "Nora", ok("GET", "/api/campaigns/demo", "", ada).at("/participant/name").asText());
  }
}
