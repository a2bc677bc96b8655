package io.tablekeep.engine.secrecy;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.rules.Sight;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.table.ActionGenerator;
import io.tablekeep.engine.table.TableSystem;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Thinks of what happens next, from all that stands in both worlds. */
final class Author {
  static final List<ActionRule> ACTIONS = actions();

  /** What it does is to show or to hide, to light or to block; it is no secret by itself. */
  private static final Set<String> SHOWING =
      Set.of("scene.open", "encounter.start", "encounter.pause", "encounter.end", "actor.assign");

  private static final List<String> SIGHT = List.of("wall.", "light.", "door.", "layer.");

  /** What leads to something that waits. */
  private static final List<ActionRule> ASKING =
      ACTIONS.stream().filter(rule -> rule.name().startsWith("riddles.")).toList();

  private static final List<Step.In> WORLDS = List.of(Step.In.BOTH, Step.In.A, Step.In.B);

  private final SplittableRandom random;
  private final Tally tally;
  private final String observer;
  private int n;

  Author(SplittableRandom random, Tally tally, String observer) {
    this.random = random;
    this.tally = tally;
    this.observer = observer;
  }

  private static List<ActionRule> actions() {
    List<ActionRule> all = new ArrayList<>(TableSystem.rules().actions());
    // It answers what only the dice tell; DiceSecrecyTest looks at it.
    all.removeIf(rule -> rule.name().equals("dice.nonce"));
    all.addAll(Pair.RULES.actions());
    return List.copyOf(all);
  }

  Step next(Pair pair) {
    n++;
    boolean first = random.nextBoolean();
    JsonObject root = first ? pair.a.root() : pair.b.root();
    JsonObject other = first ? pair.b.root() : pair.a.root();
    int what = random.nextInt(100);
    if (what < 70) {
      return act(root);
    } else if (what < 82) {
      Optional<Step> secret = secret(root, first ? Step.In.A : Step.In.B, other);
      return secret.isPresent() ? secret.get() : act(root);
    } else if (what < 88) {
      return look(root);
    } else if (what < 92) {
      return signal(root);
    } else if (what < 93) {
      return send(pair);
    }
    return tablet(root);
  }

  private Step step(Step.Kind kind, String by, String type, String what) {
    return new Step(n, kind, Step.In.BOTH, by, type, what, false);
  }

  private Step tablet(JsonObject root) {
    return switch (random.nextInt(9)) {
      case 0 -> step(Step.Kind.JOIN, observer, "", "");
      case 1 -> step(Step.Kind.DROP, observer, "", "");
      case 2, 3 -> step(Step.Kind.RESUME, observer, "", random.nextInt(8) == 0 ? "forged" : "");
      case 4 -> step(Step.Kind.SHUT, observer, "", place(root, 2).toString());
      case 5 -> step(Step.Kind.PAUSE, observer, "", "");
      case 6 -> step(Step.Kind.READY, observer, "", "");
      case 7 ->
          switch (random.nextInt(8)) {
            case 0, 1 -> step(Step.Kind.WAIT, observer, "", "");
            case 2 -> step(Step.Kind.REOPEN, observer, "", "");
            default -> step(Step.Kind.READY, observer, "", "");
          };
      default -> step(Step.Kind.OPEN, observer, "", entity(root).toString());
    };
  }

  /** Mostly some entity. */
  private Pointer entity(JsonObject root) {
    Pointer at = place(root, 2);
    for (int tries = 0; at.size() < 2 && tries < 3; tries++) {
      at = place(root, 2);
    }
    return at;
  }

  private Step look(JsonObject root) {
    int what = random.nextInt(5);
    if (what == 0) {
      List<String> asked = Hindsight.QUESTIONS;
      return step(Step.Kind.PAST, observer, "", asked.get(random.nextInt(asked.size())));
    } else if (what == 1) {
      return picture(root);
    }
    return step(Step.Kind.LOOK, observer, "", place(root, 5).toString());
  }

  private Step picture(JsonObject root) {
    List<String> maps = root.get("maps") instanceof JsonObject all ? all.keys() : List.of();
    if (maps.isEmpty() || random.nextInt(3) > 0) {
      List<String> names = Gallery.NAMES;
      return step(Step.Kind.PICTURE, observer, "whole", names.get(random.nextInt(names.size())));
    }
    String layer = random.nextInt(3) == 0 ? " l" + (1 + random.nextInt(2)) : "";
    String map = maps.get(random.nextInt(maps.size()));
    return step(Step.Kind.PICTURE, observer, "tiles", map + layer);
  }

  /** Of others' pictures the observer knows those that they are shown. */
  private Step send(Pair pair) {
    String picture = Gallery.NAMES.get(random.nextInt(Gallery.NAMES.size()));
    String by = Table.PEOPLE.get(random.nextInt(Table.PEOPLE.size()));
    String type = random.nextInt(3) > 0 ? "asset.add" : "asset.remove";
    boolean secret =
        !by.equals(observer)
            && !pair.looks(true).names(picture)
            && !pair.looks(false).names(picture);
    Step.In in = secret ? WORLDS.get(random.nextInt(WORLDS.size())) : Step.In.BOTH;
    return new Step(n, Step.Kind.SEND, in, by, type, picture, secret);
  }

  /** Some place of the document, seen or not, now and then one that is none. */
  private Pointer place(JsonObject root, int deepest) {
    Pointer at = Pointer.root();
    Object value = root;
    int depth = random.nextInt(deepest + 1);
    while (at.size() < depth && value instanceof JsonObject object && !object.isEmpty()) {
      List<String> keys = object.keys();
      String key = keys.get(random.nextInt(keys.size()));
      at = at.child(key);
      value = object.get(key);
    }
    return random.nextInt(10) == 0 ? at.child("none") : at;
  }

  private Step signal(JsonObject root) {
    String by = Table.PEOPLE.get(random.nextInt(Table.PEOPLE.size()));
    if (by.equals(observer)) {
      by = "gm";
    }
    Pointer token = token(root);
    return switch (random.nextInt(5)) {
      case 0 ->
          step(
              Step.Kind.SIGNAL,
              by,
              "ping",
              "{\"map\":\""
                  + token.key(1)
                  + "\",\"x\":"
                  + random.nextInt(20)
                  + ",\"y\":"
                  + random.nextInt(20)
                  + '}');
      case 1 ->
          step(
              Step.Kind.SIGNAL,
              by,
              "presence",
              random.nextBoolean() ? "{\"state\":\"here\"}" : "{\"state\":\"away\"}");
      case 2 ->
          step(
              Step.Kind.SIGNAL,
              by,
              "typing",
              "{\"to\":[\"" + Table.PEOPLE.get(random.nextInt(Table.PEOPLE.size())) + "\"]}");
      default ->
          step(
              Step.Kind.SIGNAL,
              by,
              "drag",
              "{\"token\":\""
                  + token.key(1)
                  + '/'
                  + token.key(3)
                  + "\",\"x\":"
                  + random.nextInt(9)
                  + '}');
    };
  }

  private Pointer token(JsonObject root) {
    List<Pointer> all = new ArrayList<>();
    if (root.get("maps") instanceof JsonObject maps) {
      for (String map : maps.keys()) {
        if (Trees.get(root, "maps", map, "tokens") instanceof JsonObject tokens) {
          tokens.keys().forEach(key -> all.add(Pointer.of("maps", map, "tokens", key)));
        }
      }
    }
    return all.isEmpty()
        ? Pointer.of("maps", "none", "tokens", "none")
        : all.get(random.nextInt(all.size()));
  }

  private ActionRule rule() {
    return random.nextInt(4) > 0
        ? tally.rarest(ACTIONS, random)
        : ACTIONS.get(random.nextInt(ACTIONS.size()));
  }

  private String someone(ActionRule rule) {
    List<String> may = new ArrayList<>();
    for (String who : Table.PEOPLE) {
      if (rule.roles().contains(Pair.participant(who).role())) {
        may.add(who);
      }
    }
    if (may.isEmpty() || random.nextInt(12) == 0) {
      may = Table.PEOPLE;
    } else if (may.contains(observer) && random.nextInt(3) == 0) {
      return observer;
    }
    return may.get(random.nextInt(may.size()));
  }

  private Step act(JsonObject root) {
    ActionRule rule = rule();
    if (rule.name().startsWith("ask.") && random.nextInt(20) > 0) {
      Optional<Step> settled = settle(rule, root);
      if (settled.isPresent()) {
        return settled.get();
      }
      rule = ASKING.get(random.nextInt(ASKING.size()));
    }
    String by = someone(rule);
    Participant who = Pair.participant(by);
    boolean guess = by.equals(observer) && random.nextInt(4) == 0;
    Sight sight = guess ? sight((r, p, at) -> Trees.get(r, at) != null) : Pair.SLOW;
    String payload = branched(payload(rule, root, who, sight), root).toString();
    if (by.equals(observer) && random.nextInt(25) == 0) {
      payload = payload.replaceFirst("\"", "\"x");
    }
    return step(Step.Kind.ACT, by, rule.name(), payload);
  }

  /** What is done to a branch is mostly done to one that there is, and merged as it is. */
  private JsonObject branched(JsonObject made, JsonObject root) {
    if (!made.has("branch")
        || !(root.get("branches") instanceof JsonObject all)
        || all.isEmpty()
        || random.nextInt(10) == 0) {
      return made;
    }
    JsonObject named = made;
    for (String key : List.of("choices", "values", "removed", "tip", "seen", "scope", "of")) {
      named = named.has(key) ? named.without(key, 0) : named;
    }
    return named.with("branch", all.keys().get(random.nextInt(all.keys().size())), 0);
  }

  /** Somebody who may does something about what waits. */
  private Optional<Step> settle(ActionRule rule, JsonObject root) {
    List<Settling> ways = settling(rule, root);
    if (ways.isEmpty()) {
      return Optional.empty();
    }
    Settling way = ways.get(random.nextInt(ways.size()));
    return Optional.of(step(Step.Kind.ACT, way.by, rule.name(), fill(rule, root, way).toString()));
  }

  /** Who may do something about which question of what waits; no question for a proposal. */
  private record Settling(String by, String ask, String question) {}

  private static List<Settling> settling(ActionRule rule, JsonObject root) {
    List<Settling> ways = new ArrayList<>();
    if (!(root.get("asks") instanceof JsonObject asks)) {
      return ways;
    }
    for (String key : asks.keys()) {
      if (rule.name().equals("ask.withdraw")) {
        if (Trees.get(asks, key, "sent", "by") instanceof String by) {
          ways.add(new Settling(by, key, ""));
        }
        continue;
      }
      if (!rule.name().equals("ask.answer") && Trees.get(asks, key, "proposal") != null) {
        people(Trees.get(asks, key, "proposal", "to"))
            .forEach(by -> ways.add(new Settling(by, key, "")));
      }
      boolean answers = rule.name().equals("ask.answer") || rule.name().equals("ask.delegate");
      if (answers && Trees.get(asks, key, "questions") instanceof JsonObject questions) {
        for (String question : questions.keys()) {
          people(Trees.get(questions, question, "to"))
              .forEach(by -> ways.add(new Settling(by, key, question)));
        }
      }
    }
    ways.removeIf(way -> !Table.PEOPLE.contains(way.by));
    return ways;
  }

  private static List<String> people(@Nullable Object to) {
    List<String> people = new ArrayList<>(List.of("gm"));
    if (to instanceof JsonArray array) {
      array.elements().forEach(one -> people.add((String) one));
    }
    return people;
  }

  private JsonObject fill(ActionRule rule, JsonObject root, Settling way) {
    JsonObject made = payload(rule, root, Pair.participant(way.by), Pair.SLOW);
    if (made.get("decisions") instanceof JsonArray list) {
      JsonArray filled = list;
      List<Settling> ways = settling(rule, root);
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof JsonObject one) {
          String ask = i == 0 ? way.ask : ways.get(random.nextInt(ways.size())).ask;
          filled = filled.with(i, asIs(one.with("ask", ask, 0)), 0);
        }
      }
      return made.with("decisions", filled, 0);
    }
    JsonObject filled = asIs(made.with("ask", way.ask, 0));
    if (rule.name().equals("ask.answer")) {
      filled = filled.with("answer", JsonObject.of(Map.of("yes", random.nextInt(4) > 0), 0), 0);
    }
    boolean asks = rule.name().equals("ask.answer") || rule.name().equals("ask.delegate");
    if (asks && way.question.isEmpty()) {
      return filled.without("question", 0);
    }
    return asks ? filled.with("question", way.question, 0) : filled;
  }

  /** Mostly nothing is changed in what was proposed. */
  private JsonObject asIs(JsonObject decision) {
    return random.nextInt(8) == 0 ? decision : decision.without("changes", 0).without("without", 0);
  }

  /** Says what is seen. */
  private interface Seen {
    boolean sees(JsonObject root, Participant who, Pointer at);
  }

  private static Sight sight(Seen seen) {
    return new Sight() {
      @Override
      public boolean sees(JsonObject root, Participant who, Pointer at) {
        return seen.sees(root, who, at);
      }

      @Override
      public List<Effect> seen(JsonObject before, JsonObject after, Participant who) {
        return Pair.SLOW.seen(before, after, who);
      }
    };
  }

  private JsonObject payload(ActionRule rule, JsonObject root, Participant who, Sight sight) {
    ActionGenerator generator = new ActionGenerator(ACTIONS, sight);
    return generator.honest().make(rule, root, who, random).tree();
  }

  /** Something that by what it is the observer must not notice, in one world or in both. */
  private Optional<Step> secret(JsonObject root, Step.In world, JsonObject other) {
    for (int tries = 0; tries < 8; tries++) {
      ActionRule rule = rule();
      boolean shows =
          SHOWING.contains(rule.name()) || SIGHT.stream().anyMatch(rule.name()::startsWith);
      List<Settling> ways =
          rule.name().startsWith("ask.") ? settling(rule, root) : List.<Settling>of();
      Settling way = ways.isEmpty() ? null : ways.get(random.nextInt(ways.size()));
      String by = way == null ? someone(rule) : way.by;
      if (shows || by.equals(observer) || !rule.roles().contains(Pair.participant(by).role())) {
        continue;
      }
      if (rule.name().equals("turn.end") && !Pair.participant(by).role().runsGame()) {
        continue; // ends the turn that is shown
      }
      Participant eyes = Pair.participant(observer);
      Sight hidden = sight((r, p, at) -> Pair.SLOW.sees(r, p, at) && !Pair.SLOW.sees(r, eyes, at));
      Sight sight = rule.name().equals("turn.end") ? Pair.SLOW : hidden;
      JsonObject made =
          way == null ? payload(rule, root, Pair.participant(by), sight) : fill(rule, root, way);
      Optional<JsonObject> kept = Secrets.kept(rule, made, root, observer);
      if (kept.isPresent()) {
        // What is secret in one world may be none in the other: whose turn it is, for one.
        boolean everywhere =
            Secrets.kept(rule, made, other, observer).filter(kept.get()::equals).isPresent();
        Step.In in = everywhere ? WORLDS.get(random.nextInt(WORLDS.size())) : world;
        String payload = kept.get().toString();
        return Optional.of(new Step(n, Step.Kind.ACT, in, by, rule.name(), payload, true));
      }
    }
    return Optional.empty();
  }
}
