package io.tablekeep.plugin.d20;

import static io.tablekeep.plugin.d20.Arena.ref;

import io.tablekeep.plugin.d20.call.Checks;
import io.tablekeep.plugin.d20.call.SheetActions.Become;
import io.tablekeep.plugin.d20.call.SheetActions.SetStatBlock;
import io.tablekeep.plugin.d20.call.Tools;
import io.tablekeep.plugin.d20.combat.Acts;
import io.tablekeep.plugin.d20.combat.AttackActions;
import io.tablekeep.plugin.d20.combat.Fights;
import io.tablekeep.plugin.d20.magic.AreaActions;
import io.tablekeep.plugin.d20.magic.MagicActions;
import io.tablekeep.plugin.d20.magic.Rests;
import io.tablekeep.plugin.d20.scene.HouseRules;
import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.sheet.Affliction;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.DamageType;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.plugin.d20.sheet.Moment;
import io.tablekeep.plugin.d20.sheet.Skill;
import io.tablekeep.plugin.d20.srd.Library;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.CombatantRef;
import io.tablekeep.sdk.model.ConditionRef;
import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.model.action.TurnEnd;
import io.tablekeep.sdk.model.action.encounter.CombatantAdd;
import io.tablekeep.sdk.model.action.encounter.CombatantDelay;
import io.tablekeep.sdk.model.action.encounter.CombatantRemove;
import io.tablekeep.sdk.model.action.encounter.EncounterEnd;
import io.tablekeep.sdk.model.action.encounter.EncounterRemove;
import io.tablekeep.sdk.model.action.world.ConditionRemove;
import io.tablekeep.sdk.state.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Deeds by chance: mostly what could be done at this moment, now and then what could not. */
final class RandomDeeds {
  private final SplittableRandom chance;
  private final Supplier<Node> table;
  private final List<String> actors;
  private final Map<String, Supplier<Deed>> kinds = new LinkedHashMap<>();
  private Node document;
  private String last = "";
  private Optional<Node> fight = Optional.empty();

  /** Somebody does something. */
  record Deed(String who, Record action) {}

  RandomDeeds(SplittableRandom chance, Supplier<Node> table, List<String> actors) {
    this.chance = chance;
    this.table = table;
    this.actors = actors;
    this.document = table.get();
    kinds.put("attack", this::attack);
    kinds.put("grapple", () -> by(on(), new AttackActions.Grapple(ref(on()), foe())));
    kinds.put(
        "shove", () -> by(on(), new AttackActions.Shove(ref(on()), foe(), chance.nextBoolean())));
    kinds.put("act", this::act);
    kinds.put("ready", () -> by(on(), new Acts.Ready(ref(on()), "it comes")));
    kinds.put("death-save", this::deathSave);
    kinds.put("cast", this::cast);
    kinds.put("hold-spell", this::holdSpell);
    kinds.put("use", this::use);
    kinds.put("let-go", this::letGo);
    kinds.put("steer", this::steer);
    kinds.put("rest", this::rest);
    kinds.put("pass", () -> gm(new Rests.Pass(1 + chance.nextInt(600))));
    kinds.put("check", this::check);
    kinds.put(
        "contest",
        () ->
            by(
                on(),
                new Checks.ContestOf(ref(on()), of(Skill.values()), foe(), of(Skill.values()))));
    kinds.put("call", this::call);
    kinds.put(
        "improvise",
        () ->
            by(
                on(),
                new Checks.Improvise(
                    ref(on()), "something", of(Skill.values()), Optional.empty())));
    kinds.put("damage", this::damage);
    kinds.put("heal", this::heal);
    kinds.put("afflict", this::afflict);
    kinds.put("set", this::set);
    kinds.put("grant", () -> gm(new Tools.Grant(any())));
    kinds.put("award", () -> gm(new Tools.Award(List.of(any(), any()), 1 + chance.nextInt(500))));
    kinds.put("terrain", this::terrain);
    kinds.put("fight", this::fight);
    kinds.put("initiative", this::initiative);
    kinds.put("become", this::become);
    kinds.put("stat-block", this::statBlock);
    kinds.put("rules", this::rules);
    kinds.put("turn.end", () -> gm(new TurnEnd(encounter())));
    kinds.put("token.move", this::move);
    kinds.put("encounter.end", this::end);
    kinds.put("combatant.delay", this::delay);
    kinds.put("combatant.add", this::join);
    kinds.put("combatant.remove", this::leave);
    kinds.put("condition.remove", this::relieve);
    kinds.put("restored", this::restored);
  }

  List<String> names() {
    return List.copyOf(kinds.keySet());
  }

  /** What was done last: where nobody fights, a fight may begin instead. */
  String last() {
    return last;
  }

  Deed next(String kind) {
    document = table.get();
    fight =
        document
            .at("encounters")
            .children()
            .filter(each -> each.at("status").asText("").equals("active"))
            .findFirst();
    last = fight.isEmpty() && chance.nextInt(8) == 0 ? "fight" : kind;
    last = fight.isEmpty() && chance.nextInt(24) == 0 ? "pass" : last;
    last = chance.nextInt(24) == 0 && steered().isPresent() ? "steer" : last;
    return kinds.get(last).get();
  }

  private <T> T of(T[] all) {
    return all[chance.nextInt(all.length)];
  }

  private <T> T of(List<T> all) {
    return all.get(chance.nextInt(all.size()));
  }

  private boolean seldom() {
    return chance.nextInt(12) == 0;
  }

  private ActorRef any() {
    return ref(of(actors));
  }

  /** Whose turn it is, mostly. */
  private String on() {
    if (fight.isEmpty() || seldom()) {
      return of(actors);
    }
    String on = fight.get().at("order", fight.get().at("turn").asText("-"), "actor").asText("-");
    return actors.contains(on) ? on : of(actors);
  }

  private Node sheet(String actor) {
    return document.at("actors", actor, "d20");
  }

  private ActorRef foe() {
    for (int i = 0; i < 6; i++) {
      String one = of(actors);
      if (!sheet(one).at("now", "dead").asBoolean(false) && !one.equals(on())) {
        return ref(one);
      }
    }
    return any();
  }

  private String owner(String actor) {
    String owner = document.at("actors", actor, "owner").asText("gm");
    return chance.nextInt(20) == 0 ? of(Arena.PLAYERS.subList(0, 3)) : owner;
  }

  private Deed by(String actor, Record action) {
    return new Deed(owner(actor), action);
  }

  private Deed gm(Record action) {
    return new Deed(chance.nextInt(25) == 0 ? "ada" : "gm", action);
  }

  private String key(Node parent) {
    List<String> keys = List.copyOf(parent.keys());
    return keys.isEmpty() || chance.nextInt(30) == 0 ? "nothing" : of(keys);
  }

  private Deed attack() {
    String who = on();
    return by(
        who,
        new AttackActions.AttackWith(
            ref(who),
            foe(),
            key(sheet(who).at("block", "attacks")),
            chance.nextInt(10) == 0 ? of(Edge.values()) : Edge.NONE,
            "",
            chance.nextInt(10) == 0));
  }

  private Deed act() {
    String who = on();
    Acts.What what = of(Acts.What.values());
    Optional<ActorRef> target =
        what == Acts.What.HELP || what == Acts.What.STABILISE
            ? Optional.of(foe())
            : Optional.empty();
    return by(who, new Acts.Act(ref(who), what, target, chance.nextBoolean()));
  }

  private Deed deathSave() {
    List<String> down =
        actors.stream().filter(each -> sheet(each).at("now", "hp").asInt(1) == 0).toList();
    String who = down.isEmpty() || seldom() ? of(actors) : of(down);
    return by(who, new Acts.DeathSave(ref(who)));
  }

  private String spell(String who) {
    List<String> spells =
        sheet(who).at("block", "casting", "spells").children().map(Node::asText).toList();
    return spells.isEmpty() || chance.nextInt(30) == 0
        ? of(List.copyOf(Library.spellsByKey().keySet()))
        : of(spells);
  }

  private String caster() {
    String on = on();
    if (sheet(on).at("block", "casting").exists()) {
      return on;
    }
    List<String> all =
        actors.stream().filter(each -> sheet(each).at("block", "casting").exists()).toList();
    return all.isEmpty() || fight.isPresent() ? on : of(all);
  }

  private Optional<Point> somewhere() {
    return Optional.of(new Point(chance.nextInt(20) + 0.5, chance.nextInt(20) + 0.5));
  }

  private Point near(Node place) {
    double x = place.at("x").asDouble() + chance.nextInt(15) - 7;
    double y = place.at("y").asDouble() + chance.nextInt(15) - 7;
    return new Point(Math.max(0.5, Math.min(19.5, x)), Math.max(0.5, Math.min(19.5, y)));
  }

  private Deed cast() {
    String who = caster();
    List<ActorRef> targets = new ArrayList<>();
    for (int i = chance.nextInt(3); i >= 0; i--) {
      targets.add(foe());
    }
    return by(
        who,
        new MagicActions.Cast(
            ref(who),
            spell(who),
            chance.nextInt(4) == 0 ? chance.nextInt(6) : 0,
            chance.nextInt(3) == 0 ? targets : targets.subList(0, 1),
            somewhere(),
            chance.nextInt(15) == 0));
  }

  private Deed holdSpell() {
    String who = caster();
    return by(who, new MagicActions.HoldSpell(ref(who), spell(who), 0, "it comes"));
  }

  private Deed use() {
    String who = on();
    for (int i = 0; i < 6 && fight.isEmpty() && sheet(who).at("block", "powers").size() == 0; i++) {
      who = of(actors);
    }
    return by(
        who,
        new MagicActions.Use(
            ref(who), key(sheet(who).at("block", "powers")), List.of(foe()), somewhere()));
  }

  private Optional<Node> steered() {
    return document
        .at("maps", "inn", "d20", "areas")
        .children()
        .filter(each -> each.at("stay", "steered").asInt(0) > 0)
        .findFirst();
  }

  private Deed steer() {
    Optional<Node> area = steered();
    if (area.isEmpty()) {
      return beam();
    }
    String who = area.get().at("source").asText("-");
    return by(who, new AreaActions.Steer(ref(who), near(area.get()), ""));
  }

  /** Something to move comes first: a druid, and their beam. */
  private Deed beam() {
    Optional<String> druid =
        actors.stream()
            .filter(
                each ->
                    sheet(each)
                        .at("block", "casting", "spells")
                        .children()
                        .anyMatch(spell -> spell.asText().equals("moonbeam")))
            .findFirst();
    last = druid.isEmpty() ? "become" : "cast";
    return druid.isEmpty()
        ? gm(new Become(ref(of(Arena.HEROES)), "druid"))
        : by(
            druid.get(),
            new MagicActions.Cast(ref(druid.get()), "moonbeam", 0, List.of(), somewhere(), false));
  }

  private Deed letGo() {
    List<String> all =
        actors.stream().filter(each -> sheet(each).at("now", "concentration").exists()).toList();
    String who = all.isEmpty() || seldom() ? of(actors) : of(all);
    return by(who, new MagicActions.LetGo(ref(who)));
  }

  private Deed rest() {
    String who = of(actors);
    Map<String, Integer> dice =
        chance.nextInt(3) == 0
            ? Map.of(key(sheet(who).at("block", "figures", "hitDice")), 1)
            : Map.of();
    return by(who, new Rests.Rest(ref(who), chance.nextBoolean(), dice));
  }

  private Deed check() {
    String who = on();
    return by(
        who,
        new Checks.Check(
            ref(who),
            chance.nextBoolean() ? Optional.of(of(Skill.values())) : Optional.empty(),
            chance.nextBoolean() ? Optional.of(of(Ability.values())) : Optional.empty(),
            chance.nextBoolean() ? Optional.of(1 + chance.nextInt(30)) : Optional.empty(),
            of(Edge.values()),
            ""));
  }

  private Deed call() {
    return gm(
        new Checks.Call(
            List.of(any(), any()),
            chance.nextBoolean() ? Optional.of(of(Skill.values())) : Optional.empty(),
            of(Ability.values()),
            1 + chance.nextInt(30),
            of(Edge.values()),
            chance.nextBoolean()));
  }

  private Deed damage() {
    return gm(
        new Tools.Hurt(
            chance.nextBoolean() ? List.of(any()) : List.of(any(), any()),
            of(List.of("1d6", "2d10+3", "40", "1", "3d6-4")),
            of(DamageType.values()),
            chance.nextBoolean() ? Optional.of(of(Ability.values())) : Optional.empty(),
            5 + chance.nextInt(20)));
  }

  private Deed heal() {
    return gm(
        new Tools.Heal(
            List.of(any(), any()),
            of(List.of("2d8+3", "20", "1", "x")),
            chance.nextInt(4) == 0,
            chance.nextBoolean()));
  }

  private Deed afflict() {
    Condition condition = of(Condition.values());
    return gm(
        new Tools.Afflict(
            List.of(any()),
            new Affliction(
                condition.title(),
                Optional.of(condition),
                Optional.empty(),
                chance.nextInt(9) == 0 ? Optional.empty() : Optional.of(1),
                of(Moment.values()),
                chance.nextBoolean(),
                chance.nextBoolean() ? Optional.of(of(Ability.values())) : Optional.empty(),
                of(Moment.values())),
            chance.nextBoolean() ? Optional.of(any()) : Optional.empty(),
            10));
  }

  private Deed set() {
    String who = of(actors);
    int max = sheet(who).at("now", "max").asInt(1);
    return gm(
        new Tools.SetVitals(
            ref(who), chance.nextInt(max + 2), chance.nextInt(5), chance.nextInt(3), false));
  }

  private Deed terrain() {
    return gm(
        new Tools.Terrain(
            new MapRef("inn"),
            chance.nextInt(4) == 0,
            chance.nextInt(20),
            chance.nextInt(20),
            1 + chance.nextInt(4),
            1 + chance.nextInt(4),
            chance.nextBoolean()));
  }

  private Deed fight() {
    return gm(
        new Fights.Begin(
            "Brawl",
            actors.stream().map(ActorRef::new).toList(),
            chance.nextInt(3) == 0 ? List.of(any()) : List.of(),
            Optional.empty()));
  }

  private EncounterRef encounter() {
    return new EncounterRef(fight.map(Node::key).orElse("none"));
  }

  private CombatantRef combatant() {
    return new CombatantRef(
        encounter().id(), fight.map(each -> key(each.at("order"))).orElse("none"));
  }

  private Deed initiative() {
    return gm(new Fights.Initiative(List.of(combatant()), chance.nextInt(4) > 0));
  }

  private Deed become() {
    List<String> heroes = List.of("fighter", "cleric", "wizard", "warlock", "rogue", "druid");
    List<String> monsters =
        List.of("goblin", "orc", "mage", "troll", "young-green-dragon", "zombie");
    String who = of(actors);
    return gm(new Become(ref(who), of(Arena.HEROES.contains(who) ? heroes : monsters)));
  }

  private Deed statBlock() {
    String who = of(actors);
    String block = of(List.copyOf(Library.creaturesByKey().keySet()));
    return by(who, new SetStatBlock(ref(who), Blocks.ours(block).orElseThrow()));
  }

  private Deed rules() {
    HouseRules.Ruling[] all = HouseRules.Ruling.values();
    return gm(
        new HouseRules(
            chance.nextBoolean(),
            20,
            of(all),
            of(all),
            of(all),
            of(all),
            HouseRules.Ruling.AUTOMATIC,
            of(all),
            chance.nextBoolean(),
            chance.nextInt(3) > 0,
            chance.nextBoolean(),
            chance.nextBoolean(),
            chance.nextBoolean(),
            chance.nextBoolean(),
            chance.nextBoolean(),
            chance.nextBoolean()));
  }

  private Deed move() {
    String who = on();
    Node token = document.at("maps", "inn", "tokens", Arena.token(who));
    double x = Math.max(0.5, Math.min(19.5, token.at("x").asDouble(5) + chance.nextInt(7) - 3));
    double y = Math.max(0.5, Math.min(19.5, token.at("y").asDouble(5) + chance.nextInt(7) - 3));
    return by(who, new TokenMove(new TokenRef("inn", Arena.token(who)), new Point(x, y)));
  }

  /** Fights go on for a while; those that are over are forgotten. */
  private Deed end() {
    Optional<Node> over = document.at("encounters").children().findFirst();
    if (fight.isEmpty() && over.isPresent()) {
      return gm(new EncounterRemove(new EncounterRef(over.get().key())));
    }
    return chance.nextInt(3) == 0
        ? gm(new EncounterEnd(encounter()))
        : gm(new TurnEnd(encounter()));
  }

  private Deed delay() {
    return gm(new CombatantDelay(combatant(), Optional.empty()));
  }

  private Deed join() {
    return gm(
        new CombatantAdd(
            encounter(), any(), Optional.empty(), Optional.of(chance.nextInt(20) + 0.5), false));
  }

  private Deed leave() {
    return fight.map(each -> each.at("order").size() < 6).orElse(false)
        ? join()
        : gm(new CombatantRemove(List.of(combatant())));
  }

  private ConditionRef condition(String who) {
    return new ConditionRef(who, key(document.at("actors", who, "conditions")));
  }

  private Deed relieve() {
    String who = on();
    for (int i = 0; i < 5 && document.at("actors", who, "conditions").size() == 0; i++) {
      who = of(actors);
    }
    return gm(new ConditionRemove(condition(who)));
  }

  /** Back on one's feet, so that there is something to do again. */
  private Deed restored() {
    return new Deed("gm", new Tools.Heal(List.of(ref(on()), any(), any()), "30", false, true));
  }
}
