package io.tablekeep.plugin.d20.magic;

import io.tablekeep.plugin.d20.combat.Budget;
import io.tablekeep.plugin.d20.combat.Slotting;
import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.scene.Turn;
import io.tablekeep.plugin.d20.sheet.Cost;
import io.tablekeep.plugin.d20.sheet.Spell;
import io.tablekeep.sdk.game.Decision;
import java.util.Optional;

/** What casting a spell costs: of the turn, and of slots or uses. */
final class Casts {
  private final Scene scene;
  private final Creature caster;
  private final String key;
  private final Spell spell;
  private int slot;

  Casts(Scene scene, Creature caster, String key, Spell spell) {
    this.scene = scene;
    this.caster = caster;
    this.key = key;
    this.spell = spell;
  }

  /** The level it is cast at. */
  int slot() {
    return slot;
  }

  /** A spell that is held is let loose: its slot was paid before. */
  Optional<Decision.Reject> release() {
    Turn turn = caster.turn().orElseThrow();
    Optional<Decision.Reject> amiss = Budget.pay(scene, caster, Cost.REACTION, 0);
    if (amiss.isEmpty()) {
      turn.ready = "";
      turn.readySpell = "";
      turn.readySlot = 0;
    }
    return amiss;
  }

  Optional<Decision.Reject> pay(int wanted, boolean ritual, boolean held) {
    boolean fights = caster.turn().isPresent();
    if (ritual && (!spell.ritual() || fights)) {
      return no(
          "no-ritual",
          fights ? "There is no time for a ritual in a fight." : "This spell is no ritual.",
          "ritual");
    }
    Cost cost = spell.power().cost();
    Optional<Decision.Reject> amiss = twice(cost).or(() -> Budget.pay(scene, caster, cost, 0));
    if (amiss.isPresent()) {
      return amiss;
    }
    amiss = ritual ? Optional.empty() : slots(wanted);
    slot = Math.max(slot, spell.level());
    if (amiss.isEmpty() && fights && cost != Cost.REACTION) {
      Turn turn = caster.turn().get();
      turn.bonusSpell |= cost == Cost.BONUS;
      turn.slotSpell |= cost == Cost.ACTION && (spell.level() > 0 || held);
    }
    return amiss;
  }

  /** Beside a spell as a bonus action, only a cantrip is cast (SRD 5.1, "Casting Time"). */
  private Optional<Decision.Reject> twice(Cost cost) {
    Turn turn = caster.turn().orElse(null);
    boolean second =
        turn != null
            && ((cost == Cost.BONUS && turn.slotSpell)
                || (cost == Cost.ACTION && turn.bonusSpell && spell.level() > 0));
    return second
        ? no("one-spell-a-turn", "Beside a spell as a bonus action goes only a cantrip.", "spell")
        : Optional.empty();
  }

  private Optional<Decision.Reject> slots(int wanted) {
    int daily = caster.block().at("casting", "innate", key).asInt(-1);
    if (daily == 0 || (spell.level() == 0 && daily < 0)) {
      return Optional.empty();
    }
    if (daily > 0) {
      if (caster.spent("uses", key) >= daily) {
        return no("spent", spell.power().name() + " is spent for today.", "spell");
      }
      caster.spend("uses", key, 1);
      return Optional.empty();
    }
    if (wanted > 0 && wanted < spell.level()) {
      return no("slot-too-low", "It needs a slot of level " + spell.level() + " at least.", "slot");
    }
    Optional<String> found =
        wanted == 0 ? Slotting.lowest(caster, spell.level()) : Slotting.exactly(caster, wanted);
    if (found.isEmpty()) {
      return no("no-slot-left", "There is no such slot left.", "slot");
    }
    String taken = found.get();
    caster.spend("slots", taken, 1);
    slot = taken.equals("pact") ? caster.figure("pactLevel") : Integer.parseInt(taken);
    return Optional.empty();
  }

  private static Optional<Decision.Reject> no(String code, String message, String field) {
    return Optional.of(new Decision.Reject(code, message, field));
  }
}
