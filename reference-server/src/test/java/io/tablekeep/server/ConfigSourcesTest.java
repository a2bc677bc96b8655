package io.tablekeep.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.cluster.hazelcast.NodeTls;
import io.tablekeep.engine.residency.ResidencyPolicy;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.cluster.ClusterConfig;
import io.tablekeep.server.door.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigSourcesTest {
  @TempDir Path folder;

  private static ServerConfig read(Map<String, String> flags, Map<String, String> environment) {
    return ConfigSources.read(flags, environment, Map.of());
  }

  @Test
  void nothingSaidIsTheDefaults() {
    ServerConfig config = read(Map.of(), Map.of());
    assertEquals("127.0.0.1", config.host());
    assertEquals(8080, config.port());
    assertEquals(Path.of("tablekeep-data"), config.data());
    assertEquals(Optional.empty(), config.plugins());
    assertEquals("sqlite:tablekeep.db", config.store());
    assertTrue(config.demo());
    assertEquals(1_000, config.residency().documents());
    assertEquals(ResidencyPolicy.defaults().bytes() >> 20, config.residency().bytes() >> 20);
    assertEquals(Duration.ofMinutes(1), config.residency().packAfter());
    assertEquals(Duration.ofMinutes(10), config.residency().leaveAfter());
  }

  @Test
  void whatStaysInMemoryComesFromAnySource() throws IOException {
    Path file = Files.writeString(folder.resolve("c.json"), "{\"idle\":90,\"documents\":1}");
    ServerConfig config =
        read(
            Map.of("config", file.toString(), "documents", "20"),
            Map.of("TABLEKEEP_MEMORY", "2048", "TABLEKEEP_DOCUMENTS", "30"));
    assertEquals(
        new ResidencyPolicy(20, 2L << 30, Duration.ofMinutes(1), Duration.ofSeconds(90)),
        config.residency());
    ServerConfig hasty = read(Map.of("idle", "5"), Map.of());
    assertEquals(Duration.ofSeconds(5), hasty.residency().packAfter());
  }

  @Test
  void aFlagWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
    Path file = folder.resolve("c.properties");
    Files.writeString(file, "host=file\nport=1\ndata=file\n");
    Map<String, String> environment =
        Map.of("TABLEKEEP_CONFIG", file.toString(), "TABLEKEEP_HOST", "env", "TABLEKEEP_PORT", "2");
    ServerConfig config = read(Map.of("host", "flag"), environment);
    assertEquals("flag", config.host());
    assertEquals(2, config.port());
    assertEquals(Path.of("file"), config.data());
  }

  @Test
  void theFileMayBeJson() throws IOException {
    Path file = folder.resolve("c.json");
    Files.writeString(
        file, "{\"port\": 9, \"demo\": false, \"origins\": [\"https://a\", \"https://b\"]}");
    ServerConfig config = read(Map.of("config", file.toString()), Map.of());
    assertEquals(9, config.port());
    assertEquals(Set.of("https://a", "https://b"), config.origins());
    assertEquals(false, config.demo());
  }

  @Test
  void certificateAndKeyGoTogetherAndComeFromAnySource() {
    ServerConfig pem = read(Map.of("tls-cert", "c.pem"), Map.of("TABLEKEEP_TLS_KEY", "k.pem"));
    assertEquals(Optional.of(new TlsFiles.Pem(Path.of("c.pem"), Path.of("k.pem"))), pem.tls());
    ServerConfig one =
        read(Map.of("tls-store", "s.p12"), Map.of("TABLEKEEP_TLS_PASSWORD", "secret"));
    assertEquals(Optional.of(new TlsFiles.Pkcs12(Path.of("s.p12"), "secret")), one.tls());
    for (Map<String, String> odd :
        List.of(
            Map.of("tls-cert", "c.pem"),
            Map.of("tls-key", "k.pem"),
            Map.of("tls-cert", "c", "tls-key", "k", "tls-store", "s"),
            Map.of("proxies", "localhost"),
            Map.of("proxies", "10.0.0.1,proxy.example"),
            Map.of("requests", "0"),
            Map.of("sockets", "many"))) {
      TablekeepException fault =
          assertThrows(TablekeepException.class, () -> read(odd, Map.of()), odd::toString);
      assertEquals("bad-config", fault.code());
    }
    ServerConfig set =
        read(Map.of("proxies", "10.0.0.1, ::1", "requests", "7", "sockets", "9"), Map.of());
    assertEquals(Set.of("10.0.0.1", "::1"), set.door().proxies());
    assertEquals(7, set.door().requestsPerSecond());
    assertEquals(9, set.door().socketsPerAddress());
  }

  @ParameterizedTest
  @CsvSource({
    "port,http,--port",
    "port,65536,--port",
    "port,-1,--port",
    "loops,0,--loops",
    "documents,15,--documents",
    "memory,all,--memory",
    "idle,0,--idle",
    "log,loud,--log",
    "demo,maybe,--demo",
    "store,sqlite,--store",
    "config,/nowhere/c.properties,/nowhere/c.properties"
  })
  void nonsenseIsNamedWithItsSource(String name, String value, String source) {
    TablekeepException wrong =
        assertThrows(TablekeepException.class, () -> read(Map.of(name, value), Map.of()));
    assertEquals("bad-config", wrong.code());
    assertTrue(wrong.getMessage().contains(source), wrong.getMessage());
  }

  @Test
  void anUnknownNameInTheFileIsAnError() throws IOException {
    Path file = folder.resolve("c.properties");
    Files.writeString(file, "prot=1\n");
    TablekeepException wrong =
        assertThrows(
            TablekeepException.class, () -> read(Map.of("config", file.toString()), Map.of()));
    assertTrue(wrong.getMessage().contains("prot"), wrong.getMessage());
  }

  @Test
  void otherNodesAreFoundInSeveralWays() {
    assertEquals(
        List.of("10.0.0.7:5701", "dns:tablekeep.example:5701"),
        cluster(Map.of("join", "10.0.0.7:5701, dns:tablekeep.example:5701,10.0.0.7:5701")).join());
    assertEquals(
        List.of("kubernetes:tablekeep-nodes?namespace=games"),
        cluster(Map.of("join", "kubernetes:tablekeep-nodes?namespace=games")).join());
    for (String join : List.of("10.0.0.7:x", "dns:", "kubernetes:a,10.0.0.7", "http://a")) {
      assertBad(Map.of("cluster", "true", "join", join), "--join is not understood");
    }
  }

  @Test
  void theTlsOfNodesIsWholeOrNotThere() {
    NodeTls tls =
        cluster(Map.of("cluster-tls-cert", "c", "cluster-tls-key", "k", "cluster-tls-ca", "a"))
            .tls()
            .orElseThrow();
    assertEquals(new NodeTls(Path.of("c"), Path.of("k"), Path.of("a")), tls);
    assertBad(Map.of("cluster", "true", "cluster-tls-cert", "c"), "go together");
    assertBad(Map.of("cluster-tls-ca", "a"), "say --cluster as well");
  }

  private static ClusterConfig cluster(Map<String, String> flags) {
    Map<String, String> all = new HashMap<>(flags);
    all.put("cluster", "true");
    return read(all, Map.of()).cluster().orElseThrow();
  }

  private static void assertBad(Map<String, String> flags, String why) {
    TablekeepException bad = assertThrows(TablekeepException.class, () -> read(flags, Map.of()));
    assertEquals("bad-config", bad.code());
    assertTrue(bad.getMessage().contains(why), bad::getMessage);
  }
}
