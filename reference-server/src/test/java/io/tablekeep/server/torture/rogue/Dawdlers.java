package io.tablekeep.server.torture.rogue;

import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.pf4j.Plugin;

/** Plugins that do not come to an end with being made, asked or let go. */
public final class Dawdlers {
  private Dawdlers() {}

  private static void block() {
    while (true) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        // Stays all the same.
      }
    }
  }

  private static long spin() {
    long sum = 0;
    while (System.nanoTime() != sum) {
      sum = Math.min(sum - 1, -1);
    }
    return sum;
  }

  /** Declares nothing. */
  public abstract static class Quiet implements GameSystem {
    @Override
    public String id() {
      return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Override
    public void define(SystemDefinition system) {}
  }

  /** Is never made. */
  public static final class Unmade extends Quiet {
    /** Loops for ever. */
    public Unmade() {
      spin();
    }
  }

  /** Blocks for ever while it defines itself. */
  public static final class Undefined extends Quiet {
    @Override
    public void define(SystemDefinition system) {
      block();
    }
  }

  /** Loops for ever when it is asked for its name. */
  public static final class Nameless extends Quiet {
    @Override
    public String id() {
      return "n" + spin();
    }
  }

  /** Defines itself once and then never again. */
  public static final class Once extends Quiet {
    private boolean defined;

    @Override
    public void define(SystemDefinition system) {
      if (defined) {
        spin();
      }
      defined = true;
    }
  }

  /** Is as it should be. */
  public static final class Sound extends Quiet {}

  /** Blocks for ever when it is let go. */
  public static final class Clinging extends Plugin {
    @Override
    public void stop() {
      block();
    }
  }
}
