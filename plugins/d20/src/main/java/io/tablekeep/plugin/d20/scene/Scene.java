package io.tablekeep.plugin.d20.scene;

import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.view.Audience;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everyone whom one decision concerns, and what it changes. */
public final class Scene {
  /** A round, in the world's time. */
  private static final Duration ROUND = Duration.ofSeconds(6);

  private final Table table;
  private final HouseRules rules;
  private final Map<String, Creature> creatures = new LinkedHashMap<>();
  private final Map<String, Integer> rolled = new HashMap<>();
  private final List<Question<?>> open = new ArrayList<>();
  private Changes more = Changes.none();
  private @Nullable Fight fight;
  private boolean fightSought;
  private @Nullable Ground ground;

  public Scene(Table table) {
    this.table = table;
    this.rules = table.settings(HouseRules.class);
  }

  /**
   * A scene of a fight that need not be under way.
   *
   * @param table the table
   * @param fight the fight
   */
  public Scene(Table table, Fight fight) {
    this(table);
    this.fight = fight;
    this.fightSought = true;
  }

  public Table table() {
    return table;
  }

  public HouseRules rules() {
    return rules;
  }

  public Creature of(String actor) {
    return creatures.computeIfAbsent(actor, id -> new Creature(this, id));
  }

  /**
   * The fight under way.
   *
   * @return empty while no turns are taken
   */
  public Optional<Fight> fight() {
    if (!fightSought) {
      fightSought = true;
      fight = Fight.of(table).orElse(null);
    }
    return Optional.ofNullable(fight);
  }

  /**
   * Where everyone stands.
   *
   * @return the map of the fight, or the one the session looks at
   */
  public Ground ground() {
    Ground known = ground;
    if (known == null) {
      known = Ground.of(this);
      ground = known;
    }
    return known;
  }

  /**
   * A name for something that may come several times in one decision.
   *
   * @param what the name
   * @return the name, with a number from the second time on
   */
  public String numbered(String what) {
    int times = rolled.merge(what, 1, Integer::sum);
    return times == 1 ? what : what + " " + times;
  }

  /**
   * Rolls dice for a creature, before those who may know of it.
   *
   * @param what what for; numbered when it comes again
   * @param notation the dice
   * @param who for whom
   * @return the roll
   */
  public Roll roll(String what, String notation, Creature who) {
    return table.roll(numbered(what), notation, seers(who));
  }

  /**
   * Who may see a creature's dice.
   *
   * @param who the creature
   * @return everyone; for what is hidden its owner, or those who run the game
   */
  public Audience seers(Creature who) {
    if (who.isHidden()) {
      return who.isPlayed() ? Audience.ownerOf(who.id()) : Audience.gm();
    }
    return rules.secretMonsterDice() && !who.isPlayed() ? Audience.gm() : Audience.everyone();
  }

  /**
   * Who may hear of what happens between two.
   *
   * @param one the one
   * @param other the other
   * @return everyone, unless one of them is hidden
   */
  public Audience hearers(Creature one, Creature other) {
    return one.isHidden() ? hearers(one) : hearers(other);
  }

  public Audience hearers(Creature who) {
    return !who.isHidden()
        ? Audience.everyone()
        : who.isPlayed() ? Audience.ownerOf(who.id()) : Audience.gm();
  }

  public void say(Audience to, String line) {
    more = more.say(to, line);
  }

  public void also(Changes changes) {
    more = more.and(changes);
  }

  public String newId() {
    return table.newId();
  }

  /**
   * When something of so many rounds ends by the clock on the wall.
   *
   * @param rounds how many
   * @return empty where that clock does not count, or somebody fights
   */
  public Optional<Instant> until(Optional<Integer> rounds) {
    return wallClockEnd(rounds);
  }

  /** When something of at least a minute ends, where the wall's clock counts and nobody fights. */
  Optional<Instant> wallClockEnd(Optional<Integer> rounds) {
    return rules.wallClock() && fight().isEmpty()
        ? rounds.filter(left -> left >= 10).map(left -> table.now().plus(ROUND.multipliedBy(left)))
        : Optional.empty();
  }

  /**
   * All that has changed, to hand to the engine.
   *
   * @return changes and lines
   */
  public Changes changes() {
    Changes all = Changes.none();
    for (Creature each : creatures.values()) {
      all = all.and(each.changes());
    }
    return all.and(more);
  }

  // -- asking
  // ---------------------------------------------------------------------------------------

  /** The answer to whether somebody uses a reaction. */
  @Doc("Whether to use the reaction.")
  public record Reacts(@Doc("Whether to use it.") boolean use) {}

  /**
   * Asks whether somebody uses a reaction: a player, who has a while; the game master's creatures
   * as the house rules say. Until there is an answer, it counts as no, and the decision will ask.
   *
   * @param who whose reaction it is
   * @param key of the question, unique within the decision
   * @param summary what it is about, for who is asked
   * @return whether it is used
   */
  public boolean reacts(Creature who, String key, String summary) {
    if (!who.isPlayed() && rules.monsterReactions() != HouseRules.Ruling.ASK) {
      return rules.monsterReactions() == HouseRules.Ruling.AUTOMATIC;
    }
    return ask(
            Reacts.class,
            Question.of(key, Audience.ownerOf(who.id()), summary, new Reacts(false))
                .within(Duration.ofSeconds(rules.reactionSeconds())))
        .map(Reacts::use)
        .orElse(false);
  }

  /**
   * Asks something, unless it is answered.
   *
   * @param type of the answer
   * @param question what
   * @param <A> the answer
   * @return the answer; empty while there is none, and then {@link #decide} asks
   */
  public <A extends Record> Optional<A> ask(Class<A> type, Question<A> question) {
    Optional<A> answer = table.answer(question.key(), type);
    if (answer.isEmpty() && open.stream().noneMatch(each -> each.key().equals(question.key()))) {
      open.add(question);
    }
    return answer;
  }

  /**
   * What has to be answered first.
   *
   * @return questions; none when it can happen
   */
  public List<Question<?>> open() {
    return open;
  }

  /**
   * The decision: what is open is asked, otherwise it happens.
   *
   * @return ask or apply
   */
  public Decision decide() {
    return open.isEmpty() ? Decision.apply(changes()) : new Decision.Ask(open);
  }
}
