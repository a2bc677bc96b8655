package io.tablekeep.engine.cluster.hazelcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.cluster.disks.OwnDisks;
import io.tablekeep.engine.runtime.vertx.VertxRuntime;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real members that are hurt; what is on a disk outlives its member. */
class OwnDisksTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final DocumentId DOC = DocumentId.campaign("night");

  private final String cluster = "disks-" + UUID.randomUUID();
  private final int port = NodePorts.free();
  private final List<Node> nodes = new ArrayList<>();

  /** A member on a disk. */
  private static final class Node {
    final HazelcastNode member;
    final VertxRuntime runtime = VertxRuntime.builder().build();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final CampaignStore disk;
    final OwnDisks store;
    private boolean ended;

    Node(HazelcastOptions options, CampaignStore disk) {
      this.disk = disk;
      member = HazelcastNode.start(options, UUID.randomUUID().toString());
      store = member.ownDisks(disk, member.members(), runtime, meters);
    }

    void kill() {
      if (!ended) {
        ended = true;
        runtime.close();
        member.terminate();
      }
    }
  }

  private Node start(int size, CampaignStore disk) {
    List<String> join = new ArrayList<>(List.of("127.0.0.1:" + port));
    nodes.stream()
        .filter(each -> !each.ended)
        .forEach(each -> join.add("127.0.0.1:" + each.member.port()));
    Node node =
        new Node(
            new HazelcastOptions("node", cluster, "127.0.0.1", port, join, "").withDisks(size),
            disk);
    nodes.add(node);
    return node;
  }

  private List<Node> start(int size) {
    List<Node> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      all.add(start(size, new InMemoryStore()));
    }
    for (Node each : all) {
      until("writable", each.store::isWritable);
    }
    return all;
  }

  @AfterEach
  void stop() {
    nodes.forEach(Node::kill);
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "never: " + what);
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static List<StoredEntry> entries(long after, String... texts) {
    List<StoredEntry> entries = new ArrayList<>();
    for (String text : texts) {
      entries.add(
          new StoredEntry(after + entries.size() + 1, text.getBytes(StandardCharsets.UTF_8)));
    }
    return entries;
  }

  private static void append(CampaignStore store, Epoch epoch, long after, String... texts) {
    assertEquals(
        new Appended.Durable(after + texts.length),
        get(store.append(DOC, epoch, after, entries(after, texts))));
  }

  private static List<String> texts(CampaignStore store) {
    return get(store.read(DOC, 0, 100_000, Long.MAX_VALUE)).items().stream()
        .map(each -> new String(each.bytes(), StandardCharsets.UTF_8))
        .toList();
  }

  /** Asks again while the members that are left find themselves. */
  private static Epoch acquire(CampaignStore store) {
    long end = System.nanoTime() + LONG.toNanos();
    while (true) {
      try {
        return get(store.acquire(DOC, "somebody"));
      } catch (CompletionException e) {
        assertInstanceOf(StoreException.class, e.getCause());
        if (System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }

  @Test
  void whatWasAnsweredOutlivesItsOwner() {
    List<Node> three = start(3);
    Epoch epoch = acquire(three.get(0).store);
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      append(three.get(0).store, epoch, i, "entry " + i);
      told.add("entry " + i);
    }
    three.get(0).kill();
    CampaignStore next = three.get(1).store;
    Epoch young = acquire(next);
    assertTrue(young.compareTo(epoch) > 0);
    assertEquals(told, texts(next));
    append(next, young, 40, "more");
    until("kept", () -> texts(three.get(2).disk).size() == 41);
    until("nothing waits", () -> three.get(1).store.behind() == 0);
  }

  @Test
  void whoWasOvertakenNeverWritesAgain() {
    List<Node> three = start(3);
    Epoch old = acquire(three.get(0).store);
    append(three.get(0).store, old, 0, "one");
    Epoch young = acquire(three.get(1).store);
    Appended answer = get(three.get(0).store.append(DOC, old, 1, entries(1, "stale")));
    assertFalse(answer instanceof Appended.Durable, answer.toString());
    append(three.get(1).store, young, 1, "two");
    until("the stale entry is cut", () -> texts(three.get(0).disk).equals(List.of("one", "two")));
    Epoch back = acquire(three.get(0).store);
    append(three.get(0).store, back, 2, "three");
    assertEquals(List.of("one", "two", "three"), texts(three.get(0).store));
  }

  @Test
  void entriesThatWereNeverAnsweredDoNotComeBack() {
    List<Node> three = start(3);
    Epoch epoch = acquire(three.get(0).store);
    append(three.get(0).store, epoch, 0, "one", "two");
    CampaignStore disk = three.get(0).disk;
    three.get(0).kill();
    // Synced here, and then the process ended before the copy.
    String owner = get(disk.describe(DOC)).orElseThrow().owner();
    Epoch local = get(disk.acquire(DOC, owner));
    append(disk, local, 2, "never answered", "nor this");
    Epoch young = acquire(three.get(1).store);
    append(three.get(1).store, young, 2, "three");
    Node again = start(3, disk);
    List<String> truth = List.of("one", "two", "three");
    until("the forked tail is cut", () -> texts(disk).equals(truth));
    until("it may write", again.store::isWritable);
    acquire(again.store);
    assertEquals(truth, texts(again.store));
  }

  @Test
  void afterARestartOfAllEveryDiskIsWaitedFor() {
    List<Node> three = start(3);
    Epoch epoch = acquire(three.get(0).store);
    append(three.get(0).store, epoch, 0, "one");
    until("kept", () -> texts(three.get(1).disk).size() == 1);
    append(three.get(0).store, epoch, 1, "two", "three");
    nodes.forEach(Node::kill);
    Node bob = start(3, three.get(1).disk);
    Node cat = start(3, three.get(2).disk);
    until("two", () -> bob.member.members().live().size() == 2);
    CompletionException refused =
        assertThrows(CompletionException.class, () -> get(bob.store.acquire(DOC, "bob")));
    StoreException why = assertInstanceOf(StoreException.class, refused.getCause());
    assertEquals(Refusal.READ_ONLY, why.reason(), why.getMessage());
    start(3, three.get(0).disk);
    until("whole", () -> bob.store.isWritable() && cat.store.isWritable());
    assertEquals(3, get(cat.store.describe(DOC)).orElseThrow().last());
    Epoch young = acquire(cat.store);
    assertEquals(List.of("one", "two", "three"), texts(cat.store));
    append(cat.store, young, 3, "four");
  }

  @Test
  void aMinorityRefusesAndHeals() {
    List<Node> three = start(3);
    OwnDisks alone = three.get(0).store;
    Epoch epoch = acquire(alone);
    append(alone, epoch, 0, "one");
    until("kept", () -> texts(three.get(1).disk).size() == 1);
    three.get(1).kill();
    three.get(2).kill();
    until("it knows that it is alone", () -> !alone.isWritable());
    Appended answer = get(alone.append(DOC, epoch, 1, entries(1, "two")));
    Appended.Rejected rejected = assertInstanceOf(Appended.Rejected.class, answer);
    assertEquals(Refusal.READ_ONLY, rejected.reason());
    assertThrows(CompletionException.class, () -> get(alone.acquire(DOC, "alone")));
    start(3, three.get(1).disk);
    start(3, three.get(2).disk);
    until("it is whole again", alone::isWritable);
    Epoch young = acquire(alone);
    assertEquals(List.of("one"), texts(alone));
    append(alone, young, 1, "two");
  }

  @Test
  void ofTwoOneGoesOnAlone() {
    List<Node> two = start(2);
    Epoch epoch = acquire(two.get(0).store);
    append(two.get(0).store, epoch, 0, "one");
    two.get(0).kill();
    Epoch young = acquire(two.get(1).store);
    assertEquals(List.of("one"), texts(two.get(1).store));
    append(two.get(1).store, young, 1, "two");
    start(2, two.get(0).disk);
    until("the other has it too", () -> texts(two.get(0).disk).equals(List.of("one", "two")));
  }

  @Test
  void aBigSnapshotGoesToTheDisksOfTheOthers() {
    List<Node> three = start(3);
    Epoch epoch = acquire(three.get(0).store);
    append(three.get(0).store, epoch, 0, "one");
    byte[] state = new byte[6_000_001];
    state[5_999_999] = 7;
    assertEquals(
        new Appended.Durable(1),
        get(three.get(0).store.putSnapshot(DOC, epoch, new StoredSnapshot(1, state, "big"))));
    until(
        "kept",
        () ->
            get(three.get(1).disk.snapshots(DOC)).size() == 1
                && get(three.get(2).disk.snapshots(DOC)).size() == 1);
    three.get(0).kill();
    acquire(three.get(2).store);
    Optional<StoredSnapshot> found = get(three.get(2).store.snapshot(DOC, Long.MAX_VALUE));
    assertEquals(7, found.orElseThrow().bytes()[5_999_999]);
  }
}
