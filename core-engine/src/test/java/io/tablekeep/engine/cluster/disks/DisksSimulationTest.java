package io.tablekeep.engine.cluster.disks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoredEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Owners come and go, nodes die one at a time, copies are lost: nothing answered is. */
class DisksSimulationTest {
  private static final DocumentId DOC = DocumentId.campaign("night");
  private static final int SEEDS = 150;

  /** One run. */
  private static final class Story {
    final DisksWorld world;
    final SplittableRandom random;
    final List<String> acked = new ArrayList<>();
    final Set<String> refused = new HashSet<>();
    int numbers;
    int unknown;

    Story(long seed) {
      world = new DisksWorld(seed);
      random = new SplittableRandom(seed);
      for (int i = 0; i < 3; i++) {
        world.new Node(new InMemoryStore());
      }
      pass(3_000);
    }

    void pass(long millis) {
      world.simulation.advance(Duration.ofMillis(millis));
    }

    DisksWorld.Node any() {
      List<DisksWorld.Node> all = List.copyOf(world.live.values());
      return all.get(random.nextInt(all.size()));
    }

    /** Takes the document over somewhere; what was answered must be there. */
    void turn(boolean mustSucceed) {
      DisksWorld.Node node = any();
      CompletableFuture<Epoch> taken = node.store.acquire(DOC, "x").toCompletableFuture();
      pass(8_000);
      if (!taken.isDone() || taken.isCompletedExceptionally()) {
        assertTrue(!mustSucceed, () -> "not taken: " + taken);
        return;
      }
      List<String> there = texts(node);
      assertTrue(
          there.size() >= acked.size() && there.subList(0, acked.size()).equals(acked),
          () -> "answered " + acked + ", and there is " + there);
      assertTrue(there.stream().noneMatch(refused::contains), "what was refused is there");
      acked.clear();
      acked.addAll(there);
      write(node, taken.join());
    }

    static List<String> texts(DisksWorld.Node node) {
      return node
          .disk
          .read(DOC, 0, 100_000, Long.MAX_VALUE)
          .toCompletableFuture()
          .join()
          .items()
          .stream()
          .map(each -> new String(each.bytes(), StandardCharsets.UTF_8))
          .toList();
    }

    private void write(DisksWorld.Node node, Epoch epoch) {
      long after = acked.size();
      int count = 1 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        String text = "entry " + numbers++;
        List<StoredEntry> one =
            List.of(new StoredEntry(after + 1, text.getBytes(StandardCharsets.UTF_8)));
        CompletionStage<Void> unused =
            node.store
                .append(DOC, epoch, after++, one)
                .thenAccept(
                    answer -> {
                      if (answer instanceof Appended.Durable) {
                        // A process that is dead answers nobody.
                        if (node.isUp()) {
                          acked.add(text);
                        }
                      } else if (answer instanceof Appended.Rejected) {
                        refused.add(text);
                      } else {
                        unknown++;
                      }
                    });
        if (random.nextInt(4) == 0) {
          pass(1 + random.nextInt(6));
        }
      }
      int what = random.nextInt(5);
      if (what == 0) {
        // Before, between or after the copies of what was just written.
        world.kill(node);
        InMemoryStore disk = node.disk;
        pass(random.nextInt(3) == 0 ? 1 : 3_000);
        turn(false);
        world.new Node(disk);
      }
      pass(what == 1 ? 2 : 7_000);
    }
  }

  @Test
  void nothingAnsweredIsLostOrDoubled() {
    int entries = 0;
    int unknown = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Story story = new Story(seed);
      try {
        for (int turn = 0; turn < 12; turn++) {
          story.world.faulty = story.random.nextInt(3) == 0 ? 20 : 0;
          story.turn(false);
          story.pass(3_000);
        }
        story.world.faulty = 0;
        story.pass(10_000);
        story.turn(true);
        story.pass(10_000);
        restart(story);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
      entries += story.acked.size();
      unknown += story.unknown;
    }
    assertTrue(entries > SEEDS * 10, "it must not be vacuous: " + entries);
    assertTrue(unknown > SEEDS / 4, "it must not be vacuous: " + unknown);
  }

  /** The memory is gone; the disks are not. */
  private static void restart(Story story) {
    List<InMemoryStore> disks = story.world.live.values().stream().map(node -> node.disk).toList();
    story.world.killAll();
    disks.forEach(disk -> story.world.new Node(disk));
    story.pass(5_000);
    story.turn(true);
  }

  /** The first entry of a document makes it exist; what is not known may be gone with it. */
  @Test
  void aCopyThatHangsIsGivenUp() {
    hang(0);
  }

  /** This disk is where the document was written, and what it has goes on being part of it. */
  @Test
  void aLaterCopyThatHangsIsGivenUp() {
    assertEquals(3, hang(2));
  }

  /** How many entries are there afterwards. */
  private static int hang(int answered) {
    Story story = new Story(7);
    DisksWorld.Node node = story.any();
    Epoch epoch = story.world.simulation.await(node.store.acquire(DOC, "x"));
    for (int i = 0; i < answered; i++) {
      assertInstanceOf(Appended.Durable.class, append(story, node, epoch, i));
    }
    story.world.hung = true;
    CompletableFuture<Appended> one =
        node.store.append(DOC, epoch, answered, entry(answered + 1)).toCompletableFuture();
    story.pass(5_000);
    assertTrue(!one.isDone());
    story.pass(2_000);
    assertInstanceOf(Appended.Unknown.class, one.join());
    story.world.hung = false;
    Epoch young = story.world.simulation.await(node.store.acquire(DOC, "x"));
    List<String> there = Story.texts(node);
    assertTrue(there.size() == answered || there.size() == answered + 1, there::toString);
    for (int i = 0; i < there.size(); i++) {
      assertEquals("entry " + (i + 1), there.get(i));
    }
    assertInstanceOf(Appended.Durable.class, append(story, node, young, there.size()));
    story.pass(3_000);
    for (DisksWorld.Node each : story.world.live.values()) {
      assertEquals(Story.texts(node), Story.texts(each));
    }
    return there.size();
  }

  @Test
  void nothingIsWrittenBeforeThereAreSecondCopies() {
    DisksWorld world = new DisksWorld(11);
    world.safe = false;
    for (int i = 0; i < 3; i++) {
      world.new Node(new InMemoryStore());
    }
    world.simulation.advance(Duration.ofSeconds(5));
    DisksWorld.Node node = world.live.values().iterator().next();
    assertTrue(world.live.values().stream().noneMatch(each -> each.store.isWritable()));
    CompletableFuture<Epoch> refused = node.store.acquire(DOC, "x").toCompletableFuture();
    assertEquals(
        Refusal.READ_ONLY,
        assertInstanceOf(StoreException.class, refused.handle((ok, failure) -> failure).join())
            .reason());
    world.safe = true;
    world.simulation.advance(Duration.ofSeconds(2));
    assertTrue(world.live.values().stream().allMatch(each -> each.store.isWritable()));
  }

  private static List<StoredEntry> entry(long position) {
    return List.of(
        new StoredEntry(position, ("entry " + position).getBytes(StandardCharsets.UTF_8)));
  }

  private static Appended append(Story story, DisksWorld.Node node, Epoch epoch, long after) {
    return story.world.simulation.await(node.store.append(DOC, epoch, after, entry(after + 1)));
  }
}
