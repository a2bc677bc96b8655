package io.tablekeep.server.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.Demo;
import io.tablekeep.server.ops.JsonLog;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Everything that somebody could show who has no right to it: forged, expired, revoked and used-up
 * keys, what is another's, and what was sent before. Each is refused with a code, over HTTP and
 * over sockets, stands in the log, changes nothing, and leaves no secret there.
 */
class RefusalsTest {
  private static final long LONG_AGO = 1_000_000_000L;
  private static final long LATER = 4_000_000_000L;

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<String> secrets = new ArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();
  private final AppenderBase<ILoggingEvent> ear =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          log.add(new String(new JsonLog().encode(event), StandardCharsets.UTF_8));
        }
      };
  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    server = RunningServer.start();
    ear.start();
    root.addAppender(ear);
    root.setLevel(Level.INFO);
    ok("POST", "/api/campaigns", "{\"id\":\"other\",\"name\":\"Other\"}", server.hostKey());
    ok("PATCH", "/api/settings", "{\"registration\":\"open\"}", server.hostKey());
  }

  @AfterEach
  void stop() throws IOException {
    root.detachAppender(ear);
    root.setLevel(level);
    server.close();
    String all = String.join("", log);
    secrets.add(server.hostKey());
    for (String secret : secrets) {
      assertFalse(all.contains(secret), "a secret in the log");
      assertFalse(
          secret.length() > 60 && all.contains(secret.substring(secret.length() - 43)),
          "a signature in the log");
    }
  }

  private String secret(String text) {
    if (text.length() > 20) {
      secrets.add(text);
    }
    return text;
  }

  private HttpResponse<String> send(String method, String path, String body, String key)
      throws Exception {
    return key.isEmpty()
        ? server.send(method, path, BodyPublishers.ofString(body))
        : server.send(
            method, path, BodyPublishers.ofString(body), "Authorization", "Bearer " + key);
  }

  private JsonNode ok(String method, String path, String body, String key) throws Exception {
    HttpResponse<String> answer = send(method, path, body, key);
    assertTrue(answer.statusCode() < 300, answer.statusCode() + answer.body());
    return RunningServer.json(answer);
  }

  /** Waits for a line of the log: it is written when the answer has gone. */
  private void logged(Predicate<JsonNode> what, String why) throws Exception {
    long until = System.nanoTime() + 30_000_000_000L;
    while (System.nanoTime() < until) {
      for (String line : log) {
        if (what.test(RunningServer.JSON.readTree(line))) {
          return;
        }
      }
      Thread.sleep(5);
    }
    throw new AssertionError("not in the log: " + why);
  }

  private void refused(int status, String code, String method, String path, String body, String key)
      throws Exception {
    log.clear();
    HttpResponse<String> answer = send(method, path, body, key);
    assertEquals(status, answer.statusCode(), method + " " + path + answer.body());
    assertEquals(code, RunningServer.json(answer).path("code").asText(), answer::body);
    String plain = path.replaceAll("\\?.*", "");
    logged(
        line ->
            line.path("message").asText().equals("request")
                && line.path("path").asText().equals(plain)
                && line.path("status").asInt() == status
                && line.path("code").asText().equals(code)
                && line.path("address").asText().equals("127.0.0.1"),
        method + " " + path + " " + code);
  }

  private void closed(int close, String code, String campaign, String token) throws Exception {
    log.clear();
    try (RawSocket socket = RawSocket.seated(server.port(), campaign, token, "thief")) {
      JsonNode error = socket.next();
      assertEquals(code, error.path("code").asText(), error::toString);
      assertEquals(new RawSocket.Closed(close, code), socket.closed());
    }
    logged(
        line ->
            line.path("message").asText().equals("socket closed")
                && line.path("campaign").asText().equals(campaign)
                && line.path("device").asText().equals("thief")
                && line.path("close").asInt() == close
                && line.path("code").asText().equals(code),
        "socket of " + campaign + " " + code);
  }

  private String register(String login) throws Exception {
    return secret(
        ok(
                "POST",
                "/api/accounts",
                "{\"login\":\"" + login + "\",\"password\":\"correct horse\"}",
                "")
            .path("token")
            .asText());
  }

  /** A token with one letter changed. */
  private static String bent(String token, int at) {
    char letter = token.charAt(at) == 'A' ? 'B' : 'A';
    return token.substring(0, at) + letter + token.substring(at + 1);
  }

  @Test
  void keysThatAreForgedExpiredOrRevokedOpenNothing() throws Exception {
    Keys keys = server.server().house().keys();
    String ana = secret(server.token("ana"));
    SeatTokens foreign = new SeatTokens(new byte[32]);
    String session = register("ada");
    ok("POST", "/api/me/seats", "{\"link\":\"" + ana + "\"}", session);
    String seat =
        secret(ok("POST", "/api/campaigns/demo/seat", "", session).path("token").asText());
    String second =
        secret(
            ok("POST", "/api/sessions", "{\"login\":\"ada\",\"password\":\"correct horse\"}", "")
                .path("token")
                .asText());
    String seatOfSecond =
        secret(ok("POST", "/api/campaigns/demo/seat", "", second).path("token").asText());
    for (JsonNode one : ok("GET", "/api/me/sessions", "", session).path("sessions")) {
      if (!one.path("current").asBoolean()) {
        ok("DELETE", "/api/me/sessions/" + one.path("session").asText(), "", session);
      }
    }
    String ben = secret(server.token("ben"));
    ok("POST", "/api/campaigns/demo/links/revoke", "{\"participant\":\"ben\"}", server.hostKey());
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("forged", foreign.issue(new SeatClaim("demo", "gm", LONG_AGO)));
    bad.put("forged for a session", foreign.issue(new SeatClaim("demo", "gm", 1, "s", LATER)));
    bad.put("bent", bent(ana, ana.length() - 3));
    bad.put("bent in its claim", bent(ana, 2));
    bad.put("cut", ana.substring(0, ana.length() - 1));
    bad.put("expired", keys.seats().issue(new SeatClaim("demo", "ana", 1, "s", LONG_AGO)));
    bad.put("of no session", keys.seats().issue(new SeatClaim("demo", "ana", 1, "s", LATER)));
    bad.put("of a device that was logged out", seatOfSecond);
    bad.put("revoked", ben);
    bad.put("bent, of a session", bent(seat, seat.length() - 3));
    bad.put("an invitation", keys.invites().issue(new InviteClaim("x", "demo", "gm", LATER)));
    String hash = server.hash();
    for (Map.Entry<String, String> one : bad.entrySet()) {
      String token = secret(one.getValue());
      for (String path : List.of("", "/state", "/flags", "/assets", "/maps/vault/tiles")) {
        refused(401, "unauthorized", "GET", "/api/campaigns/demo" + path, "", token);
      }
      String act = "{\"device\":\"d\",\"n\":1,\"type\":\"chat.say\",\"payload\":{\"text\":\"x\"}}";
      refused(401, "unauthorized", "POST", "/api/campaigns/demo/actions", act, token);
      closed(4401, "bad-seat", Demo.ID, token);
    }
    refused(401, "unauthorized", "GET", "/api/me", "", second);
    refused(401, "unauthorized", "GET", "/api/me", "", "t." + "A".repeat(43));
    refused(401, "unauthorized", "GET", "/api/me", "", bent(session, 10));
    refused(401, "unauthorized", "GET", "/api/campaigns", "", bent(server.hostKey(), 5));
    refused(401, "unauthorized", "GET", "/api/campaigns", "", "");
    closed(4401, "bad-seat", Demo.ID, server.hostKey());
    closed(4401, "bad-seat", Demo.ID, session);
    closed(4401, "bad-seat", Demo.ID, "");
    assertEquals(hash, server.hash());
    ok("GET", "/api/campaigns/demo", "", seat);
  }

  @Test
  void invitationsThatAreForgedExpiredWithdrawnOrUsedUpMakeNoPlace() throws Exception {
    String gm = secret(server.token("gm"));
    Invites own = server.server().house().keys().invites();
    String once =
        secret(
            ok("POST", "/api/campaigns/demo/invitations", "{\"uses\":1}", gm)
                .path("invitation")
                .asText());
    String accept = "{\"invitation\":\"%s\",\"name\":\"Eve\"}";
    secret(
        ok("POST", "/api/invitations/accept", String.format(accept, once), "")
            .path("token")
            .asText());
    String withdrawn =
        secret(
            ok("POST", "/api/campaigns/demo/invitations", "{\"uses\":9}", gm)
                .path("invitation")
                .asText());
    JsonNode all = ok("GET", "/api/campaigns/demo/invitations", "", gm).path("invitations");
    for (JsonNode one : all) {
      if (one.path("uses").asInt() == 9) {
        String path = "/api/campaigns/demo/invitations/" + one.path("id").asText();
        refused(403, "forbidden", "DELETE", path, "", server.token("ana"));
        ok("DELETE", path, "", gm);
        refused(404, "no-such-invitation", "DELETE", path, "", gm);
      }
    }
    String known = all.at("/0/id").asText();
    List<String> bad =
        List.of(
            once,
            withdrawn,
            bent(once, once.length() - 3),
            new Invites(new byte[32]).issue(new InviteClaim(known, "demo", "gm", LATER)),
            own.issue(new InviteClaim(known, "demo", "gm", LONG_AGO)),
            own.issue(new InviteClaim("unknown", "demo", "gm", LATER)),
            gm,
            "x");
    String hash = server.hash();
    for (String one : bad) {
      String body = String.format(accept, secret(one));
      refused(422, "bad-invitation", "POST", "/api/invitations/accept", body, "");
    }
    refused(
        401,
        "unauthorized",
        "POST",
        "/api/invitations/accept",
        String.format(accept, once),
        "t.forged");
    assertEquals(hash, server.hash());
  }

  @Test
  void whatIsAnothersStaysSo() throws Exception {
    String gm = secret(server.token("gm"));
    String ana = secret(server.token("ana"));
    String ada = register("ada");
    String ben = register("ben");
    ok("POST", "/api/me/seats", "{\"link\":\"" + ana + "\"}", ada);
    String hash = server.hash();
    for (String path :
        List.of("", "/state", "/flags", "/assets", "/assets/" + "0".repeat(64), "/invitations")) {
      refused(403, "forbidden", "GET", "/api/campaigns/other" + path, "", gm);
      refused(403, "forbidden", "GET", "/api/campaigns/other" + path, "", ada);
      refused(403, "forbidden", "GET", "/api/campaigns/nowhere" + path, "", gm);
    }
    String them = "{\"participant\":\"gm\"}";
    refused(403, "forbidden", "POST", "/api/campaigns/other/links/revoke", them, gm);
    refused(403, "forbidden", "POST", "/api/campaigns/demo/links/revoke", them, ana);
    refused(403, "forbidden", "POST", "/api/campaigns/demo/links", "{}", ana);
    refused(403, "forbidden", "GET", "/api/campaigns/demo/export", "", gm);
    refused(403, "forbidden", "GET", "/api/accounts", "", ada);
    refused(403, "forbidden", "GET", "/api/settings", "", gm);
    refused(403, "forbidden", "GET", "/api/campaigns/demo", "", ben);
    refused(403, "forbidden", "GET", "/api/campaigns/demo?as=ana", "", ben);
    refused(403, "forbidden", "GET", "/api/campaigns/demo?as=gm", "", ada);
    refused(404, "no-such-seat", "POST", "/api/campaigns/demo/seat?as=gm", "", ada);
    refused(404, "no-such-seat", "DELETE", "/api/me/seats/demo/ana", "", ben);
    String device = ok("GET", "/api/me/sessions", "", ada).at("/sessions/0/session").asText();
    refused(404, "no-such-session", "DELETE", "/api/me/sessions/" + device, "", ben);
    refused(403, "login-needed", "GET", "/api/me", "", gm);
    closed(4401, "bad-seat", "other", gm);
    closed(4401, "bad-seat", "nowhere", gm);
    assertEquals(hash, server.hash());
  }

  @Test
  void aSocketThatIsSentAgainDoesNothingAgain() throws Exception {
    String ana = secret(server.token("ana"));
    String hello = RawSocket.hello(ana, "tab");
    String act =
        "{\"type\":\"act\",\"n\":1,\"action\":\"chat.say\",\"payload\":{\"text\":\"once\"}}";
    JsonNode receipt;
    try (RawSocket first = RawSocket.open(server.port(), Demo.ID)) {
      first.text(hello);
      first.text(act);
      receipt = first.receipt(1);
      assertEquals("applied", receipt.path("outcome").asText());
    }
    String hash = server.hash();
    for (int i = 0; i < 3; i++) {
      try (RawSocket again = RawSocket.open(server.port(), Demo.ID)) {
        again.text(hello);
        again.text(act);
        assertEquals(receipt, again.receipt(1));
        again.text(act.replace("once", "twice"));
        assertEquals("refused", again.receipt(1).path("outcome").asText());
        again.text(hello);
        assertEquals("already-seated", again.next("error").path("code").asText());
      }
    }
    assertEquals(hash, server.hash());
    ok("POST", "/api/campaigns/demo/links/revoke", "{\"participant\":\"ana\"}", server.hostKey());
    closed(4401, "bad-seat", Demo.ID, ana);
  }

  @Test
  void anothersTokenToComeBackWithIsNoneOfYours() throws Exception {
    String ana = secret(server.token("ana"));
    String ben = secret(server.token("ben"));
    String resume;
    try (RawSocket hers = RawSocket.seated(server.port(), Demo.ID, ana, "tab")) {
      resume = secret(hers.next("welcome").path("resume").asText());
    }
    for (String device : List.of("tab", "other")) {
      String hello = RawSocket.hello(ben, device).replace("}", ",\"resume\":\"" + resume + "\"}");
      try (RawSocket his = RawSocket.open(server.port(), Demo.ID)) {
        his.text(hello);
        assertEquals("bad-resume-token", his.next("error").path("code").asText());
        assertEquals("ben", his.next("welcome").at("/participant/id").asText());
      }
    }
  }
}
