package io.tablekeep.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.ref.WeakReference;

/** Whether something is gone from memory. */
final class Collected {
  private Collected() {}

  static void check(WeakReference<?> reference) throws InterruptedException {
    for (int i = 0; i < 500 && reference.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertNull(reference.get(), "the plugin's class loader is still reachable");
  }
}
