package io.tablekeep.sdk.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetTest {
  @Test
  void anOrdinaryThreadIsNeverEnded() {
    Thread.currentThread().interrupt();
    try {
      Budget.check();
    } finally {
      assertTrue(Thread.interrupted(), "the check leaves the interrupt alone");
    }
  }

  @Test
  void aLoopThatCatchesEverythingEndsAndTheThreadIsGoodForTheNextRun() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    AtomicLong number = new AtomicLong();
    List<Object> seen = new ArrayList<>();
    BudgetThread thread =
        new BudgetThread(
            () -> {
              number.set(self().begin());
              began.countDown();
              try {
                loopUntilEnded();
              } catch (BudgetExceeded e) {
                seen.add("ended");
              }
              seen.add(self().finish());
              seen.add(Thread.currentThread().isInterrupted());
              self().begin();
              Budget.check();
              seen.add(self().finish());
            },
            "rule");
    thread.start();
    began.await();
    assertTrue(thread.end(number.get()));
    thread.join(TimeUnit.SECONDS.toMillis(20));
    assertFalse(thread.isAlive());
    assertEquals(List.of("ended", true, false, false), seen);
  }

  @Test
  void aRunThatIsOverCannotBeEndedAndNeitherIsTheNextOne() throws Exception {
    List<Object> seen = new ArrayList<>();
    BudgetThread thread =
        new BudgetThread(
            () -> {
              long first = self().begin();
              self().finish();
              seen.add(self().end(first));
              long second = self().begin();
              seen.add(self().end(first));
              Budget.check();
              seen.add(self().end(second));
              assertThrows(BudgetExceeded.class, Budget::check);
              assertThrows(BudgetExceeded.class, Budget::check, "it keeps throwing");
              Thread.interrupted();
              assertThrows(BudgetExceeded.class, Budget::check, "whatever became of the interrupt");
              seen.add(self().finish());
            },
            "rule");
    thread.start();
    thread.join();
    assertEquals(List.of(false, false, true, true), seen);
  }

  private static BudgetThread self() {
    return (BudgetThread) Thread.currentThread();
  }

  @SuppressWarnings({"CatchAndPrintStackTrace", "UnusedVariable"}) // it only has to be busy
  private static void loopUntilEnded() {
    long turns = 0;
    while (true) {
      Budget.check();
      try {
        turns++;
        Budget.check();
      } catch (Throwable t) {
        turns--;
      }
    }
  }
}
