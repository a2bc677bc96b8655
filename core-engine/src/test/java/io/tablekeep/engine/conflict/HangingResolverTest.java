package io.tablekeep.engine.conflict;

import static io.tablekeep.engine.Tables.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Listening;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.Tables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A resolver that does not come back, on real threads. */
class HangingResolverTest {
  private static CompletableFuture<Receipt> edit(Seat seat, String device, long base, String text) {
    byte[] payload =
        ("{\"actor\":\"bram\",\"notes\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
    return seat.submit(new Action(device, 1, "actor.edit", payload, OptionalLong.of(base)))
        .toCompletableFuture();
  }

  @Test
  void isGivenUpAndTheTableGoesOn() throws Exception {
    CountDownLatch ends = new CountDownLatch(1);
    Stranger hangs =
        new Stranger(
            conflict -> {
              while (true) {
                try {
                  ends.await();
                  throw new IllegalStateException("too late");
                } catch (InterruptedException deaf) {
                  // goes on waiting
                }
              }
            },
            "narrative");
    try (Engine engine =
        Engine.start(
            EngineOptions.on(new InMemoryStore())
                .withResolvers(List.of(hangs))
                .withLimits(Limits.defaults().withRules(Duration.ofMillis(100), 3)))) {
      Campaign campaign = get(engine.create("hang", Tables.document("")));
      Listening desk = new Listening();
      Listening phone = new Listening();
      Seat gm = get(campaign.join(SeatRequest.first("gm", "desk"), desk));
      Seat ada = get(campaign.join(SeatRequest.first("ada", "phone"), phone));
      assertTrue(desk.state().length() > 2 && phone.state().length() > 2, "both are welcome");
      assertEquals("ok", get(edit(gm, "desk", 1, "owes nobody")).code());
      long before = System.nanoTime();
      CompletableFuture<Receipt> met = edit(ada, "phone", 1, "owes a lot");
      assertEquals("conflict", get(met).code());
      long millis = (System.nanoTime() - before) / 1_000_000;
      assertTrue(millis < 30_000, millis + " ms");
      assertEquals(
          "ok",
          get(ada.submit(
                      new Action(
                          "phone",
                          2,
                          "chat.say",
                          "{\"text\":\"hi\"}".getBytes(StandardCharsets.UTF_8)))
                  .toCompletableFuture())
              .code());
    } finally {
      ends.countDown();
    }
  }
}
