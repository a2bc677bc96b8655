package io.tablekeep.plugin.d20.combat;

import io.tablekeep.plugin.d20.scene.Burden;
import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Ground;
import io.tablekeep.plugin.d20.scene.Harm;
import io.tablekeep.plugin.d20.scene.Saves;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.scene.Turn;
import io.tablekeep.plugin.d20.sheet.Attack;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.Damage;
import io.tablekeep.plugin.d20.sheet.DamageType;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.plugin.d20.sheet.Feature;
import io.tablekeep.plugin.d20.sheet.Mods;
import io.tablekeep.plugin.d20.sheet.Rider;
import io.tablekeep.plugin.d20.srd.Library;
import io.tablekeep.plugin.d20.tables.Dice;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.game.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One attack roll and what it does (SRD 5.1, "Making an Attack"). */
public final class Strike {
  private final Scene scene;
  private final Creature attacker;
  private final Creature target;
  private final Optional<Double> feet;

  /**
   * Somebody strikes at somebody.
   *
   * @param scene the scene
   * @param attacker who strikes
   * @param target at whom
   */
  public Strike(Scene scene, Creature attacker, Creature target) {
    this.scene = scene;
    this.attacker = attacker;
    this.target = target;
    this.feet = scene.ground().feet(attacker, target);
  }

  private boolean isNear() {
    return feet.orElse(5.0) <= 5;
  }

  /**
   * The armour class an attack has to reach.
   *
   * @param target whose
   * @return the class with everything that helps
   */
  public static int armorClass(Creature target) {
    int ac = target.figure("ac");
    int least = 0;
    for (Burden each : target.burdens()) {
      Mods mods = each.mods();
      if (mods != null) {
        ac += mods.ac();
        least = Math.max(least, mods.acAtLeast().orElse(0));
      }
    }
    return Math.max(ac, least);
  }

  /**
   * What speaks for and against an attack roll.
   *
   * @param ranged whether it is made from afar
   * @param far whether it is beyond the normal range
   * @param claimed what was granted besides
   * @return one of the three
   */
  public Edge edge(boolean ranged, boolean far, Edge claimed) {
    boolean better = claimed == Edge.ADVANTAGE;
    boolean worse = claimed == Edge.DISADVANTAGE || far;
    worse |= attacker.now().at("exhaustion").asInt(0) >= 3 || attacker.isHeavilyLaden();
    for (Burden each : attacker.burdens()) {
      Condition condition = each.condition().orElse(null);
      if (condition != null) {
        switch (condition) {
          case BLINDED, FRIGHTENED, POISONED, PRONE, RESTRAINED -> worse = true;
          case INVISIBLE -> better = true;
          default -> {}
        }
      }
      Mods mods = each.mods();
      if (mods != null) {
        better |= mods.attacks() == Edge.ADVANTAGE;
        worse |= mods.attacks() == Edge.DISADVANTAGE;
      }
    }
    better |= target.isDown() && !target.isDead();
    for (Burden each : target.burdens()) {
      Condition condition = each.condition().orElse(null);
      if (condition != null) {
        switch (condition) {
          case BLINDED, PARALYZED, PETRIFIED, RESTRAINED, STUNNED, UNCONSCIOUS -> better = true;
          case INVISIBLE -> worse = true;
          case PRONE -> {
            better |= isNear();
            worse |= !isNear();
          }
          default -> {}
        }
      }
      Mods mods = each.mods();
      if (mods != null) {
        better |= mods.attacked() == Edge.ADVANTAGE;
        worse |= mods.attacked() == Edge.DISADVANTAGE;
      }
    }
    if (scene.ground().isClouded(attacker, target)) {
      worse |= !scene.ground().sees(attacker, target);
      better |= !scene.ground().sees(target, attacker);
    }
    better |= attacker.has(Feature.PACK_TACTICS) && allyBy(target);
    worse |= ranged && scene.rules().measure() && threatened();
    return Edge.of(better, worse);
  }

  /** Whether somebody hostile who can act stands by the attacker. */
  private boolean threatened() {
    return standsBy(attacker, other -> other.isHostileTo(attacker));
  }

  private boolean allyBy(Creature of) {
    return standsBy(of, other -> other != attacker && !other.isHostileTo(attacker));
  }

  private boolean standsBy(Creature who, Predicate<Creature> which) {
    Ground ground = scene.ground();
    Optional<Ground.Standing> at = ground.of(who.id());
    if (at.isEmpty()) {
      return false;
    }
    for (Ground.Standing each : ground.standing()) {
      if (!each.actor().equals(who.id()) && ground.feet(each.space(), at.get().space()) <= 5) {
        Creature other = scene.of(each.actor());
        if (other.isPlayable() && which.test(other) && !other.isIncapacitated()) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Strikes.
   *
   * @param attack with its numbers as they are rolled
   * @param claimed advantage that was granted besides
   * @param offHand whether the modifier is left out
   */
  public void with(Attack attack, Edge claimed, boolean offHand) {
    boolean ranged = attack.reach() == 0 || feet.orElse(5.0) > attack.reach();
    boolean far = ranged && attack.range() > 0 && feet.orElse(0.0) > attack.range();
    Edge edge = edge(ranged, far, claimed);
    String what = attack.name() + " " + attacker.id() + " at " + target.id();
    Hit hit = roll(what, attack.bonus().orElse(0), edge, attack.critical());
    String line = attacker.name() + " attacks " + target.name() + " with " + attack.name() + ": ";
    if (!hit.hits) {
      scene.say(scene.hearers(attacker, target), line + hit.total + ", a miss.");
      return;
    }
    List<Harm.Part> parts = new ArrayList<>();
    int left = offHand ? Math.max(0, attacker.modifier(attack.ability())) : 0;
    for (Damage damage : attack.damage()) {
      String dice = Dice.plus(damage.dice(), -left);
      left = 0;
      parts.add(rolled(what, dice, damage.type(), hit.critical));
    }
    DamageType type =
        attack.damage().isEmpty() ? DamageType.BLUDGEONING : attack.damage().get(0).type();
    more(what, attack, type, edge, hit.critical, parts);
    Optional<Rider> rider = attack.rider();
    boolean saved = rider.isPresent() && rides(rider.get(), attack.name(), parts);
    Harm.Done done = Harm.deal(scene, target, parts, hit.critical, attack.magical());
    if (rider.isPresent() && !saved && !target.isDead()) {
      rider
          .get()
          .affliction()
          .ifPresent(each -> target.afflict(each, attacker, rider.get().dc(), 0));
    }
    scene.say(
        scene.hearers(attacker, target),
        line
            + hit.total
            + (hit.critical ? ", a critical hit: " : ", a hit: ")
            + done.words()
            + ".");
  }

  /** Adds what a rider deals; gives whether the target has saved. */
  private boolean rides(Rider rider, String name, List<Harm.Part> parts) {
    boolean saved =
        rider.save().isPresent()
            && Saves.roll(scene, target, rider.save().get(), rider.dc(), Edge.NONE, name).made();
    if (!saved || rider.half()) {
      for (Damage damage : rider.damage()) {
        Harm.Part part = rolled(name + " more", damage.dice(), damage.type(), false);
        parts.add(saved ? new Harm.Part(part.amount() / 2, part.type()) : part);
      }
    }
    return saved;
  }

  private Harm.Part rolled(String what, String dice, DamageType type, boolean critical) {
    Roll roll = scene.roll(what + " damage", Dice.times(dice, critical ? 2 : 1), attacker);
    return new Harm.Part(roll.total(), type);
  }

  private void more(
      String what,
      Attack attack,
      DamageType type,
      Edge edge,
      boolean critical,
      List<Harm.Part> parts) {
    for (Burden each : attacker.burdens()) {
      Mods mods = each.mods();
      if (mods != null && !mods.damage().isEmpty() && !mods.marked()) {
        parts.add(rolled(each.name(), mods.damage(), mods.damageType().orElse(type), critical));
      }
    }
    for (Burden each : target.burdens()) {
      Mods mods = each.mods();
      if (mods != null && mods.marked() && each.source().equals(attacker.id())) {
        parts.add(rolled(each.name(), mods.damage(), mods.damageType().orElse(type), critical));
      }
    }
    if (critical && attacker.has(Feature.SAVAGE) && !attack.damage().isEmpty()) {
      String first = attack.damage().get(0).dice();
      int end = first.indexOf('+') > 0 ? first.indexOf('+') : first.length();
      int d = first.indexOf('d');
      if (d >= 0 && d < end) {
        parts.add(rolled(what + " savage", "1" + first.substring(d, end), type, false));
      }
    }
    if (attack.deft() && attacker.has(Feature.SNEAK_ATTACK) && sneaks(edge)) {
      int level = attacker.block().at("classes", "rogue").asInt(1);
      parts.add(rolled(what + " sneak", (level + 1) / 2 + "d6", type, critical));
      attacker.turn().ifPresent(turn -> turn.sneaked = true);
    }
  }

  private boolean sneaks(Edge edge) {
    boolean open = attacker.turn().map(turn -> !turn.sneaked).orElse(true);
    return open && edge != Edge.DISADVANTAGE && (edge == Edge.ADVANTAGE || allyBy(target));
  }

  /** What an attack roll came to. */
  public static final class Hit {
    private final boolean hits;
    private final boolean critical;
    private final int total;

    Hit(boolean hits, boolean critical, int total) {
      this.hits = hits;
      this.critical = critical;
      this.total = total;
    }

    public boolean hits() {
      return hits;
    }

    public boolean critical() {
      return critical;
    }

    public int total() {
      return total;
    }
  }

  /**
   * Rolls to hit; who can put up a shield of magic against it is asked.
   *
   * @param what the roll's name
   * @param bonus what is added
   * @param edge how it is rolled
   * @param lowest the lowest face that is critical
   * @return the hit or miss
   */
  public Hit roll(String what, int bonus, Edge edge, int lowest) {
    String notation = Dice.plus(edge.dice(), bonus);
    for (Burden each : attacker.burdens()) {
      Mods mods = each.mods();
      if (mods != null) {
        notation = Dice.plus(notation, mods.attack());
      }
    }
    Roll roll = scene.roll(what, notation, attacker);
    attacker.relieve(each -> spent(each, false));
    target.relieve(each -> spent(each, true));
    long face = Saves.natural(roll, edge);
    int ac = armorClass(target);
    boolean critical = face >= lowest;
    boolean hits = critical || (face != 1 && roll.total() >= ac);
    boolean helpless = target.suffers(Condition.PARALYZED) || target.suffers(Condition.UNCONSCIOUS);
    critical |= hits && helpless && isNear();
    if (hits && !critical && roll.total() < ac + 5 && shields(what, roll.total())) {
      hits = false;
    }
    return new Hit(hits, critical, roll.total());
  }

  private static boolean spent(Burden each, boolean asTarget) {
    Mods mods = each.mods();
    if (mods == null || !mods.once()) {
      return false;
    }
    return asTarget
        ? mods.attacked() != Edge.NONE
        : mods.attacks() != Edge.NONE
            || !mods.attack().isEmpty()
            || each.condition().filter(Condition.INVISIBLE::equals).isPresent();
  }

  private boolean shields(String what, int total) {
    if (!knows(target, "shield") || !Budget.canReact(target)) {
      return false;
    }
    Optional<String> slot = Slotting.lowest(target, 1);
    if (slot.isEmpty() || !scene.open().isEmpty()) {
      return false; // of several rays, each is asked about when the one before is settled
    }
    String key = scene.numbered("shield/" + what);
    String summary = "An attack hits " + target.name() + " with " + total + ". Cast Shield?";
    if (!scene.reacts(target, key, summary)) {
      return false;
    }
    target.turn().ifPresent(Strike::pay);
    target.spend("slots", slot.get(), 1);
    Library.spell("shield")
        .flatMap(spell -> spell.power().affliction())
        .ifPresent(each -> target.afflict(each, target, 10, 0));
    scene.say(scene.hearers(target), target.name() + " casts Shield.");
    return true;
  }

  private static void pay(Turn turn) {
    turn.reaction = true;
  }

  /**
   * Whether somebody has a spell on their list.
   *
   * @param who who
   * @param spell its key
   * @return whether they could cast it with a slot
   */
  public static boolean knows(Creature who, String spell) {
    return who.block()
        .at("casting", "spells")
        .children()
        .anyMatch(each -> each.asText().equals(spell));
  }

  /**
   * Whether the attack can reach, and the refusal if not.
   *
   * @param reach feet in melee
   * @param range feet at all
   * @return {@code out-of-reach} and its like
   */
  public Optional<Decision.Reject> reaches(int reach, int range) {
    if (feet.isEmpty()) {
      return Optional.empty();
    }
    if (feet.get() > Math.max(reach, range)) {
      return Budget.no(
          "out-of-range", target.name() + " is " + feet.get().intValue() + " feet away.");
    }
    Ground ground = scene.ground();
    boolean walled =
        ground.isWalled(
            ground.of(attacker.id()).orElseThrow().space().middle(),
            ground.of(target.id()).orElseThrow().space().middle());
    return walled ? Budget.no("behind-a-wall", "There is a wall between.") : Optional.empty();
  }
}
