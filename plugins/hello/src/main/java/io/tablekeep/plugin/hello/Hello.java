package io.tablekeep.plugin.hello;

import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.game.*;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.state.*;
import io.tablekeep.sdk.view.Audience;
import org.pf4j.Extension;

/** Heroes wave, and leap over puddles if the game master lets them. */
@Extension
public final class Hello implements GameSystem {
  public record Wave(@Mine ActorRef who) {}

  public record Leap(@Mine ActorRef who, int bonus) {}

  @Override
  public String id() {
    return "hello";
  }

  @Override
  public void define(SystemDefinition system) {
    system.action("wave", Wave.class, this::wave);
    system.action("leap", Leap.class, this::leap);
  }

  private Decision wave(Table table, Wave wave) {
    String name = table.state().at("actors", wave.who().id(), "name").asText();
    return Decision.apply(Changes.none().say(Audience.everyone(), name + " waves."));
  }

  private Decision leap(Table table, Leap leap) {
    Roll roll = table.roll("leap", "1d20+" + leap.bonus());
    String mood = roll.total() >= 12 ? "proud" : "wet";
    Node who = table.state().at("actors", leap.who().id());
    Changes landing = Changes.none().set(who.at("hello", "mood"), mood);
    return Decision.propose(landing, roll.total() + ": " + mood);
  }
}
