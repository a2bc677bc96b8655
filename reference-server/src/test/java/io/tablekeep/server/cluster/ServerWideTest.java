package io.tablekeep.server.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.engine.cluster.hazelcast.NodeTls;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.server.Demo;
import io.tablekeep.server.ServerConfig;
import io.tablekeep.server.TablekeepServer;
import io.tablekeep.server.auth.SeatClaim;
import io.tablekeep.server.testing.Certificates;
import io.tablekeep.server.testing.RunningServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts and pictures of three servers that are one, and speak TLS with each other. */
class ServerWideTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int SERVERS = 3;

  @TempDir Path folder;
  private EmbeddedPostgres postgres;
  private final List<TablekeepServer> servers = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("database"))
            .setPGStartupWait(Duration.ofSeconds(60))
            .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
            .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
            .start();
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = Math.min(free.getLocalPort(), 65_000);
    }
    NodeTls tls = tls();
    for (int i = 0; i < SERVERS; i++) {
      String store =
          "postgresql://postgres@localhost:"
              + postgres.getPort()
              + "/postgres?schema=servers&allow-fsync-off=true";
      ServerConfig config =
          new ServerConfig(
              "127.0.0.1",
              0,
              folder.resolve("data-" + i),
              Optional.empty(),
              store,
              Set.of(),
              1,
              true,
              "warn");
      servers.add(
          TablekeepServer.start(
              config.withCluster(
                  new ClusterConfig(
                      Optional.of("127.0.0.1"),
                      port,
                      List.of("127.0.0.1:" + port),
                      Optional.of("server-" + i),
                      "",
                      Optional.of(tls),
                      SERVERS))));
    }
    Demo.ensure(servers.get(0).engine());
  }

  /** One pair for all, which vouches for itself. */
  private NodeTls tls() throws Exception {
    Path store = Certificates.pkcs12(folder, "node", "EC");
    Path certificate = folder.resolve("node-cert.pem");
    Path key = folder.resolve("node-key.pem");
    Files.writeString(certificate, Certificates.certificate(store, "node"));
    Files.writeString(key, Certificates.key(store, "node"));
    return new NodeTls(certificate, key, certificate);
  }

  @AfterEach
  void stop() throws IOException {
    servers.forEach(TablekeepServer::close);
    postgres.close();
  }

  private static HttpResponse<byte[]> call(
      TablekeepServer at, String method, String path, byte[] body, String key) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(at.base() + path))
            .method(method, BodyPublishers.ofByteArray(body));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }

  private JsonNode ok(int at, String method, String path, String body, String key)
      throws Exception {
    HttpResponse<byte[]> answer =
        call(servers.get(at), method, path, body.getBytes(StandardCharsets.UTF_8), key);
    assertTrue(
        answer.statusCode() < 300,
        method + path + new String(answer.body(), StandardCharsets.UTF_8));
    return RunningServer.JSON.readTree(answer.body());
  }

  private static void until(String what, Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.call()) {
      assertTrue(System.nanoTime() < until, "never: " + what);
      Thread.sleep(20);
    }
  }

  private String hostKey() {
    return servers.get(0).house().keys().hostKey();
  }

  @Test
  void whatIsWrittenToAccountsAtOneServerCountsAtAll() throws Exception {
    ok(0, "PATCH", "/api/settings", "{\"registration\":\"open\"}", hostKey());
    String login = "{\"login\":\"ada\",\"password\":\"correct horse\",\"name\":\"Ada\"}";
    until(
        "registration is open at the second",
        () ->
            ok(1, "GET", "/api/settings", "", hostKey())
                .path("registration")
                .asText()
                .equals("open"));
    String token = ok(1, "POST", "/api/accounts", login, "").path("token").asText();
    assertEquals("Ada", ok(1, "GET", "/api/me", "", token).path("name").asText());
    until("she is known at the third", () -> status(2, token) == 200);
    ok(2, "PATCH", "/api/me", "{\"name\":\"Ada L.\"}", token);
    assertEquals("Ada L.", ok(2, "GET", "/api/me", "", token).path("name").asText());
    servers.remove(0).close();
    until("she is known when a server is gone", () -> status(0, token) == 200);
    String account = ok(1, "GET", "/api/me", "", token).path("account").asText();
    ok(0, "DELETE", "/api/accounts/" + account, "", hostKey());
    until("she is nobody at the other", () -> status(1, token) == 401);
  }

  private int status(int at, String token) throws Exception {
    return call(servers.get(at), "GET", "/api/me", new byte[0], token).statusCode();
  }

  private static byte[] picture() throws IOException {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    image.setRGB(3, 4, 0xabcdef);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  @Test
  void aPictureOutlivesTheServerItWasSentTo() throws Exception {
    SeatClaim claim = new SeatClaim(Demo.ID, "gm", System.currentTimeMillis() / 1_000, "", 0);
    String gm = servers.get(0).house().keys().seats().issue(claim);
    byte[] picture = picture();
    String path = "/api/campaigns/" + Demo.ID + "/assets";
    HttpResponse<byte[]> sent = call(servers.get(1), "POST", path, picture, gm);
    assertEquals(201, sent.statusCode(), () -> new String(sent.body(), StandardCharsets.UTF_8));
    String hash = RunningServer.JSON.readTree(sent.body()).path("asset").asText();
    assertTrue(holders(hash) >= 2, "kept by " + holders(hash));
    TablekeepServer owner =
        servers.stream()
            .filter(each -> Files.exists(each.house().assets().file(new AssetId(hash))))
            .findFirst()
            .orElseThrow();
    servers.remove(owner);
    owner.close();
    for (TablekeepServer each : servers) {
      until(
          "it is served",
          () -> call(each, "GET", path + "/" + hash, new byte[0], gm).statusCode() == 200);
      assertArrayEquals(picture, call(each, "GET", path + "/" + hash, new byte[0], gm).body());
    }
    until("both that are left have it", () -> holders(hash) == 2);
  }

  private long holders(String hash) {
    return servers.stream()
        .filter(each -> Files.exists(each.house().assets().file(new AssetId(hash))))
        .count();
  }
}
