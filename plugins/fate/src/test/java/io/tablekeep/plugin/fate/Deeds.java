package io.tablekeep.plugin.fate;

import static io.tablekeep.testkit.TestTable.BRAM;
import static io.tablekeep.testkit.TestTable.CORA;
import static io.tablekeep.testkit.TestTable.WOLF;

import io.tablekeep.plugin.fate.economy.Compels;
import io.tablekeep.plugin.fate.economy.Points;
import io.tablekeep.plugin.fate.play.Attacking;
import io.tablekeep.plugin.fate.play.Creating;
import io.tablekeep.plugin.fate.play.Overcoming;
import io.tablekeep.plugin.fate.scene.Handing;
import io.tablekeep.plugin.fate.scene.Moves;
import io.tablekeep.plugin.fate.scene.Scenes;
import io.tablekeep.plugin.fate.sheet.Building;
import io.tablekeep.plugin.fate.sheet.Facet;
import io.tablekeep.plugin.fate.sheet.Growing;
import io.tablekeep.plugin.fate.sheet.Sheet;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.CombatantRef;
import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.SessionStart;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.model.action.TurnEnd;
import io.tablekeep.sdk.model.action.encounter.CombatantAdd;
import io.tablekeep.sdk.model.action.encounter.CombatantRemove;
import io.tablekeep.sdk.model.action.encounter.EncounterEnd;
import io.tablekeep.sdk.model.action.encounter.EncounterPause;
import io.tablekeep.sdk.model.action.encounter.EncounterStart;
import io.tablekeep.sdk.model.action.encounter.TurnBack;
import io.tablekeep.sdk.model.action.encounter.TurnSet;
import io.tablekeep.sdk.state.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Deeds by chance, made from what is in the document; about half of them can be. */
final class Deeds {
  /** How many kinds there are. */
  static final int KINDS = 34;

  private static final MapRef INN = new MapRef("inn");
  private static final List<ActorRef> ALL = List.of(BRAM, CORA, new ActorRef("dain"), WOLF);
  private static final List<String> SKILLS =
      List.of("Fight", "Shoot", "Athletics", "Will", "Physique", "Lore", "Juggling");

  private final SplittableRandom chance;
  private Node document;

  Deeds(SplittableRandom chance, Node document) {
    this.chance = chance;
    this.document = document;
  }

  void look(Node now) {
    this.document = now;
  }

  private <T> T one(List<T> of) {
    return of.get(chance.nextInt(of.size()));
  }

  private String key(Node of) {
    List<String> keys = List.copyOf(of.keys());
    return keys.isEmpty() ? "none" : one(keys);
  }

  private String skill() {
    return chance.nextInt(10) == 0 ? "Juggling" : one(SKILLS.subList(0, 6));
  }

  Node encounter() {
    String on = document.at("fate", "conflict").asText("-");
    return document.at("encounters", on);
  }

  boolean isFighting() {
    return encounter().at("status").asText("").equals("active");
  }

  /** Mostly whose turn it is. */
  private ActorRef actor() {
    Node on = encounter().at("order", encounter().at("turn").asText("-"));
    return isFighting() && on.exists() && chance.nextInt(6) > 0
        ? new ActorRef(on.at("actor").asText())
        : one(ALL);
  }

  private CombatantRef combatant() {
    Node encounter = encounter().exists() ? encounter() : document.at("encounters", anyEncounter());
    List<Node> waiting =
        encounter
            .at("order")
            .children()
            .filter(c -> !c.at("acted").asBoolean(false))
            .filter(c -> !c.key().equals(encounter.at("turn").asText("")))
            .toList();
    String id =
        waiting.isEmpty() || chance.nextInt(8) == 0
            ? key(encounter.at("order"))
            : one(waiting).key();
    return new CombatantRef(encounter.exists() ? encounter.key() : "none", id);
  }

  private String anyEncounter() {
    List<String> open =
        document
            .at("encounters")
            .children()
            .filter(e -> !e.at("status").asText("").equals("completed"))
            .map(Node::key)
            .toList();
    return open.isEmpty() ? "none" : one(open);
  }

  /** Whoever plays an actor, or now and then somebody else. */
  String player(String actor) {
    String owner = document.at("actors", actor, "owner").asText("gm");
    return chance.nextInt(25) == 0 ? one(List.of("gm", "ada", "ben", "cyd")) : owner;
  }

  private String aspectOf(String actor) {
    List<Node> all = new ArrayList<>();
    document.at("fate", "aspects").children().forEach(all::add);
    document.at("actors", actor, "fate", "aspects").children().forEach(all::add);
    document.at("actors", actor, "fate", "consequences").children().forEach(all::add);
    return all.isEmpty() || chance.nextInt(15) == 0 ? "Nothing" : one(all).at("name").asText();
  }

  /** One deed: who, and what. */
  record Deed(String who, Record what) {}

  /** A kind that mostly makes sense while people fight, or while they do not. */
  int kind() {
    int any = chance.nextInt(KINDS);
    for (int i = 0; i < 6 && !fits(any); i++) {
      any = chance.nextInt(KINDS);
    }
    return any;
  }

  private boolean fits(int kind) {
    boolean ends = (kind == 20 || kind == 28) && chance.nextInt(4) > 0;
    boolean needsFight = kind >= 20 && kind <= 28 && kind != 27;
    boolean needsPeace = (kind >= 29 && kind <= 31) || kind == 6;
    return isFighting() ? !needsPeace && !ends : !needsFight;
  }

  Deed deed(int kind) {
    ActorRef who = actor();
    ActorRef other = one(ALL);
    String id = who.id();
    return switch (kind) {
      case 0 -> new Deed(player(id), sheet(who));
      case 1 -> new Deed(player(id), write(who));
      case 2 -> strike(who);
      case 3 -> new Deed("gm", house());
      case 4 ->
          new Deed("gm", new Growing.Milestone(one(List.of(Growing.Milestone.Kind.values()))));
      case 5 -> new Deed(player(id), advance(who));
      case 6 -> treat();
      case 7, 8 -> new Deed(player(id), overcome(who, other));
      case 9, 10 -> new Deed(player(id), create(who, other));
      case 11, 12, 13 -> new Deed(player(id), attack(who, other));
      case 14 -> new Deed("gm", new Points.Give(who, chance.nextInt(-2, 4), "By chance."));
      case 15 -> new Deed(player(id), new Points.Detail(who, "It rains."));
      case 16, 17 -> compel(other);
      case 18 ->
          new Deed(
              "gm", new Moves.Draw(INN, Optional.empty(), "Zone", chance.nextInt(20), 0, 6, 20));
      case 19 -> border();
      case 20 -> new Deed(player(id), new Points.Concede(who, "Enough."));
      case 21, 22, 23, 24 -> new Deed(player(id), new Handing.Next(combatant()));
      case 25 -> new Deed(player(id), new Handing.Defend(who));
      case 26 -> new Deed(player(id), new TurnEnd(new EncounterRef(name(encounter()))));
      case 27 -> builtIn();
      case 28 -> new Deed("gm", new EncounterEnd(new EncounterRef(name(encounter()))));
      case 29 -> new Deed("gm", new Scenes.NextScene("By chance"));
      case 30, 31 -> new Deed("gm", new Handing.Conflict("Fight", Optional.of(INN), ALL, one(ALL)));
      case 32 -> scene();
      default -> move();
    };
  }

  private static String name(Node node) {
    return node.exists() ? node.key() : "none";
  }

  private Record sheet(ActorRef who) {
    return new Building.Make(
        who,
        chance.nextInt(10) == 0
            ? Map.of("Juggling", 1)
            : Map.of(one(SKILLS.subList(0, 4)), chance.nextInt(5), "Physique", chance.nextInt(6)),
        chance.nextInt(10) == 0);
  }

  private Record write(ActorRef who) {
    int part = chance.nextInt(4);
    return new Building.Write(
        who,
        Optional.empty(),
        part < 2 ? Optional.of(new Building.Phrase("Aspect", Facet.Kind.ASPECT)) : Optional.empty(),
        part == 1,
        part == 2
            ? Optional.of(new Sheet.Stunt("Stunt", "", skill(), Optional.empty(), 2))
            : Optional.empty(),
        part == 3 ? Optional.of(new Sheet.Extra("Extra", "")) : Optional.empty());
  }

  private Deed strike(ActorRef who) {
    String part = one(List.of("aspects", "secrets", "stunts", "extras"));
    String key = key(document.at("actors", who.id(), "fate", part));
    return new Deed(player(who.id()), new Building.Strike(who, key));
  }

  private Record house() {
    House core = House.core();
    return new House(
        core.skills(),
        core.tracks(),
        one(List.of(House.Boxes.values())),
        core.ranges(),
        3,
        4,
        one(List.of(House.Invoking.values())),
        60);
  }

  private Record advance(ActorRef who) {
    Growing.Advance.Change change = one(List.of(Growing.Advance.Change.values()));
    String key =
        change == Growing.Advance.Change.RENAME
            ? key(document.at("actors", who.id(), "fate", "aspects"))
            : skill();
    return new Growing.Advance(
        who,
        change,
        Optional.of(key),
        Optional.of(change == Growing.Advance.Change.EXCHANGE ? skill() : "Renamed"));
  }

  private Deed treat() {
    for (ActorRef patient : ALL) {
      Node harms = document.at("actors", patient.id(), "fate", "consequences");
      for (Node harm : harms.children().toList()) {
        if (!harm.at("recovering").asBoolean(false)) {
          ActorRef who = one(ALL);
          return new Deed(player(who.id()), new Growing.Treat(who, patient, harm.key(), skill()));
        }
      }
    }
    ActorRef who = one(ALL);
    return new Deed(player(who.id()), new Growing.Treat(who, one(ALL), "mild", skill()));
  }

  private Optional<String> stunt(ActorRef who) {
    Node stunts = document.at("actors", who.id(), "fate", "stunts");
    return chance.nextInt(8) == 0 && stunts.size() > 0
        ? Optional.of(key(stunts))
        : Optional.empty();
  }

  private Record overcome(ActorRef who, ActorRef other) {
    boolean active = chance.nextInt(3) == 0;
    return new Overcoming.Overcome(
        who,
        skill(),
        active ? Optional.of(other) : Optional.empty(),
        Optional.of(chance.nextInt(5)),
        chance.nextInt(4) == 0 ? Optional.of(aspectOf("-")) : Optional.empty(),
        stunt(who));
  }

  private Record create(ActorRef who, ActorRef other) {
    Creating.Create.Aim aim = one(List.of(Creating.Create.Aim.values()));
    return new Creating.Create(
        who,
        skill(),
        aim,
        aim == Creating.Create.Aim.USE ? aspectOf(who.id()) : "Advantage",
        chance.nextInt(3) == 0 ? Optional.of(other) : Optional.empty(),
        Optional.of(chance.nextInt(4)),
        stunt(who));
  }

  private Record attack(ActorRef who, ActorRef other) {
    return new Attacking.Attack(
        who,
        other,
        chance.nextBoolean() ? "Shoot" : skill(),
        Optional.of(chance.nextInt(10) == 0 ? "sanity" : one(List.of("physical", "mental"))),
        stunt(who));
  }

  private Deed compel(ActorRef other) {
    String by = one(List.of("gm", "gm", "ada", "ben", "cyd"));
    Optional<ActorRef> pays =
        switch (by) {
          case "ada" -> Optional.of(BRAM);
          case "ben" -> Optional.of(CORA);
          case "cyd" -> Optional.of(new ActorRef("dain"));
          default -> Optional.empty();
        };
    return new Deed(by, new Compels.Compel(other, aspectOf(other.id()), "It gets worse.", pays));
  }

  private Deed border() {
    Node zones = document.at("maps", "inn", "fate", "zones");
    if (zones.size() > 12 || chance.nextInt(10) == 0) {
      return new Deed("gm", new Moves.Erase(INN, key(zones)));
    }
    return new Deed(
        "gm", new Moves.Link(INN, key(zones), key(zones), "", chance.nextInt(4), false));
  }

  private Deed builtIn() {
    EncounterRef on = new EncounterRef(anyEncounter());
    return switch (chance.nextInt(9)) {
      case 0 -> new Deed("gm", new TurnSet(combatant()));
      case 1 -> new Deed("gm", new TurnBack(on));
      case 2 -> new Deed("gm", new CombatantRemove(List.of(combatant())));
      case 3 -> new Deed("gm", new EncounterPause(on));
      case 4, 5 -> new Deed("gm", new EncounterStart(on));
      case 6 ->
          new Deed(
              "gm",
              new CombatantAdd(
                  on, one(ALL), Optional.empty(), Optional.empty(), chance.nextBoolean()));
      case 7 -> new Deed("gm", new SessionStart());
      default ->
          new Deed(
              one(List.of("ada", "ben")),
              new TokenMove(
                  new TokenRef("inn", "t" + (1 + chance.nextInt(2))),
                  new Point(chance.nextInt(20), 3)));
    };
  }

  private Deed scene() {
    boolean hidden = chance.nextBoolean();
    return switch (chance.nextInt(3)) {
      case 0 -> new Deed("gm", new Scenes.Put("Aspect " + chance.nextInt(9), hidden, 1, 0, false));
      case 1 ->
          new Deed("gm", new Scenes.Reveal(Optional.empty(), key(document.at("fate", "secrets"))));
      default -> new Deed("gm", new Scenes.Drop(key(document.at("fate", "aspects"))));
    };
  }

  private Deed move() {
    int token = 1 + chance.nextInt(3);
    String actor = document.at("maps", "inn", "tokens", "t" + token, "actor").asText();
    return new Deed(
        player(actor),
        new Moves.Move(
            new TokenRef("inn", "t" + token),
            key(document.at("maps", "inn", "fate", "zones")),
            Optional.of(skill())));
  }
}
