package io.tablekeep.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.state.patch.Diff;
import io.tablekeep.sdk.state.Pointer;
import java.lang.ref.WeakReference;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PackingTest {
  private final JsonObject campaign = SampleCampaign.ofAbout(300_000, 4);

  /** Packed, and with no memory of the opened form, so that it must really be opened. */
  private static JsonObject unopened(Object object) {
    JsonObject source = (JsonObject) object;
    return new PackedObject(
        Deflated.of(Canonical.bytes(source)),
        source.size(),
        source.version(),
        new WeakReference<>(null));
  }

  @Test
  void aPackedDocumentIsTheSameValue() {
    for (Packing.Policy policy :
        new Packing.Policy[] {Packing.Policy.atRest(), Packing.Policy.inPlay(9)}) {
      JsonObject cold = Packing.cold(campaign, policy);
      assertEquals(campaign.version(), cold.version());
      assertEquals(Canonical.hash(campaign), Canonical.hash(cold));
      assertEquals(campaign, cold);
      assertEquals(campaign.hashCode(), cold.hashCode());
      assertTrue(Diff.patch(campaign, cold).ops().isEmpty());
      assertSame(cold, Packing.cold(cold, policy));
    }
  }

  @Test
  void changingSomethingInsideAPackedObjectChangesOnlyThat() {
    JsonObject cold = Packing.cold(campaign, Packing.Policy.atRest());
    assertInstanceOf(PackedObject.class, cold.get("actors"));
    String actor = ((JsonObject) cold.get("actors")).keys().get(3);
    JsonObject changed = Trees.set(cold, Pointer.of("actors", actor, "name"), "Renamed", 50);
    assertSame(cold.get("maps"), changed.get("maps"));
    assertEquals(1, Diff.patch(cold, changed).ops().size());
    assertEquals(1, Diff.patch(campaign, changed).ops().size());
    JsonObject colder = Packing.cold(changed, Packing.Policy.inPlay(49));
    assertEquals(changed, colder);
    assertSame(cold.get("maps"), colder.get("maps"), "what is packed stays packed");
    assertTrue(
        !(((JsonObject) colder.get("actors")).get(actor) instanceof PackedObject),
        "it is still warm");
  }

  @Test
  void aPackedObjectPutElsewhereIsAsNewAsTheChangeThatPutItThere() {
    JsonObject packed = Packing.pack((JsonObject) campaign.get("items"));
    assertSame(packed, packed.without("nothing", 60));
    String first = packed.keys().get(0);
    assertEquals(packed.size() - 1, packed.without(first, 60).size());
    JsonObject other = Trees.put(JsonObject.empty(1), Pointer.of("copy"), packed, 70);
    assertEquals(70, ((JsonObject) other.get("copy")).version());
    assertEquals(70, ((JsonObject) Trees.get(other, "copy", first)).version());
    assertEquals(packed, other.get("copy"));
    assertSame(campaign, campaign.with("items", packed, 80), "equal is no change, packed or not");
  }

  @Test
  void openingADocumentOpensAllOfIt() {
    JsonObject cold = Packing.pack(Packing.cold(campaign, Packing.Policy.inPlay(9)));
    JsonObject open = Packing.open(cold);
    assertEquals(campaign, open);
    assertTrue(noneIsPacked(open));
    assertSame(open, Packing.open(open));
  }

  private static boolean noneIsPacked(Object value) {
    boolean good = !(value instanceof PackedObject);
    if (value instanceof JsonObject object) {
      for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
        good &= noneIsPacked(c.value());
      }
    }
    return good;
  }

  @Test
  void severalThreadsMayOpenOneAtOnce() throws InterruptedException {
    Packing.maxHeldBytes(0);
    try {
      JsonObject packed = unopened(campaign.get("actors"));
      String expected = Canonical.hash(campaign.get("actors"));
      AtomicReference<Object> wrong = new AtomicReference<>();
      CountDownLatch go = new CountDownLatch(1);
      Thread[] threads = new Thread[4];
      for (int t = 0; t < threads.length; t++) {
        threads[t] =
            new Thread(
                () -> {
                  try {
                    go.await();
                    for (int i = 0; i < 20; i++) {
                      JsonObject opened = packed.with("new", (long) i, 4).without("new", 5);
                      String hash = Canonical.hash(opened);
                      if (!hash.equals(expected)) {
                        wrong.set(hash);
                      }
                    }
                  } catch (InterruptedException | RuntimeException e) {
                    wrong.set(e);
                  }
                });
        threads[t].start();
      }
      go.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(null, wrong.get());
    } finally {
      Packing.maxHeldBytes(16 << 20);
    }
  }

  @Test
  void whatWasOpenedIsHeldUpToALimit() {
    Packing.maxHeldBytes(200_000);
    try {
      for (int i = 0; i < 20; i++) {
        unopened(campaign.get("actors")).get("nobody");
        assertTrue(Packing.stats().heldBytes() <= 200_000);
      }
      assertTrue(Packing.stats().held() > 0);
    } finally {
      Packing.maxHeldBytes(16 << 20);
    }
  }

  @Test
  void randomTreesSurvivePackingAndChangesToThem() {
    for (long seed = 1; seed <= 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RandomJson json = new RandomJson(random);
      JsonObject plain = json.object(4);
      JsonObject cold =
          Packing.cold(plain, new Packing.Policy(Long.MAX_VALUE, 20, 1 << random.nextInt(5, 12)));
      assertEquals(plain, cold, "seed " + seed);
      Object changed = new RandomJson(new SplittableRandom(seed)).changed(plain, 4, 5);
      Object changedCold = new RandomJson(new SplittableRandom(seed)).changed(cold, 4, 5);
      assertEquals(changed, changedCold, "seed " + seed);
      assertEquals(JsonWriter.text(changed), JsonWriter.text(changedCold), "seed " + seed);
      assertEquals(changed, Diff.patch(cold, changed).apply(cold, 9), "seed " + seed);
    }
  }
}
