package io.tablekeep.engine.storm;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.table.ActionGenerator;
import io.tablekeep.engine.table.TableSystem;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Thinks of what somebody does next, from what their device shows. */
final class Deeds {
  private static final List<String> PLAYERS = List.of("ada", "ben", "cid", "dot", "eve");
  private static final List<String> KEYS = List.of("str", "dex", "hp");
  private static final List<String> TOKENS = List.of("inn/t1", "inn/t2", "inn/t3", "cave/t1");
  private static final List<String> CHOICES = List.of("theirs", "mine", "both", "merged");

  /** What would end the evening, or show to all what is looked for as a secret. */
  private static final Set<String> NOT =
      Set.of("note.share", "note.remove", "note.assign", "character.leave", "character.bring");

  private final SplittableRandom random;
  private final ActionGenerator anything =
      new ActionGenerator(
              TableSystem.rules().actions().stream()
                  .filter(rule -> !rule.name().startsWith("participant."))
                  .filter(rule -> !rule.name().startsWith("ask."))
                  .filter(rule -> !NOT.contains(rule.name()))
                  .toList(),
              new Views(Optional.empty()))
          .honest();

  Deeds(SplittableRandom random) {
    this.random = random;
  }

  Deed next(Device device) {
    if (random.nextInt(4) == 0) {
      Deed answer = answer(device);
      if (answer != null) {
        return answer;
      }
    }
    int kind = random.nextInt(36);
    if (kind < 16) {
      return sheet(device, kind);
    } else if (kind < 22) {
      return words(device);
    } else if (kind < 32) {
      return command(device, kind);
    } else if (!device.runsGame()) {
      Role role = device.who.equals("sam") ? Role.SPECTATOR : Role.PLAYER;
      var made = anything.next(device.view(), new Participant(device.who, "X", role), random);
      if (made.isPresent()) {
        boolean edit = made.get().rule().isEdit();
        return new Deed(made.get().rule().name(), made.get().tree().toString(), edit);
      }
    }
    return say();
  }

  private Deed say() {
    return Deed.command("chat.say", "{'text':'hm %d'}", random.nextInt(1_000));
  }

  private String actor() {
    return one(List.of("bram", "bram", "ilse", "wolf"));
  }

  /** An actor of one's own. */
  private String own(Device device) {
    for (String actor : device.keys("actors")) {
      if (device.who.equals(device.at("actors", actor, "owner"))) {
        return actor;
      }
    }
    return actor();
  }

  private Deed sheet(Device device, int kind) {
    int v = random.nextInt(1, 15);
    return switch (kind) {
      case 0, 1, 2, 3, 4 ->
          Deed.edit("sheets.value", "{'actor':'%s','key':'%s','value':%d}", actor(), one(KEYS), v);
      case 5, 6 -> Deed.edit("sheets.coins", "{'actor':'%s','more':%d}", actor(), v);
      case 7, 8 -> Deed.edit("sheets.put", "{'token':'%s','x':%d,'y':%d}", one(TOKENS), v, v / 2);
      case 9 ->
          Deed.edit(
              "sheets.turn", "{'encounter':'e','who':'%s','initiative':%d}", one("a", "b"), v);
      case 10 -> Deed.edit("sheets.wound", "{'actor':'%s','wounds':%d}", actor(), v);
      case 11, 12 ->
          Deed.edit("sheets.bag", "{'actor':'%s','things':['rope','thing%d']}", actor(), v);
      case 13 -> Deed.edit("sheets.own", "{'actor':'%s','value':%d}", own(device), v);
      case 14 ->
          random.nextInt(4) > 0 || device.keys("dice").isEmpty()
              ? Deed.edit("sheets.coins", "{'actor':'bram','more':%d}", v)
              : Deed.edit("sheets.amend", "{'roll':'%s','total':%d}", one(device.keys("dice")), v);
      default ->
          Deed.edit(
              "sheets.whole",
              "{'actor':'%s','sheet':{'str':%d,'dex':%d,'hp':%d}}",
              actor(),
              v,
              random.nextInt(1, 15),
              10);
    };
  }

  /** One line of a text becomes another, as far as the device shows the text. */
  private Deed words(Device device) {
    if (device.runsGame() && random.nextInt(3) == 0) {
      return Deed.edit(
          "actor.edit",
          "{'actor':'%s','gmNotes':'%s %d'}",
          one("bram", "ghost"),
          Device.FOR_GM,
          random.nextInt(100));
    }
    List<String> mine = new ArrayList<>();
    for (String note : device.keys("notes")) {
      if (device.runsGame() || device.who.equals(device.at("notes", note, "author"))) {
        mine.add(note);
      }
    }
    if (mine.isEmpty() || random.nextInt(4) == 0) {
      return Deed.edit(
          "actor.edit", "{'actor':'%s','description':'%s'}", own(device), lines("One\ntwo\nthree"));
    }
    String note = one(mine);
    return Deed.edit(
        "note.edit",
        "{'note':'%s','text':'%s'}",
        note,
        lines(String.valueOf(device.at("notes", note, "text"))));
  }

  private String lines(String text) {
    String[] lines = text.replaceAll("[\"\\\\\\p{Cntrl}&&[^\n]]", "").split("\n", -1);
    int at = random.nextInt(lines.length);
    String secret = lines[at].startsWith(Device.FOR_ADA) ? Device.FOR_ADA + ' ' : "";
    lines[at] = secret + "line " + random.nextInt(1_000);
    return String.join("\\n", lines);
  }

  private Deed command(Device device, int kind) {
    int v = random.nextInt(1, 15);
    boolean gm = device.runsGame();
    return switch (kind) {
      case 22, 23, 24 ->
          Deed.command(
              "token.move",
              "{'token':'%s','to':{'x':%d,'y':%d}}",
              gm ? one(TOKENS) : token(device),
              v,
              random.nextInt(1, 15));
      case 25 -> Deed.command("turn.end", "{'encounter':'e'}");
      case 26 ->
          gm
              ? Deed.command(
                  "initiative.set", "{'combatant':'e/%s','initiative':%d}", one("a", "b", "c"), v)
              : Deed.command("dice.roll", "{'notation':'1d20'}");
      case 27 -> say();
      case 28, 29 ->
          Deed.command(
              "sheets.offer",
              "{'actor':'%s','seconds':%d}",
              actor(),
              random.nextInt(3) == 0 ? 20 : 0);
      case 30 ->
          Deed.command(
              "sheets.poll",
              "{'actor':'%s','whom':['%s','eve'],'seconds':%d}",
              actor(),
              one(PLAYERS.subList(0, 4)),
              random.nextInt(2) * 15);
      default -> Deed.command("sheets.spell", "{'actor':'%s','seconds':%d}", actor(), 1 + 20 * v);
    };
  }

  private String token(Device device) {
    for (String token : device.keys("maps", "inn", "tokens")) {
      Object actor = device.at("maps", "inn", "tokens", token, "actor");
      if (actor instanceof String key && device.who.equals(device.at("actors", key, "owner"))) {
        return "inn/" + token;
      }
    }
    return one(TOKENS);
  }

  /** What a device does about something that waits, if it shows any. */
  @Nullable Deed answer(Device device) {
    List<String> asks = device.keys("asks");
    if (asks.isEmpty()) {
      return dispute(device);
    }
    String ask = one(asks);
    boolean mine = device.who.equals(device.at("asks", ask, "sent", "by"));
    if (mine && !device.runsGame() && random.nextInt(5) == 0) {
      return Deed.command("ask.withdraw", "{'ask':'%s'}", ask);
    }
    if (device.runsGame() && random.nextInt(6) == 0) {
      return Deed.command("ask.batch", "{'decisions':[%s]}", decision(ask).payload());
    }
    List<String> questions = device.keys("asks", ask, "questions");
    if (questions.isEmpty()) {
      return mine && !device.runsGame() ? null : decision(ask);
    }
    String question = one(questions);
    if (random.nextInt(10) == 0) {
      return Deed.command(
          "ask.delegate", "{'ask':'%s','question':'%s','to':'%s'}", ask, question, one(PLAYERS));
    }
    return answer(device, ask, question);
  }

  private Deed decision(String ask) {
    return random.nextInt(3) > 0
        ? Deed.command("ask.decide", "{'ask':'%s','approve':true}", ask)
        : Deed.command("ask.decide", "{'ask':'%s','approve':false,'reason':'Not tonight.'}", ask);
  }

  private Deed answer(Device device, String ask, String question) {
    Object suggestion = device.at("asks", ask, "questions", question, "suggestion");
    if (!(Trees.child(suggestion, "choices") instanceof JsonArray choices)) {
      return Deed.command(
          "ask.answer",
          "{'ask':'%s','question':'%s','answer':{'number':%d}}",
          ask,
          question,
          random.nextInt(10));
    }
    List<String> open = new ArrayList<>(CHOICES);
    open.removeIf(choice -> !choices.elements().contains(choice) && random.nextInt(8) > 0);
    String choice = open.isEmpty() ? "theirs" : one(open);
    return Deed.command(
        "ask.answer",
        "{'ask':'%s','question':'%s','answer':{'choice':'%s'}}",
        ask,
        question,
        choice);
  }

  /** Somebody does not like how a conflict was settled. */
  private @Nullable Deed dispute(Device device) {
    List<String> settled = device.keys("conflicts", "settled");
    return settled.isEmpty() || random.nextInt(4) > 0
        ? null
        : Deed.command("conflict.dispute", "{'conflict':'%s'}", one(settled));
  }

  /** Answers or decides whatever waits, as who runs the game. */
  Deed decide(Device gm) {
    String ask = gm.keys("asks").get(0);
    for (String question : gm.keys("asks", ask, "questions")) {
      JsonObject answers =
          gm.at("asks", ask, "answers") instanceof JsonObject all ? all : JsonObject.empty(0);
      if (!answers.has(question)) {
        return answer(gm, ask, question);
      }
    }
    return decision(ask);
  }

  static Map<String, String> people() {
    Map<String, String> people = new java.util.LinkedHashMap<>();
    people.put("gm-desk", "gm");
    people.put("gm-tablet", "gm");
    people.put("co-desk", "co");
    people.put("ada-phone", "ada");
    people.put("ada-tablet", "ada");
    people.put("ben-phone", "ben");
    people.put("cid-phone", "cid");
    people.put("dot-phone", "dot");
    people.put("eve-phone", "eve");
    people.put("sam-phone", "sam");
    return people;
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
