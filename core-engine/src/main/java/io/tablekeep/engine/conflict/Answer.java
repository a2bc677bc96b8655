package io.tablekeep.engine.conflict;

import io.tablekeep.engine.approval.Ask;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.Sight;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people chose, once all questions about an edit have their answers. Pure.
 *
 * @param changes what the document is to become by it
 * @param after what it tells and learns of it; made for the document without the changes
 * @param outcome what the sender is told when that can be done
 * @param moved questions about something that has moved once more; then nothing else counts
 */
public record Answer(
    List<Effect> changes, List<Effect> after, Outcome outcome, List<String> moved) {
  /**
   * Whether an action waits because of a conflict.
   *
   * @param root the document
   * @param ask its key
   * @return true when its answers are choices
   */
  public static boolean isAsked(JsonObject root, String ask) {
    return Trees.get(root, Kept.at(ask)) != null;
  }

  /**
   * What an answer chooses, as far as its form goes.
   *
   * @param asked the question
   * @param answer the answer
   * @return what is wrong with it; empty when nothing is
   */
  public static Optional<Outcome.Refused> amiss(Ask.Asked asked, Object answer) {
    String choice = choice(answer);
    JsonArray choices =
        asked.suggestion().get("choices") instanceof JsonArray all ? all : JsonArray.empty(0);
    if (!choices.elements().contains(choice)) {
      return Optional.of(
          new Outcome.Refused(
              "no-such-choice", "That is none of what can be chosen here.", "/answer/choice"));
    }
    if (choice.equals(Offer.EDIT)) {
      if (!(Trees.child(answer, "values") instanceof JsonObject values) || values.isEmpty()) {
        return Optional.of(
            new Outcome.Refused("value-missing", "Say what shall stand there.", "/answer/values"));
      }
      for (String at : values.keys()) {
        if (parts(asked).stream().noneMatch(part -> at.equals(text(part, "at")))) {
          return Optional.of(
              new Outcome.Refused("not-asked", "Nobody asked about that place.", "/answer/values"));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether somebody sees all that a question is about, so that it tells them nothing.
   *
   * @param root the document
   * @param asked the question
   * @param sight who sees what
   * @param who whom it would be put to
   * @return false too when it is about something with more inside
   */
  public static boolean isSeenBy(JsonObject root, Ask.Asked asked, Sight sight, Participant who) {
    for (Object part : parts(asked)) {
      Pointer at = Pointer.parse(text(part, "at"));
      if (Trees.get(root, at) instanceof JsonObject || !sight.sees(root, who, at)) {
        return false;
      }
    }
    return true;
  }

  private static String choice(Object answer) {
    return Trees.child(answer, "choice") instanceof String choice ? choice : "";
  }

  private static List<Object> parts(Ask.Asked asked) {
    return asked.suggestion().get("parts") instanceof JsonArray parts
        ? parts.elements()
        : List.of();
  }

  private static String text(Object tree, String key) {
    return Trees.child(tree, key) instanceof String text ? text : "";
  }

  /**
   * Puts the answers together.
   *
   * @param root the document
   * @param ask what waited, all of it answered
   * @param now the time of the entry
   * @param version version of the entry
   * @return what comes of it
   */
  public static Answer of(JsonObject root, Ask ask, Instant now, long version) {
    Kept kept = Kept.read(root, ask.key()).orElse(new Kept(List.of(), Map.of()));
    List<Effect> changes = new ArrayList<>(kept.free());
    List<Account> accounts = new ArrayList<>();
    List<Effect> learned = new ArrayList<>();
    List<String> moved = new ArrayList<>();
    List<String> words = new ArrayList<>();
    boolean mineStands = !kept.free().isEmpty();
    JsonObject lesson = root;
    for (Map.Entry<String, Kept.Unit> each : kept.units().entrySet()) {
      Ask.Asked asked = ask.questions().get(each.getKey());
      Ask.Answer answer = ask.answers().get(each.getKey());
      if (asked == null || answer == null) {
        continue;
      }
      Kept.Unit unit = each.getValue();
      String choice = choice(answer.value());
      if (!choice.equals(Offer.THEIRS) && hasMoved(root, asked)) {
        moved.add(each.getKey());
        continue;
      }
      List<Effect> chosen = chosen(unit, asked, answer.value(), choice, version);
      changes.addAll(chosen);
      mineStands |= !chosen.isEmpty();
      String name =
          Trees.get(root, "participants", answer.by(), "name") instanceof String text
              ? text
              : "Nobody";
      String word = name + said(choice);
      words.add(word);
      if (unit.merged().isPresent()) {
        boolean good = same(root, unit.place(), chosen, unit.merged().get(), version);
        List<Effect> one =
            Experience.learn(lesson, Experience.level(unit.kind(), unit.confidence()), good);
        learned.addAll(one);
        lesson = Effects.apply(lesson, one, version);
      }
      accounts.add(
          new Account(
              asked.to(),
              ask.sent().by(),
              ask.sent().type(),
              unit.kind(),
              unit.place(),
              unit.confidence(),
              choice,
              answer.by(),
              word));
    }
    learned.addAll(Account.effects(root, accounts, now, version));
    Outcome outcome =
        new Outcome.Applied(
            mineStands ? "conflict-settled" : "conflict-theirs", String.join(" ", words));
    return new Answer(changes, learned, outcome, moved);
  }

  private static String said(String choice) {
    return switch (choice) {
      case Offer.MINE -> " chose what was sent later.";
      case Offer.BOTH -> " chose to keep both.";
      case Offer.MERGED -> " chose what was suggested.";
      case Offer.EDIT -> " wrote what stands now.";
      default -> " chose what stood already.";
    };
  }

  private static boolean hasMoved(JsonObject root, Ask.Asked asked) {
    for (Object part : parts(asked)) {
      Object now = Trees.get(root, Pointer.parse(text(part, "at")));
      if (!Values.same(Trees.child(part, "theirs"), now)) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(
      JsonObject root, Pointer place, List<Effect> one, List<Effect> other, long version) {
    return Values.same(
        Moved.get(Effects.apply(root, one, version), place),
        Moved.get(Effects.apply(root, other, version), place));
  }

  private static List<Effect> chosen(
      Kept.Unit unit, Ask.Asked asked, Object answer, String choice, long version) {
    List<Effect> chosen = new ArrayList<>();
    switch (choice) {
      case Offer.MINE -> chosen.addAll(unit.mine());
      case Offer.MERGED -> chosen.addAll(unit.merged().orElse(List.of()));
      case Offer.BOTH -> {
        for (Object part : parts(asked)) {
          put(
              chosen,
              text(part, "at"),
              Both.of(
                      Trees.child(part, "base"),
                      Trees.child(part, "theirs"),
                      Trees.child(part, "mine"),
                      version)
                  .orElse(null));
        }
      }
      case Offer.EDIT -> {
        if (Trees.child(answer, "values") instanceof JsonObject values) {
          values.forEach((at, value) -> put(chosen, at, value));
        }
      }
      default -> {
        // what stands stays
      }
    }
    return chosen;
  }

  private static void put(List<Effect> effects, String at, @Nullable Object value) {
    if (value != null) {
      effects.add(new Effect.Put(Pointer.parse(at), value));
    }
  }

  /**
   * Asks again about what has moved, with what stands there now; nothing is suggested any more.
   *
   * @param root the document
   * @param ask what waits
   * @param version version of the entry
   * @return what changes in the document
   */
  public List<Effect> again(JsonObject root, Ask ask, long version) {
    List<Effect> effects = new ArrayList<>();
    Pointer at = Pointer.of("asks", ask.key());
    for (String question : moved) {
      Ask.Asked asked = ask.questions().get(question);
      if (asked == null) {
        continue;
      }
      List<Object> parts = new ArrayList<>();
      for (Object part : parts(asked)) {
        Map<String, Object> one = new LinkedHashMap<>();
        if (part instanceof JsonObject tree) {
          tree.forEach(one::put);
        }
        one.remove("merged");
        one.remove("theirs");
        Object now = Trees.get(root, Pointer.parse(text(part, "at")));
        if (now != null) {
          one.put("theirs", now);
        }
        parts.add(one);
      }
      List<Object> choices = new ArrayList<>();
      if (asked.suggestion().get("choices") instanceof JsonArray all) {
        choices.addAll(all.elements());
      }
      choices.remove(Offer.MERGED);
      Pointer suggestion = at.resolve(Pointer.of("questions", question, "suggestion"));
      effects.add(put(suggestion.child("parts"), parts, version));
      effects.add(put(suggestion.child("choices"), choices, version));
      effects.add(put(suggestion.child("choice"), Offer.THEIRS, version));
      effects.add(put(at.resolve(Pointer.of("questions", question, "answered")), false, version));
      effects.add(new Effect.Remove(at.resolve(Pointer.of("answers", question))));
      effects.add(
          new Effect.Remove(at.resolve(Pointer.of("conflict", "units", question, "merged"))));
    }
    return effects;
  }

  /**
   * Asks those who run the game alone, because nobody else has answered.
   *
   * @param ask what waits
   * @param questions keys of the questions
   * @param version version of the entry
   * @return what changes in the document
   */
  public static List<Effect> handOn(Ask ask, List<String> questions, long version) {
    List<Effect> effects = new ArrayList<>();
    Pointer at = Pointer.of("asks", ask.key());
    for (String question : questions) {
      Pointer one = at.resolve(Pointer.of("questions", question));
      effects.add(put(one.child("to"), List.of(), version));
      effects.add(new Effect.Remove(one.child("until")));
    }
    List<String> still =
        ask.questions().entrySet().stream()
            .filter(each -> !questions.contains(each.getKey()))
            .flatMap(each -> each.getValue().to().stream())
            .distinct()
            .sorted()
            .toList();
    effects.add(put(at.child("to"), still, version));
    return effects;
  }

  private static Effect put(Pointer at, Object value, long version) {
    return new Effect.Put(at, Records.write(value, version));
  }
}
