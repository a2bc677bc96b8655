package io.tablekeep.engine.state;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Random trees from a seed, with the awkward values more often than chance would have them. */
public final class RandomJson {
  private static final String[] TEXTS = {
    "",
    "a",
    "b",
    "hp",
    "name",
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
    "\ue000",
    "\uffff",
    "0",
    "1",
    "-",
    "01",
    "x".repeat(50),
    "ü".repeat(50),
    "wide \u2014 \"said\"\n".repeat(5),
    "\u6f22\u5b57".repeat(30),
    "\ud83d\ude00 and more than forty characters of it all"
  };
  private static final double[] NUMBERS = {
    0.5,
    -0.25,
    1e21,
    1e-7,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    0.1,
    2.5e-300,
    123456789.123,
    Math.scalb(1.0, 53)
  };

  private final SplittableRandom random;

  public RandomJson(SplittableRandom random) {
    this.random = random;
  }

  public String text() {
    return random.nextInt(3) == 0 ? "k" + random.nextInt(200) : TEXTS[random.nextInt(TEXTS.length)];
  }

  public Object scalar() {
    return switch (random.nextInt(6)) {
      case 0 -> JsonNull.NULL;
      case 1 -> random.nextBoolean();
      case 2 -> Values.number(random.nextLong(-300, 300));
      case 3 ->
          Values.number(
              random.nextBoolean()
                  ? NUMBERS[random.nextInt(NUMBERS.length)]
                  : random.nextInt(-100000, 100000) / 64.0);
      default -> text();
    };
  }

  public Object value(int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(5);
    return kind < 2 ? scalar() : kind == 2 ? array(depth) : object(depth);
  }

  public JsonArray array(int depth) {
    List<Object> elements = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      elements.add(value(depth - 1));
    }
    return JsonArray.of(elements, 1);
  }

  public JsonObject object(int depth) {
    TreeMap<String, Object> members = new TreeMap<>();
    int count = random.nextInt(30) == 0 ? 60 + random.nextInt(200) : random.nextInt(8);
    for (int i = count; i > 0; i--) {
      members.put(count > 50 ? "id" + random.nextInt(1000) : text(), value(depth - 1));
    }
    return JsonObject.of(members, 1);
  }

  /** A tree that shares most of the given one. */
  public Object changed(Object value, int depth, long version) {
    if (random.nextInt(4) == 0) {
      return value(depth);
    }
    if (value instanceof JsonObject object) {
      JsonObject made = object;
      List<String> keys = object.keys();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        String key =
            keys.isEmpty() || random.nextInt(4) == 0
                ? text()
                : keys.get(random.nextInt(keys.size()));
        Object old = made.get(key);
        if (old != null && random.nextInt(3) == 0) {
          made = made.without(key, version);
        } else {
          made =
              made.with(
                  key, old == null ? value(depth - 1) : changed(old, depth - 1, version), version);
        }
      }
      return made;
    }
    if (value instanceof JsonArray array && depth > 0) {
      int index = random.nextInt(array.size() + 1);
      return switch (random.nextInt(3)) {
        case 0 -> array.insert(index, value(depth - 1), version);
        case 1 -> index < array.size() ? array.without(index, version) : array;
        default ->
            index < array.size()
                ? array.with(index, changed(array.get(index), depth - 1, version), version)
                : array;
      };
    }
    return value(depth);
  }
}
