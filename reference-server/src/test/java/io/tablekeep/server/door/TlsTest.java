package io.tablekeep.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.Demo;
import io.tablekeep.server.TablekeepServer;
import io.tablekeep.server.testing.Certificates;
import io.tablekeep.server.testing.RunningServer;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Encrypted connections: certificates from files, HTTP/2, sockets, renewal, and what is wrong. */
class TlsTest {
  @TempDir Path folder;

  private TlsFiles.Pem pem(Path store, String name) throws Exception {
    Path certificate = folder.resolve(name + "-cert.pem");
    Path key = folder.resolve(name + "-key.pem");
    Files.writeString(certificate, Certificates.certificate(store, name));
    Files.writeString(key, Certificates.key(store, name));
    return new TlsFiles.Pem(certificate, key);
  }

  private static HttpResponse<String> get(TablekeepServer server, HttpClient client, String path)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.base() + path)).build(), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource({"RSA,true", "EC,true", "EC,false"})
  void aCertificateOfOneKindOrTheOtherMakesEverythingEncrypted(String kind, boolean pem)
      throws Exception {
    Path store = Certificates.pkcs12(folder, "one", kind);
    TlsFiles files = pem ? pem(store, "one") : new TlsFiles.Pkcs12(store, Certificates.PASSWORD);
    assertFalse(files.toString().contains(Certificates.PASSWORD));
    try (TablekeepServer server =
        TablekeepServer.start(RunningServer.config(folder, 2).withTls(files))) {
      Demo.ensure(server.engine());
      assertTrue(server.base().startsWith("https://"), server.base());
      String link = server.links(Demo.ID).get(0).url();
      assertTrue(link.startsWith("https://127.0.0.1:"), link);
      HttpClient client = HttpClient.newBuilder().sslContext(Certificates.trusting(store)).build();
      HttpResponse<String> live = get(server, client, "/health/live");
      assertEquals(200, live.statusCode());
      assertEquals(HttpClient.Version.HTTP_2, live.version());
      // An error on HTTP/2 has no header of HTTP/1.1 in it, which would make it no answer at all.
      HttpResponse<String> none = get(server, client, "/nowhere");
      assertEquals("no-such-address", RunningServer.json(none).path("code").asText());
      HttpResponse<String> noSocket = get(server, client, "/api/campaigns/demo/socket");
      assertEquals(426, noSocket.statusCode());
      HttpClient old =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .sslContext(Certificates.trusting(store))
              .build();
      assertEquals(HttpClient.Version.HTTP_1_1, get(server, old, "/health/live").version());
      assertEquals("welcome", welcome(server, old));
    }
  }

  /** Sits down over an encrypted socket; the type of the first message. */
  private static String welcome(TablekeepServer server, HttpClient client) throws Exception {
    LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    StringBuilder text = new StringBuilder();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
              heard.add(text.toString());
              text.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
          }
        };
    String token = server.links(Demo.ID).get(0).token();
    URI uri =
        URI.create(server.base().replace("https", "wss") + "/api/campaigns/" + Demo.ID + "/socket");
    WebSocket socket = client.newWebSocketBuilder().buildAsync(uri, listener).join();
    socket
        .sendText("{\"type\":\"hello\",\"seat\":\"" + token + "\",\"device\":\"d\"}", true)
        .join();
    String first = String.valueOf(heard.poll(30, TimeUnit.SECONDS));
    socket.abort();
    return RunningServer.JSON.readTree(first).path("type").asText();
  }

  @Test
  void whatIsWrongWithTheFilesIsSaidInOneSentence() throws Exception {
    Path one = Certificates.pkcs12(folder, "one", "EC");
    Path two = Certificates.pkcs12(folder, "two", "EC");
    TlsFiles.Pem first = pem(one, "one");
    TlsFiles.Pem second = pem(two, "two");
    Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
    refused(new TlsFiles.Pem(folder.resolve("none.pem"), first.key()), "There is no file");
    refused(new TlsFiles.Pem(first.certificate(), second.key()), "is not that of the certificate");
    refused(new TlsFiles.Pem(nonsense, first.key()), "nonsense.pem");
    refused(new TlsFiles.Pem(first.certificate(), nonsense), "nonsense.pem");
    refused(new TlsFiles.Pem(first.key(), first.certificate()), "one-cert.pem");
    refused(new TlsFiles.Pkcs12(one, "wrong"), "one.p12");
    refused(new TlsFiles.Pkcs12(nonsense, ""), "nonsense.pem");
    refused(new TlsFiles.Pkcs12(folder, ""), "cannot be read");
  }

  private void refused(TlsFiles files, String words) throws Exception {
    TablekeepException fault =
        assertThrows(
            TablekeepException.class,
            () -> TablekeepServer.start(RunningServer.config(folder, 1).withTls(files)).close());
    assertEquals("bad-config", fault.code());
    String message = String.valueOf(fault.getMessage());
    assertTrue(message.contains(words), message);
    assertFalse(message.contains("\n"), message);
    assertFalse(message.contains("wrong"), message);
  }

  @Test
  void aRenewedCertificateIsTakenAndAHalfWrittenOneIsNot() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Path one = Certificates.pkcs12(folder, "one", "EC");
      Path two = Certificates.pkcs12(folder, "two", "EC");
      TlsFiles.Pem files = pem(one, "one");
      LinkedBlockingQueue<KeyCertOptions> taken = new LinkedBlockingQueue<>();
      CertificateWatch.begin(vertx, files, Duration.ofMillis(20), taken::add);
      Files.writeString(files.certificate(), Certificates.certificate(two, "two"));
      assertEquals(null, taken.poll(300, TimeUnit.MILLISECONDS), "the key is still the old one");
      Files.writeString(files.key(), Certificates.key(two, "two") + "\n");
      assertTrue(taken.poll(30, TimeUnit.SECONDS) != null);
    } finally {
      vertx.close().await();
    }
  }

  @Test
  void whoComesAfterARenewalSeesTheNewCertificate() throws Exception {
    Path one = Certificates.pkcs12(folder, "one", "EC");
    Path two = Certificates.pkcs12(folder, "two", "EC");
    try (TablekeepServer server =
        TablekeepServer.start(RunningServer.config(folder, 2).withTls(pem(one, "one")))) {
      server.show(pem(two, "two").load(Vertx.vertx()));
      HttpClient client = HttpClient.newBuilder().sslContext(Certificates.trusting(two)).build();
      assertEquals(200, get(server, client, "/health/live").statusCode());
    }
  }
}
