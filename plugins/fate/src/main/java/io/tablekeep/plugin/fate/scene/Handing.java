package io.tablekeep.plugin.fate.scene;

import io.tablekeep.plugin.fate.House;
import io.tablekeep.plugin.fate.play.Stop;
import io.tablekeep.plugin.fate.sheet.Cast;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.game.Verdict;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.CombatantRef;
import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.action.TurnEnd;
import io.tablekeep.sdk.model.action.encounter.CombatantAdd;
import io.tablekeep.sdk.model.action.encounter.CombatantDelay;
import io.tablekeep.sdk.model.action.encounter.CombatantRemove;
import io.tablekeep.sdk.model.action.encounter.EncounterEnd;
import io.tablekeep.sdk.model.action.encounter.EncounterPause;
import io.tablekeep.sdk.model.action.encounter.EncounterRemove;
import io.tablekeep.sdk.model.action.encounter.EncounterStart;
import io.tablekeep.sdk.model.action.encounter.InitiativeRoll;
import io.tablekeep.sdk.model.action.encounter.TurnBack;
import io.tablekeep.sdk.model.action.encounter.TurnSet;
import io.tablekeep.sdk.model.document.Encounter;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Conflicts begin, the turn goes from hand to hand, full defence; the table's own turns obey. */
public final class Handing {
  private Handing() {}

  /**
   * {@code fate.conflict}: a conflict begins.
   *
   * @param name what it is called
   * @param map where it takes place
   * @param who takes part
   * @param first who acts first
   */
  @Doc("Begins a conflict.")
  public record Conflict(
      @Length(min = 1, max = 200) String name,
      @Doc("Where it takes place.") Optional<MapRef> map,
      @Length(min = 1, max = 60) List<ActorRef> who,
      @Doc("Who acts first.") ActorRef first) {}

  /**
   * {@code fate.next}: whoever's turn it is says who acts next.
   *
   * @param to who
   */
  @Doc("Ends the turn and says who acts next.")
  public record Next(@Doc("Who acts next.") CombatantRef to) {}

  /**
   * {@code fate.defend}: the turn's action goes into defence, +2 until the next turn.
   *
   * @param who who
   */
  @Doc("Full defence: +2 to every defence until the next turn.")
  public record Defend(@Mine ActorRef who) {}

  /**
   * Who acts next.
   *
   * @param next key of the combatant, or what they are called
   */
  @Doc("Who acts next.")
  public record Heir(@Length(min = 1, max = 200) String next) {}

  /**
   * Declares actions, guards and consequences.
   *
   * @param system where
   */
  public static void define(SystemDefinition system) {
    system.action("conflict", Conflict.class, Stop.handler(Handing::begin)).by(Role.GM, Role.CO_GM);
    system.action("next", Next.class, Stop.handler(Handing::next));
    system.action("defend", Defend.class, Stop.handler(Handing::defend));
    String[] on = {"fate", "conflict"};
    system.guard(TurnEnd.class, Stop.guard(Handing::end)).when(on);
    system.guard(TurnSet.class, Handing::given).when(on);
    system.guard(TurnBack.class, Handing::back).when(on);
    system.guard(CombatantDelay.class, Handing::delay).when(on);
    system.guard(InitiativeRoll.class, Handing::initiative).when(on);
    system.guard(EncounterStart.class, Handing::start).when(on);
    system.after(
        EncounterStart.class,
        (table, start) -> Popcorn.begins(table, table.state().at(start.encounter().pointer())));
    system.after(EncounterEnd.class, (table, end) -> over(table, end.encounter()));
    system.after(EncounterPause.class, (table, end) -> Popcorn.ends(table, end.encounter().id()));
    system.after(EncounterRemove.class, (table, end) -> Popcorn.ends(table, end.encounter().id()));
    system.after(TurnSet.class, Handing::set);
    system.after(CombatantRemove.class, Handing::removed);
    system.after(CombatantAdd.class, Handing::added);
  }

  private static Decision begin(Table table, Conflict begin) {
    if (Popcorn.conflict(table).isPresent()) {
      return Decision.reject("conflict-on", "There is a conflict already.");
    }
    Set<ActorRef> who = new LinkedHashSet<>(begin.who());
    who.add(begin.first());
    Map<String, Encounter.Combatant> order = new LinkedHashMap<>();
    String first = "";
    for (ActorRef one : who) {
      Cast.active(table, one, "who");
      String key = table.newId();
      first = one.equals(begin.first()) ? key : first;
      boolean hidden = table.state().at(one.pointer()).at("hidden").asBoolean(false);
      order.put(
          key,
          new Encounter.Combatant(
              one,
              Optional.empty(),
              Optional.empty(),
              false,
              hidden && !one.equals(begin.first())));
    }
    String id = table.newId();
    Node first1 = table.state().at(begin.first().pointer()).at("hidden");
    Changes changes =
        Changes.none()
            .set(
                Pointer.of("encounters", id),
                new Encounter(
                    begin.name(),
                    begin.map(),
                    Encounter.Status.ACTIVE,
                    1,
                    Optional.of(first),
                    order,
                    Map.of(),
                    ""))
            .set(Pointer.of("fate", "conflict"), id);
    if (first1.asBoolean(false)) {
      changes = changes.set(first1, false);
    }
    Node session = table.state().at("currentSession");
    if (session.at("active").asBoolean(false)) {
      changes = changes.set(session.at("activeEncounterId"), id);
    }
    String told = begin.name() + ": " + Cast.name(table, begin.first().id()) + " acts first.";
    return Decision.apply(changes.say(Audience.everyone(), told));
  }

  private static Decision next(Table table, Next next) {
    Optional<Node> conflict = Popcorn.conflict(table);
    if (conflict.isEmpty() || !conflict.get().key().equals(next.to().encounter())) {
      return Decision.reject("no-conflict", "Nobody takes turns there.");
    }
    Node encounter = conflict.get();
    mayHand(table, encounter);
    Node to = table.state().at(next.to().pointer());
    boolean hidden = !Popcorn.isOpen(table, to) && !Popcorn.acted(to);
    boolean may =
        hidden
            ? table.by().role().runsGame()
            : Popcorn.candidates(table, encounter).stream().anyMatch(c -> c.key().equals(to.key()));
    return may
        ? Decision.apply(handed(table, encounter, to))
        : new Decision.Reject("acted", "They have acted in this round. Others wait.", "to");
  }

  private static void mayHand(Table table, Node encounter) {
    Node on = Popcorn.current(encounter);
    if (!Cast.plays(table, on.at("actor").asText("-"))) {
      throw Stop.refused("not-your-turn", "It is not your turn.", "");
    }
  }

  private static Changes handed(Table table, Node encounter, Node to) {
    String name = Cast.name(table, to.at("actor").asText("-"));
    return Popcorn.hand(table, encounter, to).say(Audience.everyone(), name + " acts next.");
  }

  private static Decision defend(Table table, Defend defend) {
    Cast.active(table, defend.who(), "who");
    Optional<Node> conflict = Popcorn.conflict(table);
    if (conflict.isEmpty()) {
      return Decision.reject("no-conflict", "There is nothing to defend against.");
    }
    Changes acted = Popcorn.act(table, defend.who().id());
    Node mine = Popcorn.onTurn(table, conflict.get(), defend.who().id());
    String name = Cast.name(table, defend.who().id());
    return Decision.apply(
        acted
            .set(mine.at("fate", "full"), true)
            .say(Cast.watching(table, defend.who().id()), name + " is on full defence."));
  }

  /** The table's own end of a turn asks who is next, unless there is only one. */
  private static Verdict end(Table table, TurnEnd end) {
    Optional<Node> conflict = Popcorn.conflict(table);
    if (conflict.isEmpty() || !conflict.get().key().equals(end.encounter().id())) {
      return Verdict.allow();
    }
    Node encounter = conflict.get();
    mayHand(table, encounter);
    List<Node> may = Popcorn.candidates(table, encounter);
    if (may.isEmpty()) {
      return Decision.reject("nobody-waits", "There is nobody to act next.");
    }
    Node to = may.size() == 1 ? may.get(0) : chosen(table, encounter, may);
    String name = Cast.name(table, to.at("actor").asText("-"));
    return new Verdict.Instead(handed(table, encounter, to), "handed-on", name + " acts next.");
  }

  private static Node chosen(Table table, Node encounter, List<Node> may) {
    String names =
        may.stream()
            .map(one -> Cast.name(table, one.at("actor").asText("-")) + " (" + one.key() + ')')
            .limit(30)
            .collect(Collectors.joining(", "));
    Heir heir =
        Stop.ask(
            table,
            Question.of(
                    "next",
                    Audience.ownerOf(Popcorn.current(encounter).at("actor").asText("-")),
                    "Who acts next? " + names,
                    new Heir(may.get(0).key()))
                .within(Duration.ofSeconds(table.settings(House.class).patience())),
            said ->
                meant(table, may, said).isPresent()
                    ? Optional.empty()
                    : Optional.of("They are not waiting to act."));
    return meant(table, may, heir).orElse(may.get(0));
  }

  private static Optional<Node> meant(Table table, List<Node> may, Heir heir) {
    return may.stream()
        .filter(
            one ->
                one.key().equals(heir.next())
                    || Cast.name(table, one.at("actor").asText("-")).equalsIgnoreCase(heir.next()))
        .findFirst();
  }

  private static boolean isIt(Table table, String encounter) {
    return Popcorn.conflictId(table).equals(encounter);
  }

  private static Verdict given(Table table, TurnSet set) {
    Node to = table.state().at(set.combatant().pointer());
    return isIt(table, set.combatant().encounter()) && Popcorn.acted(to)
        ? Decision.reject("acted", "They have acted in this round.")
        : Verdict.allow();
  }

  private static Changes set(Table table, TurnSet set) {
    Node before = table.before().at("encounters", set.combatant().encounter());
    String was = before.at("turn").asText("");
    if (!isIt(table, set.combatant().encounter()) || was.equals(set.combatant().id())) {
      return Changes.none();
    }
    Node to = table.state().at(set.combatant().pointer());
    Node from = table.state().at("encounters", set.combatant().encounter(), "order", was);
    Changes changes = Changes.none().remove(to.at("fate"));
    return !was.isEmpty() && from.at("fate", "done").asBoolean(false)
        ? changes.set(from.at("acted"), true)
        : changes;
  }

  /** Into a conflict that everyone has left comes somebody who is on. */
  private static Changes added(Table table, CombatantAdd add) {
    Node encounter = table.state().at(add.encounter().pointer());
    return isIt(table, add.encounter().id()) && !Popcorn.current(encounter).exists()
        ? Popcorn.inherits(table, encounter, Set.of())
        : Changes.none();
  }

  private static Verdict back(Table table, TurnBack back) {
    return isIt(table, back.encounter().id())
        ? Decision.reject("no-way-back", "Look back in the history, or give somebody the turn.")
        : Verdict.allow();
  }

  private static Verdict delay(Table table, CombatantDelay delay) {
    return isIt(table, delay.combatant().encounter())
        ? Decision.reject("no-order", "Nobody waits for their place here: say who acts next.")
        : Verdict.allow();
  }

  private static Verdict initiative(Table table, InitiativeRoll roll) {
    boolean here = roll.combatants().stream().anyMatch(one -> isIt(table, one.encounter()));
    return here
        ? Decision.reject("no-order", "Nobody rolls for initiative here: say who acts next.")
        : Verdict.allow();
  }

  private static Verdict start(Table table, EncounterStart start) {
    String on = Popcorn.conflictId(table);
    return on.isEmpty() || on.equals(start.encounter().id())
        ? Verdict.allow()
        : Decision.reject("conflict-on", "There is a conflict already. End or pause it first.");
  }

  private static Changes over(Table table, EncounterRef encounter) {
    return Popcorn.ends(table, encounter.id()).and(Scenes.paid(table));
  }

  /** The table passes the turn down its order; here it goes to somebody who waits. */
  private static Changes removed(Table table, CombatantRemove remove) {
    String id = remove.combatants().get(0).encounter();
    Node before = table.before().at("encounters", id);
    String was = before.at("turn").asText("");
    Set<String> leaving =
        remove.combatants().stream().map(CombatantRef::id).collect(Collectors.toUnmodifiableSet());
    if (!isIt(table, id) || !leaving.contains(was)) {
      return Changes.none();
    }
    Changes changes =
        before.at("round").exists()
            ? Changes.none()
                .set(table.state().at("encounters", id, "round"), before.at("round").asInt(0))
            : Changes.none();
    for (Node one : before.at("order").children().toList()) {
      if (!leaving.contains(one.key())) {
        changes =
            changes.set(
                table.state().at("encounters", id, "order", one.key(), "acted"),
                Popcorn.acted(one));
      }
    }
    // As it was, without those who left: on this the turn is inherited.
    Node now = table.state(changes).at("encounters", id);
    return changes.and(Popcorn.inherits(table, now, leaving));
  }
}
