package io.tablekeep.engine.residency;

import static io.tablekeep.engine.Tables.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.Seed;
import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Listening;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.Tables;
import io.tablekeep.sdk.error.TablekeepException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResidencyTest {
  private static final Duration NEVER = Duration.ofHours(1);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Engine engine;

  private void start(ResidencyPolicy policy) {
    engine =
        Engine.start(
            EngineOptions.on(new InMemoryStore()).withMeters(meters).withResidency(policy));
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private static ResidencyPolicy documents(int most) {
    return new ResidencyPolicy(most, Long.MAX_VALUE, NEVER, NEVER);
  }

  private Campaign create(String id) throws Exception {
    return get(engine.create(id, Tables.document("")));
  }

  private static Receipt say(Seat seat, long n, String text) throws Exception {
    byte[] payload = ("{\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
    return get(seat.submit(new Action("phone", n, "chat.say", payload)));
  }

  private double documentsHeld() {
    return meters.get("tablekeep.residency.documents").gauge().value();
  }

  private void await(String what, Condition condition) throws Exception {
    long until = System.nanoTime() + 30_000_000_000L;
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < until, "never: " + what);
      Thread.sleep(5);
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  @Test
  void theOldestThatNobodySitsAtLeavesForANewOne() throws Exception {
    start(documents(2));
    Campaign first = create("first");
    Campaign second = create("second");
    Listening hears = new Listening();
    get(first.join("ada", hears));
    hears.state();
    create("third");
    assertEquals(2, documentsHeld());
    assertEquals(List.of(), hears.told.stream().filter(t -> t.startsWith("closed")).toList());
    // What its caller holds still works: it is brought back, and the third leaves.
    assertEquals(1, get(second.state()).version());
    assertEquals(2, documentsHeld());
    left(2);
  }

  /** Who leaves is counted a moment after there is room. */
  private void left(int documents) throws Exception {
    Counter counter = meters.get("tablekeep.residency.left").counter();
    await("left", () -> counter.count() >= documents);
    assertEquals(documents, counter.count());
  }

  @Test
  void whereEverybodySitsNobodyIsSentAway() throws Exception {
    start(documents(2));
    for (String id : List.of("first", "second")) {
      Listening hears = new Listening();
      get(create(id).join("ada", hears));
      hears.state();
    }
    ExecutionException refused = assertThrows(ExecutionException.class, () -> create("third"));
    assertEquals("too-many-campaigns", ((TablekeepException) refused.getCause()).code());
    assertEquals(1, meters.get("tablekeep.residency.refused").counter().count());
    assertEquals(2, documentsHeld());
  }

  @Test
  void whatRestsIsPackedAndOpensForWhoeverComes() throws Exception {
    start(new ResidencyPolicy(10, Long.MAX_VALUE, Duration.ofMillis(40), NEVER));
    Campaign campaign = create("night");
    String hash = get(campaign.state()).sha256();
    await("packed", () -> meters.get("tablekeep.residency.packed").counter().count() > 0);
    assertEquals(hash, get(campaign.state()).sha256());
    Listening hears = new Listening();
    Seat ada = get(campaign.join("ada", hears));
    assertTrue(hears.state().contains("owes money"));
    assertEquals("ok", say(ada, 1, "hello").code());
    assertEquals(2, get(campaign.state()).version());
  }

  @Test
  void whatWasUsedAfterwardsIsPackedAgain() throws Exception {
    start(new ResidencyPolicy(10, Long.MAX_VALUE, Duration.ofMillis(40), NEVER));
    Listening hears = new Listening();
    Seat ada = get(create("night").join("ada", hears));
    hears.state();
    for (int i = 1; i <= 3; i++) {
      assertEquals("ok", say(ada, i, "hello").code());
      int times = i;
      await("packed", () -> meters.get("tablekeep.residency.packed").counter().count() >= times);
    }
  }

  @Test
  void whatRestsLongLeavesAndComesBackAsItWas() throws Exception {
    start(new ResidencyPolicy(10, Long.MAX_VALUE, NEVER, Duration.ofMillis(60)));
    Campaign campaign = create("night");
    Listening hears = new Listening();
    Seat ada = get(campaign.join("ada", hears));
    Receipt receipt = say(ada, 1, "hello");
    String hash = get(campaign.state()).sha256();
    ada.leave();
    await("gone", () -> documentsHeld() == 0);
    Seat again = get(campaign.join("ada", new Listening()));
    assertEquals(receipt, say(again, 1, "hello"));
    assertEquals(hash, get(campaign.state()).sha256());
  }

  @Test
  void whereMemoryIsShortThoseAtRestArePackedThenLeave() throws Exception {
    start(new ResidencyPolicy(100, 1, Duration.ofMillis(200), NEVER));
    for (int i = 0; i < 5; i++) {
      create("night-" + i);
    }
    await("all gone", () -> documentsHeld() == 0);
    assertTrue(meters.get("tablekeep.residency.packed").counter().count() >= 1);
  }

  @Test
  void closingWhatHasLeftOpensNothing() throws Exception {
    start(documents(1));
    Campaign first = create("first");
    create("second");
    get(first.close());
    assertEquals(1, documentsHeld());
    left(1);
  }

  @Test
  void aDoorwayThatWasClosedStaysClosed() throws Exception {
    start(documents(2));
    Campaign campaign = create("night");
    get(campaign.close());
    ExecutionException refused =
        assertThrows(ExecutionException.class, () -> get(campaign.state()));
    assertEquals("campaign-closed", ((TablekeepException) refused.getCause()).code());
    assertEquals(1, get(get(engine.open("night")).state()).version());
  }

  /** Many more campaigns than have room, used by several threads at once. */
  @Test
  void underChurnNothingIsLostAndEveryoneIsServed() throws Exception {
    long seed = Seed.of("underChurnNothingIsLostAndEveryoneIsServed");
    start(new ResidencyPolicy(6, Long.MAX_VALUE, Duration.ofMillis(5), Duration.ofMillis(15)));
    int campaigns = 30;
    int threads = 4;
    List<Campaign> all = new ArrayList<>();
    for (int i = 0; i < campaigns; i++) {
      all.add(create("c" + i));
    }
    long[][] said = new long[threads][campaigns];
    AtomicReference<Throwable> fault = new AtomicReference<>();
    List<Thread> players = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int me = t;
      SplittableRandom random = new SplittableRandom(seed + t);
      Thread player =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 60; i++) {
                    int c = random.nextInt(campaigns);
                    Listening hears = new Listening();
                    Seat seat = get(all.get(c).join("ada", hears));
                    hears.state();
                    for (int k = random.nextInt(3); k >= 0; k--) {
                      long n = said[me][c] + 1;
                      byte[] payload = "{\"text\":\"x\"}".getBytes(StandardCharsets.UTF_8);
                      Receipt receipt =
                          get(seat.submit(new Action("d" + me, n, "chat.say", payload)));
                      assertEquals("ok", receipt.code());
                      said[me][c] = n;
                    }
                    seat.leave();
                  }
                } catch (Throwable e) {
                  fault.compareAndSet(null, e);
                }
              });
      players.add(player);
      player.start();
    }
    for (Thread player : players) {
      player.join();
    }
    if (fault.get() != null) {
      throw new AssertionError("seed " + seed, fault.get());
    }
    for (int c = 0; c < campaigns; c++) {
      long lines = 0;
      for (int t = 0; t < threads; t++) {
        lines += said[t][c];
      }
      assertEquals(1 + lines, get(all.get(c).state()).version(), "campaign " + c);
    }
    assertTrue(documentsHeld() <= 6, "held " + documentsHeld());
    assertTrue(meters.get("tablekeep.residency.left").counter().count() > 20);
  }
}
