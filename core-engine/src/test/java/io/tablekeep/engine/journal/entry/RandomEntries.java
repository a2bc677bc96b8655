package io.tablekeep.engine.journal.entry;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Entries of every shape from a seed; a journal of them always fits the document it makes. */
public final class RandomEntries {
  private static final String[] TEXTS = {
    "",
    "a",
    "b",
    "hp",
    "a/b",
    "m~n",
    " ",
    "\"",
    "\\",
    "\u0000",
    "\n",
    "ä",
    "€",
    "\ud83d\ude00",
    "\uffff",
    "0",
    "-",
    "01",
    ",\"crc\":\"",
    "}",
    "\u2028",
    "x".repeat(70),
    "ü".repeat(70)
  };
  private static final double[] NUMBERS = {
    0.5,
    -0.25,
    1e21,
    1e-7,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    0.1,
    123456789.123,
    9007199254740992d
  };

  private final SplittableRandom random;
  private long epoch = 1;
  private Instant now = Instant.parse("2026-11-22T01:15:57.123Z");

  /** Entries from a seed. */
  public RandomEntries(SplittableRandom random) {
    this.random = random;
  }

  /** The next entry of a journal. */
  public Entry next(long version) {
    now = now.plusMillis(random.nextInt(20) == 0 ? random.nextLong(90L * 86_400_000) : 40);
    return new Entry(
        version,
        epoch += random.nextInt(10) / 9,
        now,
        cause(),
        list(random.nextInt(4), this::effect),
        list(random.nextInt(6) == 0 ? 2 : 0, this::rolled),
        outcome(),
        list(random.nextInt(8) == 0 ? 1 + random.nextInt(2) : 0, this::settled),
        List.of());
  }

  private Settled settled() {
    return new Settled(text(), "d" + random.nextInt(3), 1 + random.nextInt(99), outcome());
  }

  private interface Making<T> {
    T make();
  }

  private static <T> List<T> list(int count, Making<T> making) {
    List<T> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(making.make());
    }
    return made;
  }

  private Cause cause() {
    Object payload = value(2);
    if (random.nextInt(5) == 0) {
      return Cause.withoutId(random.nextBoolean() ? "" : text(), "t" + text(), payload);
    }
    long n = random.nextInt(8) == 0 ? 1 + random.nextLong((1L << 53) - 1) : 1 + random.nextInt(99);
    String device = "d" + random.nextInt(3);
    long base = random.nextInt(3) == 0 ? 1 + random.nextInt(1000) : 0;
    return new Cause(text(), device, n, random.nextLong(), text(), payload, base);
  }

  private Effect effect() {
    String top = "k" + random.nextInt(4);
    if (random.nextInt(40) == 0) {
      return new Effect.Put(
          Pointer.root(), JsonObject.of(Map.of(top, object(2), "k9", value(1)), 0));
    }
    if (random.nextInt(4) == 0) {
      return new Effect.Remove(
          random.nextBoolean() ? Pointer.of(top) : Pointer.of(top, text(), text()));
    }
    // what stands one below the root is always an object, so that every place can be reached
    return random.nextBoolean()
        ? new Effect.Put(Pointer.of(top), object(2))
        : new Effect.Put(Pointer.of(top, text()), value(2));
  }

  private Rolled rolled() {
    List<Long> faces = list(random.nextInt(4), () -> random.nextLong(-1, 21));
    return new Rolled(text(), new Roll(text(), faces, random.nextInt() / 100.0), audience());
  }

  private Audience audience() {
    return switch (random.nextInt(5)) {
      case 0 -> Audience.everyone();
      case 1 -> Audience.gm();
      case 2 -> Audience.owner();
      case 3 -> Audience.ownerOf(text());
      default -> Audience.named("p" + random.nextInt(4), "q" + text());
    };
  }

  private Outcome outcome() {
    return switch (random.nextInt(7)) {
      case 3 -> new Outcome.Several(text(), text(), list(random.nextInt(3), () -> part()));
      case 0 -> new Outcome.Refused(text(), text(), text());
      case 1 -> new Outcome.Pending(text(), text(), text());
      case 2 -> new Outcome.Applied(text(), text());
      default -> Outcome.OK;
    };
  }

  private Outcome.Part part() {
    return new Outcome.Part(text(), text(), text(), text());
  }

  private String text() {
    return random.nextInt(3) == 0 ? "k" + random.nextInt(50) : TEXTS[random.nextInt(TEXTS.length)];
  }

  private Object value(int depth) {
    int kind = random.nextInt(depth == 0 ? 5 : 8);
    return switch (kind) {
      case 0 -> JsonNull.NULL;
      case 1 -> random.nextBoolean();
      case 2 -> Values.number(random.nextLong(-300, 300));
      case 3 -> Values.number(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 4 -> text();
      case 5 -> JsonArray.of(list(random.nextInt(4), () -> value(depth - 1)), 0);
      default -> object(depth);
    };
  }

  private JsonObject object(int depth) {
    TreeMap<String, Object> members = new TreeMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      members.put(text(), value(Math.max(0, depth - 1)));
    }
    return JsonObject.of(members, 0);
  }
}
