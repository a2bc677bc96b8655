package io.tablekeep.server.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.server.Demo;
import io.tablekeep.server.auth.InviteClaim;
import io.tablekeep.server.auth.Invites;
import io.tablekeep.server.auth.SeatClaim;
import io.tablekeep.server.auth.SeatTokens;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts, devices, invitations and revocation, over real HTTP and real sockets. */
class AccountsHttpTest {
  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    server = RunningServer.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private HttpResponse<String> send(String method, String path, String body, String key)
      throws Exception {
    HttpRequest.BodyPublisher publisher =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    return key.isEmpty()
        ? server.send(method, path, publisher)
        : server.send(method, path, publisher, "Authorization", "Bearer " + key);
  }

  private JsonNode ok(String method, String path, String body, String key) throws Exception {
    HttpResponse<String> answer = send(method, path, body, key);
    assertTrue(answer.statusCode() < 300, answer.statusCode() + " " + answer.body());
    return RunningServer.json(answer);
  }

  private String code(String method, String path, String body, String key) throws Exception {
    HttpResponse<String> answer = send(method, path, body, key);
    assertTrue(answer.statusCode() >= 400, answer.statusCode() + " " + answer.body());
    return RunningServer.json(answer).path("code").asText();
  }

  private void openDoors() throws Exception {
    ok("PATCH", "/api/settings", "{\"registration\":\"open\"}", server.hostKey());
  }

  private String register(String login) throws Exception {
    return ok(
            "POST",
            "/api/accounts",
            "{\"login\":\"" + login + "\",\"password\":\"correct horse\",\"device\":\"phone\"}",
            "")
        .path("token")
        .asText();
  }

  private static String login(String login, String password) {
    return "{\"login\":\"" + login + "\",\"password\":\"" + password + "\",\"device\":\"tv\"}";
  }

  private static String link(String token) {
    return "{\"link\":\"" + token + "\"}";
  }

  private String seatToken(String session) throws Exception {
    return ok("POST", "/api/campaigns/demo/seat", "", session).path("token").asText();
  }

  @Test
  void registrationFollowsThePolicyOfTheServer() throws Exception {
    String body = login("ada", "correct horse");
    assertEquals("invitation-needed", code("POST", "/api/accounts", body, ""));
    String ticket = server.token("gm");
    String with = body.replace("}", ",\"ticket\":\"" + ticket + "\"}");
    ok("POST", "/api/accounts", with, "");
    assertEquals("login-taken", code("POST", "/api/accounts", with.replace("ada", "ADA"), ""));
    ok("PATCH", "/api/settings", "{\"registration\":\"closed\"}", server.hostKey());
    assertEquals(
        "registration-closed", code("POST", "/api/accounts", with.replace("ada", "ben"), ""));
    openDoors();
    register("cora");
    assertEquals(
        "bad-setting",
        code("PATCH", "/api/settings", "{\"registration\":\"x\"}", server.hostKey()));
    assertEquals("forbidden", code("GET", "/api/settings", "", server.token("gm")));
    for (String bad : List.of("", "a", "a b", "ü", "x".repeat(101), "../x")) {
      String given = login(bad, "correct horse");
      assertTrue(
          List.of("bad-login", "bad-request").contains(code("POST", "/api/accounts", given, "")),
          bad);
    }
    assertEquals("bad-password", code("POST", "/api/accounts", login("dan", "short"), ""));
  }

  @Test
  void nothingSecretCanBeReadBack() throws Exception {
    openDoors();
    String token = register("ada");
    byte[] kept =
        server
            .server()
            .engine()
            .open(new DocumentId(DocumentId.Kind.GLOBAL, "accounts"))
            .join()
            .state()
            .join()
            .canonical();
    String text = new String(kept, StandardCharsets.UTF_8);
    assertTrue(text.contains("\"ada\"") && text.contains("argon2id"));
    assertFalse(text.contains("correct horse"));
    assertFalse(text.contains(token.substring(2)));
  }

  @Test
  void devicesAreListedAndLoggedOutAndTheirSocketsCloseAtOnce() throws Exception {
    openDoors();
    String phone = register("ada");
    String tv =
        ok("POST", "/api/sessions", login("ADA", "correct horse"), "").path("token").asText();
    ok("POST", "/api/me/seats", link(server.token("gm")), phone);
    JsonNode me = ok("GET", "/api/me", "", tv);
    assertEquals("demo", me.at("/seats/0/campaign").asText());
    String seat = seatToken(tv);
    try (RawSocket socket = RawSocket.seated(server.port(), Demo.ID, seat, "tv-1");
        RawSocket other = RawSocket.seated(server.port(), Demo.ID, seatToken(phone), "ph-1")) {
      assertEquals("gm", socket.next("welcome").at("/participant/role").asText());
      other.next("welcome");
      String id = "";
      for (JsonNode one : ok("GET", "/api/me/sessions", "", phone).path("sessions")) {
        if (!one.path("current").asBoolean()) {
          assertEquals("tv", one.path("device").asText());
          id = one.path("session").asText();
        }
      }
      ok("DELETE", "/api/me/sessions/" + id, "", phone);
      assertEquals(4401, socket.closed().code());
      assertEquals("unauthorized", code("GET", "/api/me", "", tv));
      assertEquals("unauthorized", code("GET", "/api/campaigns/demo", "", seat));
      try (RawSocket again = RawSocket.seated(server.port(), Demo.ID, seat, "tv-1")) {
        assertEquals(4401, again.closed().code());
      }
      int n = other.act("chat.say", "{\"text\":\"still here\"}");
      assertEquals("ok", other.receipt(n).path("code").asText());
    }
    assertEquals("no-such-session", code("DELETE", "/api/me/sessions/nonsense", "", phone));
  }

  @Test
  void anotherPasswordLogsAllOtherDevicesOut() throws Exception {
    openDoors();
    String phone = register("ada");
    String tv =
        ok("POST", "/api/sessions", login("ada", "correct horse"), "").path("token").asText();
    String wrong = "{\"old\":\"no\",\"new\":\"another horse\"}";
    assertEquals("bad-credentials", code("POST", "/api/me/password", wrong, phone));
    ok("POST", "/api/me/password", wrong.replace("\"no\"", "\"correct horse\""), phone);
    assertEquals("unauthorized", code("GET", "/api/me", "", tv));
    ok("GET", "/api/me", "", phone);
    assertEquals(
        "bad-credentials", code("POST", "/api/sessions", login("ada", "correct horse"), ""));
    ok("POST", "/api/sessions", login("ada", "another horse"), "");
  }

  @Test
  void guessesAtAPasswordRunOutAndNobodyLearnsWhichLoginsExist() throws Exception {
    openDoors();
    register("ada");
    assertEquals("bad-credentials", code("POST", "/api/sessions", login("zoe", "guess"), ""));
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      codes.add(code("POST", "/api/sessions", login("ada", "guess " + i), ""));
    }
    assertEquals("bad-credentials", codes.get(0));
    assertTrue(codes.contains("rate-limited"), codes::toString);
    // Fewer than a login of its own would have; what comes back each six seconds is no help.
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      statuses.add(send("POST", "/api/sessions", login("Ada", "correct horse"), "").statusCode());
    }
    assertTrue(statuses.contains(429), statuses::toString);
    assertEquals("bad-credentials", code("POST", "/api/sessions", login("zoe", "guess"), ""));
  }

  @Test
  void strangersWhoTryManyKeysAreToldToStop() throws Exception {
    int tries = 0;
    int status;
    do {
      status = send("GET", "/api/me", "", "t.guess-" + tries).statusCode();
      assertTrue(status == 401 || status == 429, "status " + status);
      assertTrue(++tries < 3_000, "nobody is told to stop");
    } while (status == 401);
    assertTrue(tries > 300, tries + " tries");
    assertEquals(200, send("GET", "/api/campaigns", "", server.hostKey()).statusCode());
  }

  @Test
  void anInvitationMakesAPlaceAsOftenAsItSays() throws Exception {
    String gm = server.token("gm");
    String invitation =
        ok("POST", "/api/campaigns/demo/invitations", "{\"role\":\"player\",\"uses\":2}", gm)
            .path("invitation")
            .asText();
    String accept = "{\"invitation\":\"" + invitation + "\",\"name\":\"Nora\"}";
    JsonNode seat = ok("POST", "/api/invitations/accept", accept, "");
    try (RawSocket socket =
        RawSocket.seated(server.port(), Demo.ID, seat.path("token").asText(), "d")) {
      JsonNode welcome = socket.next("welcome");
      assertEquals("Nora", welcome.at("/participant/name").asText());
      assertEquals("player", welcome.at("/participant/role").asText());
    }
    openDoors();
    String ada = register("ada");
    JsonNode bound = ok("POST", "/api/invitations/accept", accept, ada);
    assertFalse(bound.has("token"));
    assertEquals(1, ok("GET", "/api/me", "", ada).path("seats").size());
    assertEquals("bad-invitation", code("POST", "/api/invitations/accept", accept, ada));
    assertEquals(
        "player", ok("GET", "/api/campaigns/demo", "", ada).at("/participant/role").asText());
  }

  @Test
  void forgedForeignExpiredAndWithdrawnInvitationsCountForNothing() throws Exception {
    String gm = server.token("gm");
    String good =
        ok("POST", "/api/campaigns/demo/invitations", "{}", gm).path("invitation").asText();
    byte[] foreign = new byte[32];
    InviteClaim claim = new InviteClaim("x", "demo", "gm", 4_000_000_000L);
    Invites own = server.server().house().keys().invites();
    List<String> bad = new ArrayList<>();
    bad.add(new Invites(foreign).issue(claim));
    bad.add(own.issue(claim));
    bad.add(own.issue(new InviteClaim("x", "demo", "gm", 1)));
    bad.add(server.token("gm"));
    SplittableRandom chance = new SplittableRandom(5);
    for (int i = 0; i < 40; i++) {
      int at = 2 + chance.nextInt(good.length() - 4);
      char other = good.charAt(at) == 'A' ? 'B' : 'A';
      bad.add(good.substring(0, at) + other + good.substring(at + 1));
    }
    for (String one : bad) {
      String body = "{\"invitation\":\"" + one + "\",\"name\":\"Eve\"}";
      assertEquals("bad-invitation", code("POST", "/api/invitations/accept", body, ""), one);
    }
    String id =
        ok("GET", "/api/campaigns/demo/invitations", "", gm).at("/invitations/0/id").asText();
    ok("DELETE", "/api/campaigns/demo/invitations/" + id, "", gm);
    String body = "{\"invitation\":\"" + good + "\",\"name\":\"Eve\"}";
    assertEquals("bad-invitation", code("POST", "/api/invitations/accept", body, ""));
  }

  @Test
  void playersInviteNobodyAndKeysOfOthersReachNothing() throws Exception {
    JsonNode links = ok("POST", "/api/campaigns/demo/links", "{}", server.hostKey());
    String player = "";
    String name = "";
    for (JsonNode one : links.path("links")) {
      if (one.path("role").asText().equals("player")) {
        player = one.path("token").asText();
        name = one.path("participant").asText();
      }
    }
    String gm = server.token("gm");
    assertEquals("forbidden", code("POST", "/api/campaigns/demo/invitations", "{}", player));
    assertEquals(
        "forbidden",
        code("POST", "/api/campaigns/demo/links/revoke", "{\"participant\":\"gm\"}", player));
    ok("POST", "/api/campaigns", "{\"id\":\"other\",\"name\":\"Other\"}", server.hostKey());
    assertEquals("forbidden", code("GET", "/api/campaigns/other/invitations", "", gm));
    openDoors();
    String ada = register("ada");
    assertEquals("no-such-seat", code("POST", "/api/campaigns/demo/seat", "", ada));
    assertEquals("forbidden", code("GET", "/api/campaigns/demo", "", ada));
    assertEquals("no-such-seat", code("DELETE", "/api/me/seats/demo/" + name, "", ada));
    assertEquals("login-needed", code("GET", "/api/me", "", player));
    assertEquals("login-needed", code("GET", "/api/me", "", server.hostKey()));
    assertEquals("bad-seat", code("POST", "/api/me/seats", link(seatOfSession(ada)), ada));
  }

  /** A seat token of a session cannot be redeemed: it would outlive the session. */
  private String seatOfSession(String session) throws Exception {
    ok("POST", "/api/me/seats", link(server.token("gm")), session);
    return seatToken(session);
  }

  @Test
  void revokedLinksCloseTheirSocketsAndNewOnesWork() throws Exception {
    String gm = server.token("gm");
    openDoors();
    String ada = register("ada");
    JsonNode links = ok("POST", "/api/campaigns/demo/links", "{}", gm).path("links");
    String player = links.get(links.size() - 1).path("participant").asText();
    String token = links.get(links.size() - 1).path("token").asText();
    ok("POST", "/api/me/seats", link(token), ada);
    try (RawSocket byLink = RawSocket.seated(server.port(), Demo.ID, token, "a");
        RawSocket byAccount = RawSocket.seated(server.port(), Demo.ID, seatToken(ada), "b")) {
      byLink.next("welcome");
      byAccount.next("welcome");
      ok("POST", "/api/campaigns/demo/links/revoke", "{\"participant\":\"" + player + "\"}", gm);
      assertEquals(4401, byLink.closed().code());
      assertEquals(4401, byAccount.closed().code());
    }
    assertEquals("unauthorized", code("GET", "/api/campaigns/demo", "", token));
    assertEquals(0, ok("GET", "/api/me", "", ada).path("seats").size());
    try (RawSocket again = RawSocket.seated(server.port(), Demo.ID, server.token(player), "a")) {
      again.next("welcome");
    }
  }

  @Test
  void whoeverIsRemovedFromTheTableLosesTheSocketAtOnce() throws Exception {
    JsonNode links = ok("POST", "/api/campaigns/demo/links", "{}", server.hostKey()).path("links");
    JsonNode last = links.get(links.size() - 1);
    try (RawSocket player =
            RawSocket.seated(server.port(), Demo.ID, last.path("token").asText(), "p");
        RawSocket gm = RawSocket.seated(server.port(), Demo.ID, server.token("gm"), "g")) {
      player.next("welcome");
      gm.next("welcome");
      String who = last.path("participant").asText();
      int n = gm.act("participant.role", "{\"participant\":\"" + who + "\",\"role\":\"co-gm\"}");
      assertEquals("ok", gm.receipt(n).path("code").asText());
      assertEquals(4412, player.closed().code());
      try (RawSocket again =
          RawSocket.seated(server.port(), Demo.ID, last.path("token").asText(), "p")) {
        assertEquals("co-gm", again.next("welcome").at("/participant/role").asText());
        n = gm.act("participant.remove", "{\"participant\":\"" + who + "\"}");
        assertEquals("ok", gm.receipt(n).path("code").asText());
        assertEquals(4401, again.closed().code());
      }
    }
  }

  @Test
  void tokensOfOneKindAreNoneOfAnother() {
    byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    SeatTokens seats = new SeatTokens(secret);
    Invites invites = new Invites(secret);
    SeatClaim bound = new SeatClaim("demo", "ada", 5, "hash", 9);
    assertEquals(bound, seats.verify(seats.issue(bound)).orElseThrow());
    SeatClaim plain = new SeatClaim("demo", "ada", 5);
    assertEquals(plain, seats.verify(seats.issue(plain)).orElseThrow());
    String invitation = invites.issue(new InviteClaim("i", "demo", "gm", 9));
    assertTrue(seats.verify(invitation).isEmpty());
    assertTrue(seats.verify("s" + invitation.substring(1)).isEmpty());
    assertTrue(invites.verify("i" + seats.issue(bound).substring(1)).isEmpty());
    assertTrue(invites.verify(seats.issue(plain)).isEmpty());
  }

  @Test
  void aCharacterTravelsThereAndBackAgain() throws Exception {
    openDoors();
    String ada = register("ada");
    JsonNode links = ok("POST", "/api/campaigns/demo/links", "{}", server.hostKey()).path("links");
    ok("POST", "/api/me/seats", link(links.get(links.size() - 1).path("token").asText()), ada);
    String put =
        "{\"device\":\"d\",\"n\":1,\"type\":\"character.put\",\"payload\":{\"key\":\"z\","
            + "\"character\":{\"name\":\"Zora\",\"notes\":\"shy\",\"d20\":{\"hp\":7}}}}";
    ok("POST", "/api/me/actions", put, ada);
    assertEquals(
        "no-such-character",
        code("POST", "/api/campaigns/demo/characters", "{\"character\":\"nope\"}", ada));
    ok("POST", "/api/campaigns/demo/characters", "{\"character\":\"z\"}", ada);
    JsonNode actors = ok("GET", "/api/campaigns/demo/state", "", ada).at("/state/actors");
    String here = "";
    for (var names = actors.fieldNames(); names.hasNext(); ) {
      String key = names.next();
      here = actors.path(key).path("name").asText().equals("Zora") ? key : here;
    }
    assertEquals(7, actors.path(here).at("/d20/hp").asInt());
    String home = "/api/campaigns/demo/characters/" + here + "/home";
    ok("POST", home, "{}", ada);
    JsonNode mine = ok("GET", "/api/me/document", "", ada).path("characters");
    assertEquals(1, mine.size(), "it came home to where it was");
    assertEquals("campaign/demo", mine.at("/z/origin/document").asText());
    assertEquals("shy", mine.at("/z/character/notes").asText());
    for (String stays : List.of("owner", "origin", "gmNotes", "leftAt")) {
      assertFalse(mine.path("z").path("character").has(stays), stays);
    }
    for (JsonNode flag : ok("GET", "/api/campaigns/demo/flags", "", ada).path("flags")) {
      assertEquals(flag.path("default"), flag.path("value"), flag.toString());
      boolean ofTheTable = flag.path("name").asText().startsWith("characters-");
      assertTrue(!ofTheTable || flag.path("value").asBoolean(), flag.toString());
    }
    String off =
        "{\"device\":\"g\",\"n\":1,\"type\":\"flag.set\","
            + "\"payload\":{\"name\":\"characters-leave\",\"value\":false}}";
    ok("POST", "/api/campaigns/demo/actions", off, server.token("gm"));
    assertEquals("characters-stay-here", code("POST", home, "{}", ada));
    assertEquals("login-needed", code("POST", home, "{}", server.token("gm")));
  }

  @Test
  void anEntryOfACompendiumIsCopiedToTheTable() throws Exception {
    String pack =
        "{\"name\":\"Basics\",\"license\":\"CC0\",\"entries\":{\"rope\":{\"kind\":\"items\","
            + "\"name\":\"Rope\",\"data\":{\"name\":\"Rope\"}}}}";
    ok("PUT", "/api/compendia/basics", pack, server.hostKey());
    assertEquals(409, send("PUT", "/api/compendia/basics", pack, server.hostKey()).statusCode());
    String gm = server.token("gm");
    JsonNode page = ok("GET", "/api/compendia/basics", "", gm);
    assertEquals("rope", page.at("/entries/0/key").asText());
    assertEquals(
        1, ok("GET", "/api/compendia/basics?text=OP&kind=items", "", gm).at("/entries").size());
    assertEquals(0, ok("GET", "/api/compendia/basics?text=tail", "", gm).at("/entries").size());
    assertEquals(0, ok("GET", "/api/compendia/basics?kind=lore", "", gm).at("/entries").size());
    JsonNode entry = ok("GET", "/api/compendia/basics/entries/rope", "", gm);
    assertEquals(64, entry.path("sha256").asText().length());
    String take = "{\"compendium\":\"basics\",\"entry\":\"rope\"}";
    ok("POST", "/api/campaigns/demo/take", take, gm);
    JsonNode items = ok("GET", "/api/campaigns/demo/state", "", gm).at("/state/items");
    assertTrue(items.toString().contains(entry.path("sha256").asText()), items.toString());
    JsonNode links = ok("POST", "/api/campaigns/demo/links", "{}", gm).path("links");
    String player = links.get(links.size() - 1).path("token").asText();
    assertEquals("no-such-compendium", code("GET", "/api/compendia/basics", "", player));
    assertEquals("forbidden", code("POST", "/api/campaigns/demo/take", take, player));
    assertEquals("unauthorized", code("GET", "/api/compendia", "", ""));
  }

  @Test
  void whatComesWithTheDemoCanBeTaken() throws Exception {
    String gm = server.token("gm");
    JsonNode entries = ok("GET", "/api/compendia/lake", "", gm).path("entries");
    assertTrue(entries.size() > 5, entries.toString());
    for (JsonNode entry : entries) {
      String take = "{\"compendium\":\"lake\",\"entry\":\"" + entry.path("key").asText() + "\"}";
      JsonNode receipt = ok("POST", "/api/campaigns/demo/take", take, gm);
      assertEquals("applied", receipt.path("outcome").asText(), receipt.toString());
    }
  }

  @Test
  void nonsenseIsAnsweredWithACode() throws Exception {
    openDoors();
    String ada = register("ada");
    ok("POST", "/api/me/seats", link(server.token("gm")), ada);
    List<String> addresses =
        List.of(
            "POST /api/accounts",
            "POST /api/sessions",
            "POST /api/me/password",
            "POST /api/me/seats",
            "POST /api/me/actions",
            "POST /api/invitations/accept",
            "POST /api/campaigns/demo/characters",
            "POST /api/campaigns/demo/characters/x/home",
            "POST /api/campaigns/demo/characters/%2e%2e/home",
            "POST /api/campaigns/demo/take",
            "POST /api/campaigns/demo/links/revoke",
            "POST /api/campaigns/nope/invitations",
            "DELETE /api/me/seats/x/y",
            "DELETE /api/me/sessions/%00",
            "DELETE /api/campaigns/demo/invitations/x",
            "PUT /api/compendia/UPPER",
            "PATCH /api/settings");
    List<String> bodies =
        List.of(
            "nonsense",
            "[]",
            "null",
            "{\"login\":7}",
            "{\"login\":\"a\",\"login\":\"b\"}",
            "{\"link\":\"s..\",\"invitation\":\"i.a.b\",\"name\":\"\",\"character\":\"../x\"}",
            "{\"participant\":\"nobody\",\"compendium\":\"..\",\"entry\":\"x\"}",
            "{\"device\":\"d\",\"n\":1e99,\"type\":\"x\",\"payload\":7}",
            "{\"n\":1,\"device\":\"\\u0000\",\"type\":\"chat.say\",\"payload\":{}}",
            "{".repeat(200));
    for (String address : addresses) {
      String method = address.substring(0, address.indexOf(' '));
      String path = address.substring(address.indexOf(' ') + 1);
      for (String key : List.of(ada, server.hostKey(), "", "t.x", "s.x.y", "i.x.y", "."))
        for (String body : bodies) {
          HttpResponse<String> answer = send(method, path, body, key);
          String said = address + " " + body + " → " + answer.statusCode() + answer.body();
          assertTrue(answer.statusCode() >= 400 && answer.statusCode() != 500, said);
          assertFalse(answer.body().contains("Exception"), said);
          assertFalse(RunningServer.json(answer).path("code").asText().isEmpty(), said);
        }
    }
  }
}
