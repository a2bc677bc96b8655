package io.tablekeep.engine.dice;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.view.Audience;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A game in which dice fall in every way they can. */
final class Gamblers implements GameSystem {
  record Gamble(How how) {}

  enum How {
    REFUSE,
    THROW,
    HANG,
    ASK,
    OWNER,
    AGAIN_BEFORE_ALL
  }

  record More(boolean yes) {}

  @Override
  public String id() {
    return "gamblers";
  }

  @Override
  public void define(SystemDefinition system) {
    system.action("do", Gamble.class, Gamblers::gamble);
    system.after(
        io.tablekeep.sdk.model.action.ChatSay.class,
        (table, say) -> {
          table.roll("luck", "1d1000", Audience.gm());
          return Changes.none();
        });
  }

  private static Decision gamble(Table table, Gamble gamble) {
    return switch (gamble.how()) {
      case REFUSE -> {
        table.roll("pity", "3d20");
        yield Decision.reject("no", "No.");
      }
      case THROW -> {
        table.roll("oops", "2d12", Audience.gm());
        throw new IllegalStateException("as asked");
      }
      case HANG -> {
        table.roll("slow", "4d8");
        yield block();
      }
      case ASK -> {
        Optional<More> more = table.answer("more", More.class);
        if (more.isEmpty()) {
          table.roll("hit", "2d20");
          yield Decision.ask(Question.of("more", Audience.gm(), "One more?", new More(true)));
        }
        int total = table.roll("hit", more.get().yes() ? "3d20" : "2d20+1").total();
        yield Decision.apply(Changes.none().say(Audience.everyone(), "hit " + total));
      }
      case OWNER -> {
        table.roll("sly", "1d6", Audience.ownerOf("bram"));
        table.roll("own", "1d6", Audience.owner());
        yield Decision.apply(Changes.none());
      }
      case AGAIN_BEFORE_ALL -> {
        Optional<More> more = table.answer("more", More.class);
        Audience to = more.isEmpty() ? Audience.gm() : Audience.everyone();
        table.roll("shown", more.isEmpty() ? "1d20" : "2d20", to);
        yield more.isEmpty()
            ? Decision.ask(Question.of("more", Audience.gm(), "Show?", new More(true)))
            : Decision.apply(Changes.none());
      }
    };
  }

  private static Decision block() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Decision.reject("late", "Too late.");
  }
}
