package io.tablekeep.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.ConfigSources;
import io.tablekeep.server.Demo;
import io.tablekeep.server.TablekeepServer;
import io.tablekeep.server.testing.MemoryPlugin;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLinesTest {
  @TempDir Path folder;
  private Path data = Path.of("");
  private Path plugins = Path.of("");

  record Ran(int exit, String out, String err) {
    JsonNode json() throws IOException {
      String[] lines = out.strip().split("\n", -1);
      return RunningServer.JSON.readTree(lines[lines.length - 1]);
    }
  }

  @BeforeEach
  void folders() throws IOException {
    data = folder.resolve("data");
    plugins = MemoryPlugin.into(folder.resolve("plugins"));
  }

  private static Ran run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = CommandLines.run(args, new PrintWriter(out), new PrintWriter(err));
    return new Ran(exit, out.toString(), err.toString());
  }

  private Ran onData(String... args) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(List.of("--data", data.toString(), "--plugins", plugins.toString()));
    all.addAll(List.of("--store", "memory:"));
    return run(all.toArray(String[]::new));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void failed(int exit, String code, Ran ran) throws IOException {
    assertEquals(exit, ran.exit(), ran::toString);
    assertEquals(code, ran.json().path("error").asText(), ran::toString);
    assertFalse(ran.json().path("message").asText().isEmpty());
    assertEquals(1, ran.err().strip().lines().count(), ran.err());
    assertTrue(ran.err().startsWith("tablekeep: "), ran.err());
  }

  @Test
  void helpAndVersionAreGiven() {
    Ran help = run("--help");
    assertEquals(0, help.exit());
    for (String word : List.of("import", "export", "verify", "plugins", "patch", "--port")) {
      assertTrue(help.out().contains(word), word);
    }
    assertTrue(run("--version").out().startsWith("Tablekeep "));
    assertEquals(0, run("verify", "--help").exit());
  }

  /** The folder has the name of a command; that it is read shows in what the port is told. */
  @Test
  void aFolderMayBeNamedLikeACommand() {
    assertTrue(run("--plugins", "plugins", "--port", "x").err().contains("port"));
    assertFalse(run("--plugins", "plugins", "--port", "x").err().contains("--plugins"));
  }

  @Test
  void reloadingWithoutAServerSaysSo() throws IOException {
    // Taken, so that nobody else takes it, and nobody listens.
    try (Socket taken = new Socket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String url = "http://127.0.0.1:" + taken.getLocalPort();
      failed(1, "no-server", run("plugins", "reload", "hello", "--url", url, "--json"));
    }
  }

  @ParameterizedTest
  @CsvSource({"--nonsense", "dance", "export", "patch", "--port"})
  void aWrongCommandLineIsOneLineAndCodeTwo(String word) throws IOException {
    failed(2, "usage", run(word, "--json"));
  }

  @Test
  void aWrongValueIsOneLineAndCodeTwo() throws IOException {
    failed(2, "bad-config", run("--port", "http", "--json"));
    failed(2, "bad-config", onData("verify", "--log", "loud", "--json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"port", "requests", "sockets", "loops", "documents", "memory", "idle"})
  void whatAnOptionSaysIsReadUnderItsName(String option) throws IOException {
    Ran ran = run("--" + option + "=-1", "--json");
    failed(2, "bad-config", ran);
    assertTrue(ran.err().contains("--" + option), ran::err);
  }

  /** Every name that can stand in the environment or the file, but for the password. */
  @Test
  void everyNameOfTheConfigurationIsAnOption() throws IOException {
    Ran help = run("--help");
    for (String name : ConfigSources.names()) {
      assertEquals(
          !name.equals("tls-password"), help.out().matches("(?s).*--" + name + "[ =\\[].*"), name);
    }
  }

  @Test
  void aPatchIsAppliedAndTheFileStays() throws IOException {
    Path document = file("d.json", "{\"b\":[1,2],\"a\":1.0}");
    Path patch = file("p.json", "[{\"op\":\"add\",\"path\":\"/b/-\",\"value\":3}]");
    Ran ran = run("patch", document.toString(), patch.toString(), "--canonical");
    assertEquals("{\"a\":1,\"b\":[1,2,3]}", ran.out());
    assertEquals("{\"b\":[1,2],\"a\":1.0}", Files.readString(document));
    Path out = folder.resolve("o.json");
    assertEquals(
        0,
        run("patch", document.toString(), patch.toString(), "--canonical", "-o", out.toString())
            .exit());
    assertEquals("{\"a\":1,\"b\":[1,2,3]}", Files.readString(out));
    Ran pretty = run("patch", document.toString(), patch.toString());
    assertEquals(
        RunningServer.JSON.readTree("{\"a\":1,\"b\":[1,2,3]}"),
        RunningServer.JSON.readTree(pretty.out()));
  }

  @Test
  void withoutAPatchTheCanonicalFormIsPrinted() throws IOException {
    Path document = file("d.json", "{ \"\u20ac\": 1e2, \"1\": [ ] }");
    assertEquals(
        "{\"1\":[],\"\u20ac\":100}", run("patch", document.toString(), "--canonical").out());
    failed(
        1, "usage", new Ran(1, run("patch", document.toString(), "--json").out(), "tablekeep: x"));
  }

  @Test
  void aPatchThatDoesNotApplyNamesOperationAndPlace() throws IOException {
    Path document = file("d.json", "{\"a\":1}");
    Path patch =
        file(
            "p.json",
            "[{\"op\":\"replace\",\"path\":\"/a\",\"value\":2},{\"op\":\"remove\",\"path\":\"/b/c\"}]");
    Ran ran = run("patch", document.toString(), patch.toString(), "--json");
    failed(1, ran.json().path("error").asText(), ran);
    assertTrue(ran.err().contains("1") && ran.err().contains("/b"), ran.err());
  }

  @Test
  void filesThatAreMissingOrNoJsonAreNamed() throws IOException {
    Path document = file("d.json", "{\"a\":");
    Ran broken = run("patch", document.toString(), "--canonical", "--json");
    assertEquals(1, broken.exit());
    assertTrue(broken.err().contains("d.json"), broken.err());
    failed(4, "no-such-file", run("patch", folder + "/none.json", "--canonical", "--json"));
    failed(4, "no-such-file", onData("import", folder + "/none.uvtt", "--json"));
  }

  @Test
  void pluginsAreListedWithWhatTheyOffer() throws IOException {
    Files.writeString(plugins.resolve("broken.jar"), "this is no jar");
    Ran ran = onData("plugins", "--json");
    assertEquals(1, ran.exit());
    JsonNode all = ran.json().path("plugins");
    boolean memory = false;
    boolean broken = false;
    for (JsonNode each : all) {
      memory |= each.path("offers").toString().contains("store memory");
      broken |= each.path("state").asText().equals("refused") && each.has("message");
    }
    assertTrue(memory && broken, ran.out());
    assertTrue(onData("plugins").out().contains("store memory"));
  }

  @Test
  void aSecondServerOnTheSameDataIsRefusedWithASentence() throws IOException {
    try (TablekeepServer first = TablekeepServer.start(RunningServer.config(folder, 1))) {
      assertTrue(first.port() > 0);
      failed(3, "data-in-use", onData("verify", "--json"));
      failed(3, "data-in-use", onData("--port", "0", "--json"));
    }
    assertEquals(0, onData("verify", "--json").exit());
  }

  @Test
  void aPortInUseIsSaidInASentence() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    try (TablekeepServer first = TablekeepServer.start(RunningServer.config(other, 1))) {
      String port = Integer.toString(first.port());
      failed(3, "port-in-use", onData("--port", port, "--json"));
      failed(1, "bad-address", onData("--host", "192.0.2.77", "--port", "0", "--json"));
    }
  }

  @Test
  void whatDoesNotExistIsSaid() throws IOException {
    failed(4, "no-such-campaign", onData("verify", "nowhere", "--json"));
    failed(4, "no-such-campaign", onData("export", "nowhere", "-o", folder + "/x.zip", "--json"));
    assertFalse(Files.exists(folder.resolve("x.zip")));
    Ran store = run("verify", "--json", "--data", data.toString(), "--store", "nosuch:x");
    failed(4, "no-such-store", store);
  }

  @Test
  void anArchiveComesBackWithTheSameHash() throws Exception {
    Path archive = folder.resolve("demo.zip");
    String sha256;
    try (RunningServer server = RunningServer.start()) {
      String[] host = {"Authorization", "Bearer " + server.hostKey()};
      String act =
          "{\"device\":\"d\",\"n\":1,\"type\":\"chat.say\",\"payload\":{\"text\":\"Farewell.\"}}";
      server.post(
          "/api/campaigns/demo/actions", act, "Authorization", "Bearer " + server.token("ana"));
      sha256 = server.hash();
      try (var out = Files.newOutputStream(archive)) {
        server
            .server()
            .house()
            .archives()
            .write(server.server().engine().open(Demo.ID).join(), out);
      }
      assertEquals(200, server.get("/api/campaigns/demo/export", host).statusCode());
    }
    JsonNode back = onData("import", archive.toString(), "--json").json();
    assertEquals(sha256, back.path("sha256").asText(), back::toString);
    assertEquals("demo", back.path("campaign").asText());
    JsonNode other = onData("import", archive.toString(), "--campaign", "copy", "--json").json();
    assertEquals("copy", other.path("campaign").asText(), other::toString);
  }

  @Test
  void anArchiveThatWasAlteredIsRefused() throws Exception {
    Path archive = folder.resolve("demo.zip");
    try (RunningServer server = RunningServer.start();
        var out = Files.newOutputStream(archive)) {
      server.server().house().archives().write(server.server().engine().open(Demo.ID).join(), out);
    }
    byte[] good = Files.readAllBytes(archive);
    for (String entry : List.of("document.json", "journal.jsonl", "manifest.json")) {
      Files.write(archive, altered(good, entry));
      Ran ran = onData("import", archive.toString(), "--json");
      assertEquals(1, ran.exit(), ran::toString);
      assertTrue(Optional.of(ran.json().path("message").asText()).get().length() > 10);
      assertEquals(0, onData("verify", "--json").exit());
    }
  }

  /** The same archive with one letter of one entry changed. */
  private static byte[] altered(byte[] zip, String name) throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(zip));
        var to = new java.util.zip.ZipOutputStream(out)) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        to.putNextEntry(new java.util.zip.ZipEntry(entry.getName()));
        if (entry.getName().equals(name)) {
          text = text.replaceFirst("(?s)(.*)[b-e]", "$1a");
        }
        to.write(text.getBytes(StandardCharsets.UTF_8));
        to.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
