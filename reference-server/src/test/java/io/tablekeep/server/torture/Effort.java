package io.tablekeep.server.torture;

import io.tablekeep.contracts.Seed;
import java.util.Locale;

/** How hard a torture test tries: in each build, in CI, by hand. */
public enum Effort {
  QUICK,
  SHORT,
  LONG;

  private static final long SEED = Seed.of("torture");

  public static Effort now() {
    String word = System.getProperty("tablekeep.torture", "quick");
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  public static int pick(int quick, int middle, int most) {
    return switch (now()) {
      case QUICK -> quick;
      case SHORT -> middle;
      case LONG -> most;
    };
  }

  /** The seed of this run, the same for all tests. */
  public static long seed() {
    return SEED;
  }

  /** A line for whoever reads the build's output. */
  public static void say(String format, Object... values) {
    System.out.println("[torture] " + String.format(Locale.ROOT, format, values));
  }
}
