package io.tablekeep.plugin.d20.call;

import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Harm;
import io.tablekeep.plugin.d20.scene.Saves;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.scene.Turn;
import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.sheet.Affliction;
import io.tablekeep.plugin.d20.sheet.DamageType;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.plugin.d20.tables.Advancement;
import io.tablekeep.plugin.d20.tables.Dice;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.util.List;
import java.util.Optional;

/** The game master's hand: traps, falls, gifts, corrections. */
public final class Tools {
  private static final int MOST_TERRAIN = 200;

  private Tools() {}

  /** {@code d20.damage}: something hurts. */
  @Doc("Deals damage: a trap, a fall, a burning room.")
  public record Hurt(
      @Length(min = 1, max = 40) List<ActorRef> targets,
      @Length(min = 1, max = 60) String dice,
      @Default("bludgeoning") DamageType type,
      @Doc("A save that halves it.") Optional<Ability> save,
      @Default("15") @Range(min = 1, max = 40) int dc) {}

  /** {@code d20.heal}: something heals. */
  @Doc("Heals, or gives temporary hit points, or brings back the dead.")
  public record Heal(
      @Length(min = 1, max = 40) List<ActorRef> targets,
      @Length(min = 1, max = 60) String dice,
      @Default("false") boolean temporary,
      @Default("false") @Doc("Whether the dead live again.") boolean raises) {}

  /** {@code d20.afflict}: something is put on somebody. */
  @Doc("Puts a condition or an effect on somebody, with its end.")
  public record Afflict(
      @Length(min = 1, max = 40) List<ActorRef> targets,
      Affliction affliction,
      @Doc("Who causes it; without it, the bearer.") Optional<ActorRef> source,
      @Default("10") @Range(min = 1, max = 40) @Doc("For a save that ends it.") int dc) {}

  /** {@code d20.set}: hit points and exhaustion by hand. */
  @Doc("Sets hit points and exhaustion by hand.")
  public record SetVitals(
      ActorRef actor,
      @Range(min = 0, max = 10_000) int hp,
      @Default("0") @Range(min = 0, max = 10_000) int temporary,
      @Default("0") @Range(min = 0, max = 6) int exhaustion,
      @Default("false") boolean inspiration) {}

  /** {@code d20.grant}: a combatant can act once more. */
  @Doc("Gives a combatant back their turn's action, bonus action, movement and reaction.")
  public record Grant(ActorRef who) {}

  /** {@code d20.award}: experience for all. */
  @Doc("Gives experience, shared among all who are named.")
  public record Award(
      @Length(min = 1, max = 40) List<ActorRef> whom, @Range(min = 1, max = 1_000_000) int xp) {}

  /** {@code d20.terrain}: ground that is hard to cross. */
  @Doc("Marks ground that costs twice the movement, or clears all of it.")
  public record Terrain(
      MapRef map,
      @Default("false") @Doc("Clears all of it first.") boolean clear,
      @Range(min = -10_000, max = 10_000) @Doc("Cells from the left; of a round one its middle.")
          double x,
      @Range(min = -10_000, max = 10_000) double y,
      @Range(min = 0, max = 1_000) @Doc("Cells; of a round one its radius; 0 marks nothing.")
          double wide,
      @Range(min = 0, max = 1_000) double high,
      @Default("false") boolean round) {}

  /**
   * Declares them.
   *
   * @param system where to
   */
  public static void define(SystemDefinition system) {
    system.action("damage", Hurt.class, Tools::hurt).by(Role.GM, Role.CO_GM);
    system.action("heal", Heal.class, Tools::heal).by(Role.GM, Role.CO_GM);
    system.action("afflict", Afflict.class, Tools::afflict).by(Role.GM, Role.CO_GM);
    system.action("set", SetVitals.class, Tools::set).by(Role.GM, Role.CO_GM);
    system.action("grant", Grant.class, Tools::grant).by(Role.GM, Role.CO_GM);
    system.action("award", Award.class, Tools::award).by(Role.GM, Role.CO_GM);
    system.action("terrain", Terrain.class, Tools::terrain).by(Role.GM, Role.CO_GM);
    system.visible("maps/*/d20/terrain", Audience.everyone());
  }

  private static Optional<Decision> amiss(Scene scene, List<ActorRef> targets) {
    if (targets.isEmpty()) {
      return Optional.of(new Decision.Reject("no-target", "Name whom it is for.", "targets"));
    }
    for (ActorRef each : targets) {
      if (!scene.of(each.id()).isPlayable()) {
        return Optional.of(
            new Decision.Reject(
                "no-sheet", scene.of(each.id()).name() + " has no stat block yet.", "targets"));
      }
    }
    return Optional.empty();
  }

  private static Optional<Decision> amiss(String dice) {
    return Dice.isSum(dice)
        ? Optional.empty()
        : Optional.of(
            new Decision.Reject("dice-sum", "Write a sum of dice, such as 2d6+3.", "dice"));
  }

  private static Decision hurt(Table table, Hurt hurt) {
    Scene scene = new Scene(table);
    Optional<Decision> amiss = amiss(hurt.dice()).or(() -> amiss(scene, hurt.targets()));
    if (amiss.isPresent()) {
      return amiss.get();
    }
    int total = scene.roll("damage", hurt.dice(), scene.of(hurt.targets().get(0).id())).total();
    for (Creature who :
        hurt.targets().stream().map(each -> scene.of(each.id())).distinct().toList()) {
      boolean saved =
          hurt.save().isPresent()
              && Saves.roll(scene, who, hurt.save().get(), hurt.dc(), Edge.NONE, "damage").made();
      int dealt = Math.max(0, saved ? total / 2 : total);
      Harm.Done done =
          Harm.deal(scene, who, List.of(new Harm.Part(dealt, hurt.type())), false, true);
      scene.say(scene.hearers(who), who.name() + " takes " + done.words() + ".");
    }
    return scene.decide();
  }

  private static Decision heal(Table table, Heal heal) {
    Scene scene = new Scene(table);
    Optional<Decision> amiss = amiss(heal.dice()).or(() -> amiss(scene, heal.targets()));
    if (amiss.isPresent()) {
      return amiss.get();
    }
    int total = scene.roll("healing", heal.dice(), scene.of(heal.targets().get(0).id())).total();
    for (Creature who :
        heal.targets().stream().map(each -> scene.of(each.id())).distinct().toList()) {
      if (heal.temporary()) {
        Harm.shelter(who, total);
      } else if (who.isDead() && heal.raises()) {
        Harm.revive(who, total);
      } else {
        Harm.heal(who, total);
      }
    }
    return scene.decide();
  }

  private static Decision afflict(Table table, Afflict afflict) {
    Scene scene = new Scene(table);
    Optional<Decision> amiss = amiss(scene, afflict.targets());
    if (amiss.isPresent()) {
      return amiss.get();
    }
    for (ActorRef each : afflict.targets()) {
      Creature who = scene.of(each.id());
      Creature source = scene.of(afflict.source().orElse(each).id());
      if (who.afflict(afflict.affliction(), source, afflict.dc(), 0).isEmpty()) {
        return new Decision.Reject("immune", who.name() + " is immune to that.", "targets");
      }
    }
    return scene.decide();
  }

  private static Decision set(Table table, SetVitals set) {
    Scene scene = new Scene(table);
    Creature who = scene.of(set.actor().id());
    Optional<Decision> amiss = amiss(scene, List.of(set.actor()));
    if (amiss.isPresent()) {
      return amiss.get();
    }
    if (set.hp() > who.max()) {
      return new Decision.Reject(
          "hit-points-over-maximum", "Hit points cannot exceed the maximum.", "hp");
    }
    int most = set.exhaustion() >= 4 ? Math.max(1, who.max() / 2) : who.max();
    Harm.set(who, Math.min(set.hp(), most), set.temporary());
    if (set.exhaustion() == 6) {
      Harm.kill(who);
    }
    who.also(
        Changes.none()
            .set(who.now().at("exhaustion"), set.exhaustion())
            .set(who.now().at("inspiration"), set.inspiration()));
    return scene.decide();
  }

  private static Decision grant(Table table, Grant grant) {
    Scene scene = new Scene(table);
    Optional<Turn> turn = scene.of(grant.who().id()).turn();
    if (turn.isEmpty()) {
      return Decision.reject("no-fight", "They take part in no fight.");
    }
    turn.get().refresh();
    turn.get().reaction = false;
    return scene.decide();
  }

  private static Decision award(Table table, Award award) {
    int each = award.xp() / Math.max(1, award.whom().size());
    String gained = "Everyone gains " + each + " experience.";
    Changes changes = Changes.none().say(Audience.everyone(), gained);
    for (ActorRef one : award.whom().stream().distinct().toList()) {
      Node block = table.state().at("actors", one.id(), "d20", "block");
      if (!block.at("hitPoints").exists()) {
        return new Decision.Reject("no-sheet", "Somebody has no stat block yet.", "whom");
      }
      int xp = Math.min(10_000_000, block.at("xp").asInt(0) + each);
      changes = changes.set(block.at("xp"), xp);
      int level = block.at("classes").children().mapToInt(of -> of.asInt(0)).sum();
      int risen = Advancement.level(xp);
      if (level > 0 && risen > level) {
        String name = table.state().at("actors", one.id(), "name").asText("Somebody");
        String line = name + " has the experience of level " + risen + ".";
        changes = changes.say(Audience.ownerOf(one.id()), line);
      }
    }
    return Decision.apply(changes);
  }

  private static Decision terrain(Table table, Terrain terrain) {
    Node all = table.state().at("maps", terrain.map().id(), "d20", "terrain");
    Changes changes = terrain.clear() ? Changes.none().remove(all) : Changes.none();
    if (terrain.wide() > 0) {
      if (!terrain.clear() && all.size() >= MOST_TERRAIN) {
        return Decision.reject("too-much-terrain", "No more of that fits on this map.");
      }
      Node place = all.at(table.newId());
      changes =
          changes
              .set(place.at("x"), terrain.x())
              .set(place.at("y"), terrain.y())
              .set(place.at("wide"), terrain.wide())
              .set(place.at("high"), Math.max(terrain.high(), 0.1))
              .set(place.at("round"), terrain.round());
    }
    return Decision.apply(changes);
  }
}
