package io.tablekeep.engine.cluster.hazelcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.cluster.Address;
import io.tablekeep.sdk.error.TablekeepException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes find each other by what a name server or an API says. All have the loopback address, so
 * each takes the next free port, and is told that of the first.
 */
class DiscoveryTest {
  private static final String TOKEN = "a token of a service account";

  private final String cluster = "test-" + UUID.randomUUID();
  private final int port = NodePorts.free();
  private final List<HazelcastNode> nodes = new ArrayList<>();

  private HazelcastNode start(String... join) {
    HazelcastNode node =
        HazelcastNode.start(
            new HazelcastOptions("node", cluster, "127.0.0.1", port, List.of(join), ""),
            UUID.randomUUID().toString());
    nodes.add(node);
    return node;
  }

  private void haveFoundEachOther() throws InterruptedException {
    Set<String> all = Set.copyOf(nodes.stream().map(node -> node.members().self()).toList());
    until(
        nodes.size() + " nodes",
        () -> nodes.stream().allMatch(node -> node.members().live().equals(all)));
  }

  private static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "never: " + what);
      Thread.sleep(5);
    }
  }

  @AfterEach
  void stop() {
    nodes.forEach(HazelcastNode::close);
  }

  @Test
  void byTheAddressesOfAName() throws Exception {
    try (FakeNameServer dns = new FakeNameServer()) {
      dns.address("tablekeep.test", "127.0.0.1", "127.0.0.3");
      assertEquals(
          List.of(new Address("127.0.0.1", 7), new Address("127.0.0.3", 7)),
          NamedPlaces.look(Place.of("dns:tablekeep.test?server=" + dns.at()), 7));
      String join = "dns:tablekeep.test:" + port + "?server=" + dns.at();
      start(join);
      start(join);
      haveFoundEachOther();
    }
  }

  @Test
  void byANameTheMachineKnowsBesideAnAddress() throws Exception {
    assertEquals(
        List.of(new Address(InetAddress.getByName("localhost"), port)),
        NamedPlaces.look(Place.of("dns:localhost"), port).stream()
            .filter(each -> each.isIPv4())
            .toList());
    start("dns:localhost", "127.0.0.3:" + port);
    start("dns:localhost:1", "127.0.0.1:" + port);
    haveFoundEachOther();
  }

  @Test
  void byTheServicesOfAName() throws Exception {
    try (FakeNameServer dns = new FakeNameServer()) {
      dns.address("one.test", "127.0.0.1");
      dns.address("two.test", "127.0.0.3");
      dns.service("_tablekeep._tcp.test", "one.test:" + port, "two.test:" + (port + 1));
      String join = "srv:_tablekeep._tcp.test?server=" + dns.at();
      assertEquals(
          List.of(new Address("127.0.0.1", port), new Address("127.0.0.3", port + 1)),
          NamedPlaces.look(Place.of(join), 1));
      start(join);
      start(join);
      haveFoundEachOther();
    }
  }

  @Test
  void aNameThatIsNotKnownLeavesANodeAlone() throws Exception {
    try (FakeNameServer dns = new FakeNameServer()) {
      String join = "dns:nobody.test?server=" + dns.at();
      assertThrows(UnknownHostException.class, () -> NamedPlaces.look(Place.of(join), port));
      start(join);
      haveFoundEachOther();
    }
  }

  @Test
  void byTheEndpointsOfAService(@TempDir Path folder) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    for (boolean slices : List.of(true, false)) {
      try (FakeKubernetes api = new FakeKubernetes(TOKEN, slices, certificates(folder, slices))) {
        api.endpoints("games", "tablekeep-nodes", "127.0.0.1");
        String join =
            "kubernetes:tablekeep-nodes?namespace=games&api="
                + api.url()
                + "&token="
                + token
                + "&ca="
                + api.trusted();
        start(join);
        start(join);
        haveFoundEachOther();
        assertFalse(api.asked.isEmpty());
        assertTrue(
            api.asked.stream()
                .allMatch(path -> path.contains("/games/") || path.contains("/nodes/")),
            api.asked::toString);
        nodes.forEach(HazelcastNode::close);
        nodes.clear();
      }
    }
  }

  @Test
  void whatIsNotUnderstoodIsSaidAtOnce() {
    refused("dns:", "is no name");
    refused("dns:tablekeep.test:70000", "is no port");
    refused("dns:ldap://evil.test/x", "is no port");
    refused("dns:evil.test/x", "is no name");
    refused("dns:tablekeep.test?sever=1.2.3.4", "is none of server=…");
    refused("dns:tablekeep.test?server=ldap://x", "is not the address of a name server");
    refused("srv:../x", "is no name");
    refused("kubernetes:tablekeep?space=x", "is none of api=…, ca=…, namespace=…, port=…, token=…");
    refused("kubernetes:tablekeep?port=x", "is no port");
    refused(" ", "is blank");
    IllegalArgumentException mixed =
        assertThrows(
            IllegalArgumentException.class,
            () -> HazelcastOptions.checkJoin(List.of("kubernetes:tablekeep", "127.0.0.1")));
    assertTrue(mixed.getMessage().contains("stands alone"), mixed::getMessage);
  }

  private static NodeCertificates certificates(Path folder, boolean slices) throws Exception {
    return new NodeCertificates(folder.resolve("tls-" + slices));
  }

  @Test
  void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
    TablekeepException refused =
        assertThrows(
            TablekeepException.class,
            () -> start("kubernetes:tablekeep?token=" + folder.resolve("nothing")));
    assertEquals("cluster-join", refused.code());
    assertTrue(refused.getMessage().contains("nothing"), refused::getMessage);
    TablekeepException outside =
        assertThrows(TablekeepException.class, () -> start("kubernetes:tablekeep"));
    assertEquals("cluster-join", outside.code());
  }

  private static void refused(String join, String why) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> HazelcastOptions.checkJoin(List.of(join)));
    assertTrue(String.valueOf(refused.getMessage()).contains(why), refused::getMessage);
  }
}
