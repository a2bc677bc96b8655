package io.tablekeep.server.torture.rogue;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.pf4j.Extension;

/** Throws, answers nonsense, loops for ever, blocks and floods, on demand. */
@Extension
public final class RogueSystem implements GameSystem {
  /**
   * Does something.
   *
   * @param what the word for it
   */
  public record Misdeed(String what) {}

  /** Follows itself. */
  public record Chain() {}

  private long sink;

  @Override
  public String id() {
    return "rogue";
  }

  @Override
  public void define(SystemDefinition system) {
    system.action(
        "do", Misdeed.class, (table, wanted) -> Decision.apply(run(table, wanted.what())));
    system.action(
        "chain", Chain.class, (table, chain) -> Decision.apply(Changes.none().follow(chain)));
  }

  private Changes run(Table table, String what) {
    Changes none = Changes.none();
    return switch (what) {
      case "fine" -> none.say(Audience.everyone(), "Fine.");
      case "throw" -> throw new IllegalStateException("at com.example.Secret(Secret.java:1)");
      case "error" -> throw new NoClassDefFoundError("com/example/Secret");
      case "recurse" -> none.say(Audience.gm(), deeper(0));
      case "nothing" -> nothing();
      case "shape" -> none.set(Pointer.of("participants"), "all of you");
      case "root" -> none.set(Pointer.root(), Map.of());
      case "odd" -> none.set(Pointer.of("rogue", "odd"), new Object());
      case "nan" -> none.set(Pointer.of("rogue", "nan"), Double.NaN);
      case "half" -> none.say(Audience.everyone(), "half \ud83d");
      case "deep" -> deep();
      case "dice" -> none.add(table.state().at("rogue", "total"), throwDice(table));
      case "loop" -> loop();
      case "stubborn" -> stubborn();
      case "block" -> block();
      case "flood" -> flood();
      case "huge" -> none.set(Pointer.of("rogue", "huge"), "x".repeat(30_000_000));
      case "spawn" -> spawn();
      default -> throw new IllegalArgumentException(what);
    };
  }

  private static String deeper(int depth) {
    return depth < 0 ? "" : deeper(depth + 1) + depth;
  }

  @SuppressWarnings("NullAway")
  private static Changes nothing() {
    return null;
  }

  private static Changes deep() {
    List<Object> inner = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      List<Object> outer = new ArrayList<>();
      outer.add(inner);
      inner = outer;
    }
    return Changes.none().set(Pointer.of("rogue", "deep"), inner);
  }

  private static int throwDice(Table table) {
    int total = 0;
    for (int i = 0; i < 100_000; i++) {
      total += table.roll("die " + i, "999d1000000").total();
    }
    return total;
  }

  private Changes loop() {
    while (true) {
      sink++;
    }
  }

  private Changes stubborn() {
    while (true) {
      try {
        while (true) {
          sink += Long.toString(sink).hashCode();
        }
      } catch (Throwable never) {
        sink--;
      } finally {
        sink++;
      }
    }
  }

  private static Changes block() {
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      try {
        never.await();
      } catch (InterruptedException ignored) {
        // It stays.
      }
    }
  }

  private static Changes flood() {
    Changes all = Changes.none();
    for (int i = 0; i < 1_000_000; i++) {
      all = all.say(Audience.everyone(), "flood " + i);
    }
    return all;
  }

  /** Threads of its own, which nobody gave it. */
  private Changes spawn() {
    for (int i = 0; i < 2; i++) {
      Thread thread = new Thread(this::loop, "rogue");
      thread.setDaemon(true);
      thread.start();
    }
    return Changes.none();
  }
}
