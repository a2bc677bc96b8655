package io.tablekeep.plugin.d20.magic;

import io.tablekeep.plugin.d20.combat.Budget;
import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Creature.Cause;
import io.tablekeep.plugin.d20.scene.Elsewhere;
import io.tablekeep.plugin.d20.scene.Ground;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.scene.Turn;
import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.sheet.Concentration;
import io.tablekeep.plugin.d20.sheet.Cost;
import io.tablekeep.plugin.d20.sheet.Power;
import io.tablekeep.plugin.d20.sheet.Spell;
import io.tablekeep.plugin.d20.sheet.Stay;
import io.tablekeep.plugin.d20.sheet.Uses;
import io.tablekeep.plugin.d20.srd.Library;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Casting spells and using powers. */
public final class MagicActions {
  private MagicActions() {}

  /** {@code d20.cast}: somebody casts a spell. */
  @Doc("Casts a spell.")
  public record Cast(
      @Mine ActorRef caster,
      @Doc("Its key, such as fireball.") @Length(min = 1, max = 60) String spell,
      @Doc("The level of the slot; 0 takes the lowest that is left.")
          @Default("0")
          @Range(min = 0, max = 9)
          int slot,
      @Doc("Whom it is for; darts and rays go to them in turn.") @Length(max = 40)
          List<ActorRef> targets,
      @Doc("Where an area is, or in which direction it goes; in cells.") Optional<Point> at,
      @Default("false") @Doc("As a ritual: ten minutes more, and no slot.") boolean ritual) {}

  /** {@code d20.hold-spell}: a spell is readied and held for later. */
  @Doc("Readies a spell: it takes its slot now, and is cast as a reaction.")
  public record HoldSpell(
      @Mine ActorRef caster,
      @Length(min = 1, max = 60) String spell,
      @Default("0") @Range(min = 0, max = 9) int slot,
      @Doc("What is waited for.") @Length(min = 1, max = 200) String until) {}

  /** {@code d20.use}: somebody uses a power of their sheet. */
  @Doc("Uses a power of the sheet, such as a breath or a second wind.")
  public record Use(
      @Mine ActorRef who,
      @Doc("The key of the power on the sheet.") @Length(min = 1, max = 60) String power,
      @Length(max = 40) List<ActorRef> targets,
      @Doc("Where an area is, or in which direction it goes; in cells.") Optional<Point> at) {}

  /** {@code d20.let-go}: somebody stops concentrating. */
  @Doc("Lets go of the spell that is held.")
  public record LetGo(@Mine ActorRef who) {}

  /**
   * Declares them.
   *
   * @param system where to
   */
  public static void define(SystemDefinition system) {
    system.action("cast", Cast.class, MagicActions::cast);
    system.action("hold-spell", HoldSpell.class, MagicActions::hold);
    system.action("use", Use.class, MagicActions::use);
    system.action("let-go", LetGo.class, MagicActions::letGo);
  }

  private static Optional<Spell> spell(Creature caster, String key) {
    Node casting = caster.block().at("casting");
    boolean known =
        casting.at("innate", key).exists()
            || casting.at("own", key).exists()
            || casting.at("spells").children().anyMatch(each -> each.asText().equals(key));
    if (!known) {
      return Optional.empty();
    }
    Node own = casting.at("own", key);
    return own.exists() ? Optional.of(own.as(Spell.class)) : Library.spell(key);
  }

  private static Decision.Reject unknown() {
    return new Decision.Reject("no-such-spell", "There is no such spell on the sheet.", "spell");
  }

  private static Decision cast(Table table, Cast cast) {
    Scene scene = new Scene(table);
    Creature caster = scene.of(cast.caster().id());
    Optional<Spell> found = caster.isPlayable() ? spell(caster, cast.spell()) : Optional.empty();
    if (found.isEmpty()) {
      return unknown();
    }
    Spell spell = found.get();
    if (cast.spell().equals(Countering.COUNTERSPELL)) {
      return new Decision.Reject(
          "asked-for", "Who could cast that is asked when somebody casts.", "spell");
    }
    boolean released =
        caster.turn().filter(turn -> turn.readySpell.equals(cast.spell())).isPresent();
    int level = released ? caster.turn().get().readySlot : cast.slot();
    Casts paid = new Casts(scene, caster, cast.spell(), spell);
    Optional<Decision.Reject> amiss =
        released ? paid.release() : paid.pay(level, cast.ritual(), false);
    if (amiss.isPresent()) {
      return amiss.get();
    }
    int slot = released ? Math.max(level, spell.level()) : paid.slot();
    Power power = Scaled.of(spell, slot, Math.max(1, caster.figure("casterLevel")));
    int most = power.targets() + spell.targetsPerSlot() * Math.max(0, slot - spell.level());
    most = power.shots() > 1 ? Math.max(most, power.shots()) : most;
    Aim aim = Aim.at(scene, caster, power, cast.targets(), cast.at(), most);
    if (aim.amiss().isPresent()) {
      return aim.amiss().get();
    }
    Countering countering = new Countering(scene);
    boolean stopped = !released && countering.stops(caster, power.name(), slotOf(spell, slot));
    if (!scene.open().isEmpty() || stopped) {
      return scene.decide();
    }
    if (power.dispels()) {
      if (aim.targets().isEmpty()) {
        cast.at().ifPresent(at -> countering.dispels(caster, at, slot));
      } else {
        countering.dispels(caster, aim.targets(), slot);
      }
      return scene.decide();
    }
    amiss = leaps(scene, caster, power, cast.at());
    if (amiss.isPresent()) {
      return amiss.get();
    }
    int rounds = spell.concentration() ? Math.max(1, spell.rounds()) : 0;
    List<String> holds = new ArrayList<>();
    String area = "";
    if (AreaActions.canStay(power, aim)) {
      Optional<String> place =
          AreaActions.lay(
              scene,
              caster,
              power,
              aim.placed().orElseThrow(),
              slot,
              caster.figure("spellDc"),
              rounds);
      if (place.isEmpty()) {
        return Decision.reject("too-many-areas", "No more areas fit on this map.");
      }
      area = place.get();
      holds.add("area/" + area);
    }
    boolean inside = power.stays().filter(Stay::inside).isPresent();
    Working working =
        new Working(
                scene,
                caster,
                power,
                caster.figure("spellDc"),
                caster.figure("spellAttack"),
                true,
                rounds)
            .by(new Cause(slot, inside ? area : ""));
    boolean waits = !area.isEmpty() && !power.stays().orElseThrow().atOnce();
    working.on(waits ? List.of() : aim.targets());
    if (!scene.open().isEmpty()) {
      return scene.decide();
    }
    holds.addAll(working.holds());
    if (spell.concentration() && !(power.affliction().isPresent() && holds.isEmpty())) {
      concentrate(caster, power.name(), holds);
    } else if (released) {
      caster.loseConcentration();
    }
    return scene.decide();
  }

  private static int slotOf(Spell spell, int slot) {
    return spell.level() == 0 ? 0 : slot;
  }

  /** Goes elsewhere, where the spell says so and somebody stands on a map. */
  private static Optional<Decision.Reject> leaps(
      Scene scene, Creature who, Power power, Optional<Point> at) {
    Optional<Ground.Standing> from = scene.ground().of(who.id());
    if (power.leap() == Power.Leap.NO || from.isEmpty() || !scene.rules().measure()) {
      return Optional.empty();
    }
    if (at.isEmpty()) {
      return Optional.of(new Decision.Reject("aim-missing", "Say where to.", "at"));
    }
    double cells = from.get().space().middle().to(at.get());
    if (cells > scene.ground().cells(power.range()) + 1e-6) {
      return Optional.of(new Decision.Reject("out-of-range", "That is too far away.", "at"));
    }
    return new Elsewhere(scene, scene.ground())
        .leap(from.get(), at.get(), power.leap() == Power.Leap.SEEN);
  }

  private static void concentrate(Creature caster, String spell, List<String> holds) {
    List<String> most = holds.subList(0, Math.min(200, holds.size()));
    caster.also(
        Changes.none().set(caster.now().at("concentration"), new Concentration(spell, most)));
  }

  private static Decision hold(Table table, HoldSpell hold) {
    Scene scene = new Scene(table);
    Creature caster = scene.of(hold.caster().id());
    Optional<Spell> found = caster.isPlayable() ? spell(caster, hold.spell()) : Optional.empty();
    if (found.isEmpty()) {
      return unknown();
    }
    if (caster.turn().isEmpty()) {
      return Decision.reject("no-fight", "Outside of a fight there is nothing to wait for.");
    }
    if (found.get().power().cost() != Cost.ACTION) {
      return new Decision.Reject(
          "cannot-be-held", "Only a spell that takes an action can be held.", "spell");
    }
    Casts paid = new Casts(scene, caster, hold.spell(), found.get());
    Optional<Decision.Reject> amiss = paid.pay(hold.slot(), false, true);
    if (amiss.isPresent()) {
      return amiss.get();
    }
    boolean stopped =
        new Countering(scene)
            .stops(caster, found.get().power().name(), slotOf(found.get(), paid.slot()));
    if (!scene.open().isEmpty() || stopped) {
      return scene.decide();
    }
    Turn turn = caster.turn().get();
    turn.ready = hold.until();
    turn.readySpell = hold.spell();
    turn.readySlot = paid.slot();
    concentrate(caster, found.get().power().name() + " (held)", List.of());
    scene.say(scene.hearers(caster), caster.name() + " holds a spell ready.");
    return scene.decide();
  }

  private static Decision use(Table table, Use use) {
    Scene scene = new Scene(table);
    Creature who = scene.of(use.who().id());
    Node found = who.block().at("powers", use.power());
    if (!who.isPlayable() || !found.exists()) {
      return new Decision.Reject("no-such-power", "There is no such power on the sheet.", "power");
    }
    Power power = found.as(Power.class);
    Optional<Uses> uses = power.uses();
    if (uses.isPresent() && who.spent("uses", use.power()) >= uses.get().most()) {
      return Decision.reject("spent", power.name() + " is spent for now.");
    }
    Optional<Decision.Reject> amiss = Budget.pay(scene, who, power.cost(), power.legendary());
    if (amiss.isPresent()) {
      return amiss.get();
    }
    int most = Math.max(power.targets(), power.shots() > 1 ? power.shots() : 0);
    Aim aim = Aim.at(scene, who, power, use.targets(), use.at(), most);
    if (aim.amiss().isPresent()) {
      return aim.amiss().get();
    }
    uses.ifPresent(each -> who.spend("uses", use.power(), 1));
    Ability ability = Working.ability(who, power);
    int bonus = who.figure("proficiency") + who.modifier(ability);
    amiss = leaps(scene, who, power, use.at());
    if (amiss.isPresent()) {
      return amiss.get();
    }
    int dc = power.dc().orElse(8 + bonus);
    boolean stays = AreaActions.canStay(power, aim);
    if (stays
        && AreaActions.lay(scene, who, power, aim.placed().orElseThrow(), -1, dc, 0).isEmpty()) {
      return Decision.reject("too-many-areas", "No more areas fit on this map.");
    }
    boolean waits = stays && !power.stays().orElseThrow().atOnce();
    new Working(scene, who, power, dc, bonus, false, 0).on(waits ? List.of() : aim.targets());
    return scene.decide();
  }

  private static Decision letGo(Table table, LetGo go) {
    Scene scene = new Scene(table);
    Creature who = scene.of(go.who().id());
    if (who.concentration().isEmpty()) {
      return Decision.reject("not-concentrating", who.name() + " holds no spell.");
    }
    who.loseConcentration();
    scene.say(scene.hearers(who), who.name() + " lets go of " + who.concentration() + ".");
    return scene.decide();
  }
}
