package io.tablekeep.plugin.d20.magic;

import io.tablekeep.plugin.d20.combat.Budget;
import io.tablekeep.plugin.d20.combat.Contest;
import io.tablekeep.plugin.d20.combat.Slotting;
import io.tablekeep.plugin.d20.combat.Strike;
import io.tablekeep.plugin.d20.scene.Areas;
import io.tablekeep.plugin.d20.scene.Burden;
import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Ground;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.scene.Turn;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.state.Changes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Magic against magic: spells stopped as they are cast, and ended afterwards. */
final class Countering {
  static final String COUNTERSPELL = "counterspell";

  /** Somebody counters who counters who counters: further it does not go. */
  private static final int DEEPEST = 3;

  private final Scene scene;

  Countering(Scene scene) {
    this.scene = scene;
  }

  /**
   * Whether somebody stops a spell. Whoever could is asked, as with Shield; while an answer is
   * missing, the scene is open and nothing has happened yet. Cantrips are let pass.
   */
  boolean stops(Creature caster, String spell, int slot) {
    return slot > 0 && caster.turn().isPresent() && stops(caster, spell, slot, 0);
  }

  private boolean stops(Creature caster, String spell, int slot, int depth) {
    if (depth == DEEPEST || scene.fight().isEmpty()) {
      return false;
    }
    List<String> asked = new ArrayList<>();
    for (var each : scene.fight().get().order()) {
      String id = each.at("actor").asText("-");
      Creature who = scene.of(id);
      if (!asked.contains(id) && couldStop(who, caster)) {
        asked.add(id);
        if (stopsBy(who, caster, spell, slot, depth)) {
          return true;
        }
      }
      if (!scene.open().isEmpty()) {
        return false;
      }
    }
    return false;
  }

  private boolean couldStop(Creature who, Creature caster) {
    return who.isPlayable()
        && !caster.isHidden() // or the question would tell of them
        && who.isHostileTo(caster)
        && Strike.knows(who, COUNTERSPELL)
        && Budget.canReact(who)
        && Slotting.lowest(who, 3).isPresent()
        && scene.ground().feet(who, caster).orElse(0.0) <= 60
        && scene.ground().sees(who, caster);
  }

  private boolean stopsBy(Creature who, Creature caster, String spell, int slot, int depth) {
    String summary =
        caster.name() + " casts " + spell + " (level " + slot + "). Cast Counterspell?";
    String key = COUNTERSPELL + "/" + who.id() + "/" + caster.id() + "/" + depth;
    if (!scene.reacts(who, key, summary)) {
      return false;
    }
    String own = Slotting.lowest(who, 3).orElseThrow();
    int level = own.equals("pact") ? who.figure("pactLevel") : Integer.parseInt(own);
    Turn turn = who.turn().orElseThrow();
    turn.reaction = true;
    who.spend("slots", own, 1);
    String said = who.name() + " casts Counterspell against " + spell;
    if (stops(who, "Counterspell", level, depth + 1)) {
      scene.say(scene.hearers(who, caster), said + ", which is stopped itself.");
      return false;
    }
    boolean done = level >= slot || overcomes(who, slot, COUNTERSPELL);
    scene.say(scene.hearers(who, caster), said + (done ? "." : ", in vain."));
    return done;
  }

  private boolean overcomes(Creature who, int slot, String what) {
    int total =
        Contest.check(
            scene, who, Optional.empty(), Working.casts(who), Edge.NONE, what + " " + who.id());
    return total >= 10 + slot;
  }

  /** Ends spells on somebody. */
  void dispels(Creature caster, List<Creature> targets, int slot) {
    for (Creature target : targets) {
      List<String> gone = new ArrayList<>();
      for (Burden each : List.copyOf(target.burdens())) {
        int level = each.lasting().level();
        if (level >= 0 && (level <= slot || overcomes(caster, level, "dispel"))) {
          target.relieve(each);
          gone.add(each.name());
        }
      }
      String what = gone.isEmpty() ? "nothing ends" : String.join(", ", gone) + " ended";
      scene.say(
          scene.hearers(caster, target),
          caster.name() + " dispels magic on " + target.name() + ": " + what + ".");
    }
  }

  /** Ends areas of spells at a place. */
  void dispels(Creature caster, Point at, int slot) {
    Ground ground = scene.ground();
    List<String> gone = new ArrayList<>();
    for (Areas.One each : ground.areas().all()) {
      int level = each.zone().level();
      if (level >= 0
          && ground.areas().covers(each, Space.of(at, 0.1))
          && (level <= slot || overcomes(caster, level, "dispel"))) {
        scene.also(Changes.none().remove(each.node()));
        each.zone().shown().ifPresent(gone::add);
      }
    }
    String what = gone.isEmpty() ? "nothing ends" : String.join(", ", gone) + " ended";
    scene.say(scene.hearers(caster), caster.name() + " dispels magic: " + what + ".");
  }
}
