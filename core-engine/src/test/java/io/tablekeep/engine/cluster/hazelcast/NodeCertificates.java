package io.tablekeep.engine.cluster.hazelcast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority and what it vouches for, made by the JDK's own tool. */
final class NodeCertificates {
  private static final String PASSWORD = "changeit";

  private final Path folder;

  /** Makes the authority. */
  NodeCertificates(Path folder) throws Exception {
    this.folder = folder;
    Files.createDirectories(folder);
    pair("ca", "bc:c");
  }

  private void pair(String name, String... extensions) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-validity",
                "2",
                "-keystore",
                store(name).toString()));
    for (String each : extensions) {
      command.addAll(List.of("-ext", each));
    }
    keytool(command);
  }

  private Path store(String name) {
    return folder.resolve(name + ".p12");
  }

  private static void keytool(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, tool.waitFor(), said);
  }

  /** The authority's certificate, in PEM. */
  Path authority() throws Exception {
    Certificate certificate = open("ca").getCertificate("ca");
    return write("ca.pem", "CERTIFICATE", certificate.getEncoded());
  }

  /** A certificate for 127.0.0.1, in PEM; its key is in {@link #key}. */
  Path certificate(String name) throws Exception {
    String names = "SAN=IP:127.0.0.1,DNS:localhost";
    pair(name, names);
    Path request = folder.resolve(name + ".csr");
    Path signed = folder.resolve(name + ".signed");
    keytool(
        List.of(
            "-certreq",
            "-alias",
            name,
            "-file",
            request.toString(),
            "-keystore",
            store(name) + ""));
    keytool(
        List.of(
            "-gencert",
            "-alias",
            "ca",
            "-infile",
            request.toString(),
            "-outfile",
            signed.toString(),
            "-rfc",
            "-validity",
            "2",
            "-ext",
            names,
            "-keystore",
            store("ca").toString()));
    return signed;
  }

  /** The key of a certificate, in PEM. */
  Path key(String name) throws Exception {
    return write(
        name + ".key", "PRIVATE KEY", open(name).getKey(name, PASSWORD.toCharArray()).getEncoded());
  }

  /** A server of the authority's own name. */
  SSLContext context() throws Exception {
    pair("api", "SAN=IP:127.0.0.1");
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(open("api"), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, new SecureRandom());
    return context;
  }

  /** What is to be trusted to speak with such a server, in PEM. */
  Path trusted() throws Exception {
    return write("api.pem", "CERTIFICATE", open("api").getCertificate("api").getEncoded());
  }

  private KeyStore open(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store(name))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private Path write(String file, String what, byte[] der) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        folder.resolve(file),
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }
}
