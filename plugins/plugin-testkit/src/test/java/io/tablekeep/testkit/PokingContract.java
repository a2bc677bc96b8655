package io.tablekeep.testkit;

import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.Handler;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.view.Audience;

/** The contract on a system of one action, to call its tests one by one. */
final class PokingContract extends PlayedSystemContract {
  private final Handler<Pokes> handler;

  record Pokes(ActorRef whom, int how) {}

  /** One action, decided as told. */
  private record Poking(Handler<Pokes> handler) implements GameSystem {
    @Override
    public String id() {
      return "poking";
    }

    @Override
    public void define(SystemDefinition system) {
      system.action("poke", Pokes.class, handler);
      system.ends(
          "actors/*/poking/bruise",
          "until",
          (table, bruise) -> Changes.none().say(Audience.everyone(), bruise.at("scar").asText()));
    }
  }

  PokingContract(Handler<Pokes> handler) {
    this.handler = handler;
  }

  @Override
  protected GameSystem system() {
    return new Poking(handler);
  }
}
