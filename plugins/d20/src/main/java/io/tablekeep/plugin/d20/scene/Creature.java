package io.tablekeep.plugin.d20.scene;

import io.tablekeep.plugin.d20.sheet.Affliction;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.Feature;
import io.tablekeep.plugin.d20.sheet.Lasting;
import io.tablekeep.plugin.d20.sheet.Mods;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One creature while a rule works on it: read lazily, changed in memory, written at the end. */
public final class Creature extends Sheeted {
  private final Scene scene;
  private final int[] before;
  private final boolean wasDead;
  private final boolean wasStable;
  private @Nullable List<Burden> burdens;
  private @Nullable Turn turn;
  private boolean turnSought;
  private Changes more = Changes.none();
  int hp;
  int max;
  int temp;
  int successes;
  int failures;
  boolean stable;
  boolean dead;

  Creature(Scene scene, String id) {
    super(id, scene.table().state().at("actors", id));
    this.scene = scene;
    Node now = now();
    hp = now.at("hp").asInt(0);
    max = now.at("max").asInt(1);
    temp = now.at("temp").asInt(0);
    successes = now.at("deathSuccesses").asInt(0);
    failures = now.at("deathFailures").asInt(0);
    stable = now.at("stable").asBoolean(false);
    dead = now.at("dead").asBoolean(false);
    before = new int[] {hp, max, temp, successes, failures};
    wasDead = dead;
    wasStable = stable;
  }

  public int hp() {
    return hp;
  }

  public int max() {
    return max;
  }

  /**
   * How many hit points it can have: half of its maximum when it is exhausted enough.
   *
   * @return at least 1
   */
  public int most() {
    return now().at("exhaustion").asInt(0) >= 4 ? Math.max(1, max / 2) : max;
  }

  public boolean isDead() {
    return dead;
  }

  public boolean isDown() {
    return hp <= 0 || dead;
  }

  public boolean isStable() {
    return stable;
  }

  /**
   * Whether it makes death saves instead of dying at 0.
   *
   * @return true for heroes, and for all where monsters do not just die
   */
  public boolean savesAgainstDeath() {
    boolean hero = isPlayed() || actor().at("type").asText("npc").equals("character");
    return (hero || !scene.rules().monstersDie()) && !has(Feature.SOULLESS);
  }

  // -- what lasts
  // -----------------------------------------------------------------------------------

  /**
   * What lasts on it.
   *
   * @return in the order of their keys
   */
  public List<Burden> burdens() {
    List<Burden> known = burdens;
    if (known == null) {
      known = new ArrayList<>();
      Node conditions = actor().at("conditions");
      for (String key : conditions.keys()) {
        known.add(Burden.of(conditions.at(key)));
      }
      burdens = known;
    }
    return known;
  }

  public boolean suffers(Condition condition) {
    if (condition == Condition.UNCONSCIOUS && isDown()) {
      return true;
    }
    return any(each -> each.condition().filter(condition::equals).isPresent());
  }

  public boolean any(Predicate<Burden> what) {
    for (Burden each : burdens()) {
      if (what.test(each)) {
        return true;
      }
    }
    return false;
  }

  public boolean anyMod(Predicate<Mods> what) {
    return any(each -> each.mods() != null && what.test(each.mods()));
  }

  public boolean isIncapacitated() {
    return isDown() || any(each -> each.condition().filter(Condition::incapacitates).isPresent());
  }

  /**
   * Takes something away that lasts.
   *
   * @param burden what
   */
  public void relieve(Burden burden) {
    if (burdens().remove(burden)) {
      more = more.remove(actor().at("conditions", burden.key()));
    }
  }

  public void relieve(Predicate<Burden> which) {
    for (Burden each : List.copyOf(burdens())) {
      if (which.test(each)) {
        relieve(each);
      }
    }
  }

  /**
   * Lets something last for so many turns more.
   *
   * @param burden what
   * @param rounds how many
   */
  public void lasts(Burden burden, int rounds) {
    int at = burdens().indexOf(burden);
    burdens()
        .set(
            at,
            new Burden(
                burden.key(),
                burden.name(),
                burden.condition(),
                burden.mods(),
                burden.source(),
                rounds,
                burden.lasting()));
    more = more.set(actor().at("conditions", burden.key(), "rounds"), rounds);
  }

  /**
   * Puts something on it that lasts, unless it is immune. The same from the same source takes the
   * place of what was there.
   *
   * @param affliction what
   * @param source who causes it
   * @param dc what a save that ends it has to reach
   * @param least the longest a spell holds it, in rounds; 0: as the affliction says
   * @return its key; empty when it is immune
   */
  public Optional<String> afflict(Affliction affliction, Creature source, int dc, int least) {
    return afflict(affliction, source, dc, least, Cause.NONE);
  }

  /**
   * The spell or area that something lasting comes from.
   *
   * @param level of the slot; -1 for what is no spell
   * @param area map and area, with a slash between; empty: it ends with none
   */
  public record Cause(int level, String area) {
    /** Neither spell nor area. */
    public static final Cause NONE = new Cause(-1, "");
  }

  /**
   * Puts something on it that comes from a spell or an area.
   *
   * @param affliction what
   * @param source who causes it
   * @param dc what a save that ends it has to reach
   * @param least the longest a spell holds it, in rounds; 0: as the affliction says
   * @param cause what it comes from
   * @return its key; empty when it is immune
   */
  public Optional<String> afflict(
      Affliction affliction, Creature source, int dc, int least, Cause cause) {
    Optional<Condition> condition = affliction.condition();
    if (condition.isPresent() && holds(block().at("conditionImmune"), condition.get().key())) {
      return Optional.empty();
    }
    relieve(each -> each.name().equals(affliction.name()) && each.source().equals(source.id()));
    Optional<Integer> rounds = least > 0 ? Optional.of(least) : affliction.rounds();
    Lasting lasting =
        new Lasting(
            condition,
            affliction.mods(),
            affliction.at(),
            affliction.ownTurns() ? id() : source.id(),
            affliction.retry(),
            affliction.retryAt(),
            Math.max(1, dc),
            scene.wallClockEnd(rounds),
            affliction.escape(),
            cause.level(),
            cause.area());
    String key = condition.filter(Condition.PRONE::equals).isPresent() ? "prone" : scene.newId();
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("name", affliction.name());
    rounds.ifPresent(left -> written.put("rounds", left));
    written.put("source", source.id());
    written.put("d20", lasting);
    burdens();
    more = more.remove(actor().at("conditions", key)).set(actor().at("conditions", key), written);
    relieveQuietly(key);
    burdens()
        .add(
            new Burden(
                key,
                affliction.name(),
                condition,
                affliction.mods().orElse(null),
                source.id(),
                rounds.orElse(-1),
                lasting));
    return Optional.of(key);
  }

  private void relieveQuietly(String key) {
    burdens().removeIf(each -> each.key().equals(key));
  }

  // -- turn
  // -----------------------------------------------------------------------------------------

  /**
   * What it has done this round, when it takes part in the fight.
   *
   * @return empty outside of fights
   */
  public Optional<Turn> turn() {
    if (!turnSought) {
      turnSought = true;
      turn = scene.fight().flatMap(fight -> fight.combatant(id())).map(Turn::new).orElse(null);
    }
    return Optional.ofNullable(turn);
  }

  /**
   * How far it can go in a turn.
   *
   * @return feet
   */
  public int speed() {
    int walk = figure("speed");
    for (Node each : block().at("speed").children().toList()) {
      walk = each.key().equals("walk") ? walk : Math.max(walk, each.asInt(0));
    }
    double speed = slowed(walk);
    for (Burden each : burdens()) {
      if (each.condition().filter(Condition::holds).isPresent()) {
        return 0;
      }
      Mods mods = each.mods();
      if (mods != null) {
        speed = (speed + mods.speed()) * mods.speedTimes();
      }
    }
    int tired = now().at("exhaustion").asInt(0);
    return isDown() || tired >= 5 ? 0 : (int) Math.max(0, tired >= 2 ? speed / 2 : speed);
  }

  /** What the load leaves of the speed: under the variant it tells long before it is too much. */
  private int slowed(int speed) {
    double carried = load();
    if (carried > figure("carries")) {
      return Math.min(speed, 5);
    }
    boolean slows = scene.rules().encumbrance() && carried * 3 > figure("carries");
    return slows ? Math.max(0, speed - (isHeavilyLaden() ? 20 : 10)) : speed;
  }

  private double load() {
    return actor().at("d20", "load", "carried").asDouble(0);
  }

  /**
   * Whether the load makes everything of the body harder.
   *
   * @return whether checks, attacks and saves have disadvantage; never without that house rule
   */
  public boolean isHeavilyLaden() {
    return scene.rules().encumbrance() && load() * 3 > figure("carries") * 2;
  }

  // -- writing
  // --------------------------------------------------------------------------------------

  public void also(Changes changes) {
    more = more.and(changes);
  }

  public int spent(String what, String key) {
    return now().at(what, key).asInt(0);
  }

  /**
   * Counts a use of something, or gives it back.
   *
   * @param what {@code slots}, {@code hitDice} or {@code uses}
   * @param key of which
   * @param amount how many more are spent
   */
  public void spend(String what, String key, int amount) {
    more = more.set(now().at(what, key), Math.max(0, spent(what, key) + amount));
  }

  public String concentration() {
    return now().at("concentration", "spell").asText("");
  }

  /** Lets go of the spell that is held; what it upheld ends as a consequence. */
  public void loseConcentration() {
    if (!concentration().isEmpty()) {
      more = more.remove(now().at("concentration"));
    }
  }

  Changes changes() {
    Changes all = Changes.none();
    String[] keys = {"hp", "max", "temp", "deathSuccesses", "deathFailures"};
    int[] after = {hp, max, temp, successes, failures};
    for (int i = 0; i < keys.length; i++) {
      if (after[i] != before[i]) {
        all = all.set(now().at(keys[i]), after[i]);
      }
    }
    if (dead != wasDead) {
      all = all.set(now().at("dead"), dead);
    }
    if (stable != wasStable) {
      all = all.set(now().at("stable"), stable);
    }
    Turn of = turn;
    return of == null ? all.and(more) : all.and(more).and(of.changes());
  }
}
