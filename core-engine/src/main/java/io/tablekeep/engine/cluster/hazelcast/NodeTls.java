package io.tablekeep.engine.cluster.hazelcast;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TCPSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * What a node shows the others, and whom it believes, when nodes speak TLS: both ends of a
 * connection have to show a certificate that the same authority vouches for. It says nothing of
 * names and addresses; whoever has such a certificate is a node.
 *
 * <p>It covers the event bus, over which documents and frames go, and ports of a host's own for
 * requests between nodes. Hazelcast's own port speaks plainly.
 *
 * @param certificate PEM file with the node's certificate, those between it and the authority
 *     behind it
 * @param key PEM file with its key: PKCS #8, or PKCS #1 for RSA, not encrypted
 * @param authority PEM file with the certificates that vouch for all nodes
 */
public record NodeTls(Path certificate, Path key, Path authority) {
  /**
   * Has the event bus speak TLS. Blocks.
   *
   * @param options changed
   * @return the same
   * @throws TablekeepException code {@code bad-config}, with a sentence naming the file at fault
   */
  public VertxOptions on(VertxOptions options) {
    EventBusOptions bus = options.getEventBusOptions();
    secure(bus);
    // By default the one that connects would believe everyone.
    bus.setTrustAll(false).setClientAuth(ClientAuth.REQUIRED);
    return options;
  }

  /**
   * Has a port that is for nodes alone speak TLS. Blocks.
   *
   * @param options changed
   * @return the same
   * @throws TablekeepException code {@code bad-config}, with a sentence naming the file at fault
   */
  public HttpServerOptions on(HttpServerOptions options) {
    secure(options);
    return options.setClientAuth(ClientAuth.REQUIRED);
  }

  /**
   * Has what calls such ports speak TLS. Blocks.
   *
   * @param options changed
   * @return the same
   * @throws TablekeepException code {@code bad-config}, with a sentence naming the file at fault
   */
  public HttpClientOptions on(HttpClientOptions options) {
    secure(options);
    return options.setTrustAll(false).setVerifyHost(false);
  }

  private void secure(TCPSSLOptions options) {
    PemKeyCertOptions pair =
        new PemKeyCertOptions().setCertValue(read(certificate)).setKeyValue(read(key));
    PemTrustOptions trust = new PemTrustOptions().addCertValue(read(authority));
    check(pair, trust);
    options
        .setSsl(true)
        .setKeyCertOptions(pair)
        .setTrustOptions(trust)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"));
  }

  private static Buffer read(Path file) {
    try {
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (IOException e) {
      throw bad("The file " + file + " of the nodes' TLS cannot be read.", e);
    }
  }

  /** Else it would be found out by the first message, far from here. */
  private void check(PemKeyCertOptions pair, PemTrustOptions trust) {
    Vertx scratch = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    try {
      try {
        pair.getKeyManagerFactory(scratch);
      } catch (Exception e) {
        throw bad(
            "There is no certificate with its key in " + certificate + " and " + key + ".", e);
      }
      try {
        trust.getTrustManagerFactory(scratch);
      } catch (Exception e) {
        throw bad("There is no certificate of an authority in " + authority + ".", e);
      }
    } finally {
      scratch.close().await();
    }
  }

  private static TablekeepException bad(String message, Exception e) {
    return new TablekeepException(ErrorKind.USER, "bad-config", message, null, e);
  }
}
