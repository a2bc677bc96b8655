package io.tablekeep.server.door;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where certificate and key are: two PEM files, or one PKCS #12 file with both. */
public sealed interface TlsFiles {
  /**
   * Two files.
   *
   * @param certificate the certificate, those that vouch for it behind it
   * @param key its private key: PKCS #8, or PKCS #1 for RSA, not encrypted
   */
  record Pem(Path certificate, Path key) implements TlsFiles {
    @Override
    public List<Path> files() {
      return List.of(certificate, key);
    }

    @Override
    public KeyCertOptions read() throws IOException {
      return new PemKeyCertOptions()
          .setCertValue(Buffer.buffer(Files.readAllBytes(certificate)))
          .setKeyValue(Buffer.buffer(Files.readAllBytes(key)));
    }
  }

  /**
   * One file.
   *
   * @param store the file
   * @param password what opens it; never written to a log
   */
  record Pkcs12(Path store, String password) implements TlsFiles {
    @Override
    public List<Path> files() {
      return List.of(store);
    }

    @Override
    public KeyCertOptions read() throws IOException {
      return new PfxOptions()
          .setValue(Buffer.buffer(Files.readAllBytes(store)))
          .setPassword(password);
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
      return "Pkcs12[" + store + "]";
    }
  }

  /**
   * The files.
   *
   * @return one or two
   */
  List<Path> files();

  /**
   * Reads the files.
   *
   * @return what they say, not looked at
   * @throws IOException when one cannot be read
   */
  KeyCertOptions read() throws IOException;

  /**
   * Reads and checks the files. Blocks.
   *
   * @param vertx whoever needs it
   * @return a certificate and its key
   * @throws TablekeepException code {@code bad-config}, with a sentence naming the file at fault
   */
  default KeyCertOptions load(Vertx vertx) {
    KeyCertOptions options;
    try {
      options = read();
    } catch (NoSuchFileException e) {
      throw bad("There is no file " + e.getFile() + " with a certificate or key.");
    } catch (IOException e) {
      throw bad("The certificate or key cannot be read: " + e.getMessage());
    }
    try {
      check(options.getKeyManagerFactory(vertx).getKeyManagers());
      return options;
    } catch (TablekeepException e) {
      throw e;
    } catch (Exception e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw bad("There is no certificate with its key in " + names() + ": " + why);
    }
  }

  private String names() {
    return String.join(" and ", files().stream().map(Path::toString).toList());
  }

  private static TablekeepException bad(String message) {
    return new TablekeepException(ErrorKind.USER, "bad-config", message);
  }

  private void check(KeyManager[] managers) throws GeneralSecurityException {
    Optional<X509KeyManager> manager =
        Arrays.stream(managers)
            .filter(X509KeyManager.class::isInstance)
            .map(X509KeyManager.class::cast)
            .findFirst();
    String[] names = null;
    for (String type : List.of("RSA", "EC", "Ed25519", "EdDSA", "RSASSA-PSS")) {
      if (names == null && manager.isPresent()) {
        names = manager.get().getServerAliases(type, null);
      }
    }
    if (manager.isEmpty() || names == null) {
      throw bad("There is no certificate with its key in " + names() + ".");
    }
    X509Certificate[] chain = manager.get().getCertificateChain(names[0]);
    PrivateKey key = manager.get().getPrivateKey(names[0]);
    if (chain == null || chain.length == 0 || !belongs(key, chain[0])) {
      throw bad("The key in " + names() + " is not that of the certificate.");
    }
    if (chain[0].getNotAfter().toInstant().isBefore(Instant.now())) {
      Logger log = LoggerFactory.getLogger(TlsFiles.class);
      log.warn("the certificate in {} ended on {}", names(), chain[0].getNotAfter().toInstant());
    }
  }

  private static boolean belongs(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    String algorithm =
        key instanceof RSAKey
            ? "SHA256withRSA"
            : key instanceof ECKey ? "SHA256withECDSA" : key.getAlgorithm();
    byte[] said = {1, 2, 3};
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(said);
    byte[] signed = signature.sign();
    try {
      signature.initVerify(certificate.getPublicKey());
      signature.update(said);
      return signature.verify(signed);
    } catch (GeneralSecurityException otherKind) {
      return false;
    }
  }
}
