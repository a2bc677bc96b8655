package io.tablekeep.contracts.game;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.view.Audience;
import java.util.function.Consumer;
import org.pf4j.Extension;

/** Systems that keep the contract, and some that do not. */
public final class Systems {
  private Systems() {}

  /** Nods. */
  public record Nod() {}

  /** Shakes the head. */
  public record Shake() {}

  /** How sure. */
  public record Settings(int sureness) {}

  /** Keeps the contract. */
  @Extension
  public static class Good implements GameSystem {
    /** Made by the loader. */
    public Good() {}

    @Override
    public String id() {
      return "good";
    }

    @Override
    public void define(SystemDefinition system) {
      system.action("nod", Nod.class, (table, nod) -> Decision.apply(Changes.none()));
      system.visible("actors/*/good", Audience.everyone());
      system.derive("actors/*/good", "mood", owner -> "fine");
      system.settings(new Settings(3));
      system.flag("nods", true, "People nod.");
      system.migrate(0, document -> Changes.none());
      system.migrate(1, document -> Changes.none());
    }
  }

  /** Does not. */
  @Extension
  public static final class Bad extends Good {
    private final String id;
    private final Consumer<SystemDefinition> more;

    Bad(String id, Consumer<SystemDefinition> more) {
      this.id = id;
      this.more = more;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public void define(SystemDefinition system) {
      super.define(system);
      more.accept(system);
    }
  }

  /** Counts. */
  @Extension
  public static final class Counting extends Good {
    private int count;

    /** Made by the loader. */
    public Counting() {}

    @Override
    public void define(SystemDefinition system) {
      system.visible("actors/*/good/" + count++, Audience.everyone());
    }
  }
}
