package io.tablekeep.plugin.d20.magic;

import io.tablekeep.plugin.d20.combat.Strike;
import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Creature.Cause;
import io.tablekeep.plugin.d20.scene.Elsewhere;
import io.tablekeep.plugin.d20.scene.Ground;
import io.tablekeep.plugin.d20.scene.Harm;
import io.tablekeep.plugin.d20.scene.Saves;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.sheet.Affliction;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.Damage;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.plugin.d20.sheet.Feature;
import io.tablekeep.plugin.d20.sheet.Power;
import io.tablekeep.plugin.d20.tables.Dice;
import io.tablekeep.sdk.view.Audience;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One power at work on everyone it reaches: dice of damage fall once, each saves on their own. */
final class Working {
  private final Scene scene;
  private final Creature source;
  private final Power power;
  private final int dc;
  private final int attack;
  private final boolean spell;
  private final int rounds;
  private Cause cause = Cause.NONE;
  private final List<String> holds = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<String> secret = new ArrayList<>();

  /**
   * A power at work.
   *
   * @param scene the scene
   * @param source whose it is
   * @param power with its dice as they are rolled
   * @param dc what saves have to reach
   * @param attack what is added to its attack rolls
   * @param spell whether magic resistance helps
   * @param rounds how long a spell that is held lasts; 0: as its affliction says
   */
  Working(
      Scene scene, Creature source, Power power, int dc, int attack, boolean spell, int rounds) {
    this.scene = scene;
    this.source = source;
    this.power = power;
    this.dc = dc;
    this.attack = attack;
    this.spell = spell;
    this.rounds = rounds;
  }

  /** What lasts because of it: actor and condition, with a slash between. */
  List<String> holds() {
    return holds;
  }

  /** What lasts because of it is known to come from there. */
  Working by(Cause from) {
    cause = from;
    return this;
  }

  /** An area works on one creature. */
  void catches(Creature who) {
    if (power.method() == Power.Method.SAVE) {
      saves(List.of(who));
    } else {
      simply(List.of(who));
    }
    if (!told.isEmpty()) {
      scene.say(scene.hearers(who, source), power.name() + ": " + String.join("; ", told) + ".");
    }
    if (!secret.isEmpty()) {
      scene.say(Audience.gm(), power.name() + ", hidden: " + String.join("; ", secret) + ".");
    }
  }

  void on(List<Creature> targets) {
    source.relieve(
        each ->
            each.mods() != null
                && each.mods().once()
                && each.condition().filter(Condition.INVISIBLE::equals).isPresent());
    switch (power.method()) {
      case SAVE -> saves(targets);
      case MELEE, RANGED -> strikes(targets);
      case AUTOMATIC -> simply(targets);
    }
    mend(targets);
    if (power.anotherAction()) {
      source
          .turn()
          .ifPresent(
              turn -> {
                turn.action = false;
                turn.attacks().clear();
              });
    }
    String line = source.name() + " uses " + power.name();
    scene.say(
        scene.hearers(source),
        told.isEmpty() ? line + "." : line + ": " + String.join("; ", told) + ".");
    if (!secret.isEmpty()) {
      scene.say(Audience.gm(), line + ", hidden: " + String.join("; ", secret) + ".");
    }
  }

  private void tell(Creature target, String what) {
    (target.isHidden() ? secret : told).add(target.name() + ": " + what);
  }

  private List<Harm.Part> rolled(String what, boolean critical) {
    List<Harm.Part> parts = new ArrayList<>();
    for (Damage each : power.damage()) {
      String dice = Dice.times(each.dice(), critical ? 2 : 1);
      int total = scene.roll(what + " damage", dice, source).total();
      parts.add(new Harm.Part(total, each.type()));
    }
    return parts;
  }

  private void saves(List<Creature> targets) {
    List<Harm.Part> full =
        power.damage().isEmpty() || targets.isEmpty() ? List.of() : rolled(power.name(), false);
    Ability ability = power.save().orElse(Ability.DEX);
    for (Creature target : targets) {
      Saves.Save save =
          Saves.roll(scene, target, ability, dc, against(target, ability), power.name());
      boolean evades = ability == Ability.DEX && power.half() && target.has(Feature.EVASION);
      boolean none = save.made() ? !power.half() || evades : false;
      boolean half = save.made() ? power.half() && !evades : evades;
      String what = save.made() ? "saves" : "fails";
      if (!full.isEmpty() && !none) {
        Harm.Done done = Harm.deal(scene, target, half ? halved(full) : full, false, true);
        what += ", " + done.words();
      }
      if (!save.made() && !target.isDead()) {
        what += afflict(target);
        what += pushed(target);
      }
      tell(target, what);
    }
  }

  private String pushed(Creature target) {
    Ground ground = scene.ground();
    Optional<Ground.Standing> at = ground.of(target.id());
    Optional<Ground.Standing> from = ground.of(source.id());
    if (power.push() == 0 || at.isEmpty() || from.isEmpty()) {
      return "";
    }
    int feet =
        new Elsewhere(scene, ground).push(at.get(), from.get().space().middle(), power.push());
    return feet == 0 ? "" : ", pushed " + feet + " feet";
  }

  private static List<Harm.Part> halved(List<Harm.Part> full) {
    List<Harm.Part> half = new ArrayList<>();
    full.forEach(each -> half.add(new Harm.Part(each.amount() / 2, each.type())));
    return half;
  }

  private Edge against(Creature target, Ability ability) {
    boolean better = spell && target.has(Feature.MAGIC_RESISTANCE);
    Condition condition = power.affliction().flatMap(Affliction::condition).orElse(null);
    better |= condition == Condition.FRIGHTENED && target.has(Feature.BRAVE);
    better |= condition == Condition.CHARMED && target.has(Feature.FEY_ANCESTRY);
    boolean poison =
        condition == Condition.POISONED
            || power.damage().stream().anyMatch(each -> each.type().key().equals("poison"));
    better |= ability == Ability.CON && poison && target.has(Feature.POISON_RESILIENCE);
    return Edge.of(better, false);
  }

  private String afflict(Creature target) {
    if (power.affliction().isEmpty()) {
      return "";
    }
    Affliction affliction = power.affliction().get();
    return target
        .afflict(affliction, source, dc, rounds, cause)
        .map(
            key -> {
              holds.add(target.id() + "/" + key);
              return ", " + affliction.name();
            })
        .orElse(", immune");
  }

  private void strikes(List<Creature> targets) {
    boolean ranged = power.method() == Power.Method.RANGED;
    for (int i = 0; i < power.shots(); i++) {
      Creature target = targets.get(i % targets.size());
      if (target.isDead()) {
        tell(target, "dead already");
        continue;
      }
      Strike strike = new Strike(scene, source, target);
      Edge edge = strike.edge(ranged, false, Edge.NONE);
      String what = power.name() + " " + source.id() + " at " + target.id();
      Strike.Hit hit = strike.roll(what, attack, edge, 20);
      if (!hit.hits()) {
        tell(target, hit.total() + " misses");
        continue;
      }
      Harm.Done done = Harm.deal(scene, target, rolled(what, hit.critical()), hit.critical(), true);
      String more = target.isDead() ? "" : afflict(target);
      tell(
          target, hit.total() + (hit.critical() ? " critical, " : " hits, ") + done.words() + more);
    }
  }

  private void simply(List<Creature> targets) {
    if (!power.damage().isEmpty() && !targets.isEmpty()) {
      Map<Creature, List<Harm.Part>> each = new LinkedHashMap<>();
      for (int i = 0; i < power.shots(); i++) {
        Creature target = targets.get(i % targets.size());
        each.computeIfAbsent(target, none -> new ArrayList<>()).addAll(rolled(power.name(), false));
      }
      each.forEach(
          (target, parts) -> tell(target, Harm.deal(scene, target, parts, false, true).words()));
    }
    for (Creature target : targets) {
      if (power.affliction().isPresent() && !target.isDead()) {
        tell(target, afflict(target).replaceFirst("^, ", ""));
      }
    }
  }

  private void mend(List<Creature> targets) {
    int plus = power.plusModifier() ? Math.max(0, source.modifier(ability(source, power))) : 0;
    if (!power.heal().isEmpty()) {
      int amount =
          scene.roll(power.name() + " heals", Dice.plus(power.heal(), plus), source).total();
      for (Creature target : targets) {
        if (power.raises() && target.isDead()) {
          Harm.revive(target, amount);
          tell(target, "lives");
        } else {
          tell(target, "+" + Harm.heal(target, amount));
        }
      }
    }
    if (!power.temporary().isEmpty()) {
      int amount =
          scene
              .roll(power.name() + " shelters", Dice.plus(power.temporary(), plus), source)
              .total();
      for (Creature target : targets) {
        Harm.shelter(target, amount);
        tell(target, amount + " temporary");
      }
    }
  }

  /** The ability a power works by: its own, that of spells, or constitution. */
  static Ability ability(Creature source, Power power) {
    return power.ability().orElseGet(() -> casts(source));
  }

  /** The ability somebody casts by; constitution for those who do not. */
  static Ability casts(Creature source) {
    String casts = source.block().at("casting", "ability").asText("con");
    for (Ability each : Ability.values()) {
      if (each.key().equals(casts)) {
        return each;
      }
    }
    return Ability.CON;
  }
}
