package io.tablekeep.engine.approval;

import io.tablekeep.engine.approval.Ask.Answer;
import io.tablekeep.engine.approval.Ask.Asked;
import io.tablekeep.engine.approval.Ask.Proposal;
import io.tablekeep.engine.approval.Ask.Sent;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.state.Pointer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The form of a waiting action in the document, which the package describes. What does not have it,
 * because an import or an older version put it there, waits for nobody: it is as if it were not
 * there. Pure.
 */
final class AskForm {
  private static final Logger LOG = LoggerFactory.getLogger(AskForm.class);

  private AskForm() {}

  static Optional<Ask> read(String key, JsonObject tree) {
    try {
      return Optional.of(
          new Ask(
              key,
              sent(object(tree, "sent")),
              number(tree, "first"),
              Instant.parse(text(tree, "time")),
              (int) number(tree, "rounds"),
              map(tree, "questions", AskForm::asked),
              map(tree, "answers", AskForm::answer),
              tree.get("proposal") instanceof JsonObject proposal
                  ? Optional.of(proposal(proposal))
                  : Optional.empty(),
              map(tree, "hops", hops -> (int) number(hops)),
              AskDice.read(tree),
              tree.get("reads") instanceof JsonArray reads
                  ? Optional.of(Readings.read(reads))
                  : Optional.empty(),
              tree.get("under") instanceof JsonArray under
                  ? Optional.of(Readings.read(under))
                  : Optional.empty()));
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      LOG.warn("asks/{} is no waiting action: {}", key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** The whole of it as a tree value; what asked people and the sender see comes with it. */
  static JsonObject write(Ask ask, long version) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("to", ask.asked());
    tree.put("sent", ask.sent());
    tree.put("first", ask.first());
    tree.put("time", ask.time());
    tree.put("rounds", ask.rounds());
    tree.put("questions", ask.questions());
    tree.put("answers", ask.answers());
    ask.proposal().ifPresent(proposal -> tree.put("proposal", proposalTree(proposal)));
    tree.put("hops", ask.hops());
    tree.put("rolls", AskDice.write(ask.rolls(), ask.sent().by()));
    tree.put("proofs", AskDice.proofs(ask.rolls()));
    ask.reads().ifPresent(reads -> tree.put("reads", Readings.write(reads)));
    ask.under().ifPresent(under -> tree.put("under", Readings.write(under)));
    return (JsonObject) Records.write(tree, version);
  }

  private static Map<String, Object> proposalTree(Proposal proposal) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("reason", proposal.reason());
    tree.put("to", proposal.to());
    proposal.until().ifPresent(until -> tree.put("until", until));
    tree.put("changes", effects(proposal.changes()));
    tree.put("follows", effects(proposal.follows()));
    return tree;
  }

  /** Changes for people and programs: {@code {put, value}} or {@code {remove}}. */
  static List<Object> effects(List<Effect> effects) {
    List<Object> list = new ArrayList<>(effects.size());
    for (Effect effect : effects) {
      list.add(
          effect instanceof Effect.Put put
              ? Map.of("put", put.at().toString(), "value", put.value())
              : Map.of("remove", effect.at().toString()));
    }
    return list;
  }

  private static Sent sent(JsonObject tree) {
    return new Sent(
        text(tree, "by"),
        text(tree, "device"),
        number(tree, "n"),
        text(tree, "type"),
        object(tree, "payload"),
        text(tree, "summary"),
        Instant.parse(text(tree, "at")));
  }

  private static Asked asked(Object value) {
    JsonObject tree = object(value);
    return new Asked(
        text(tree, "summary"),
        texts(tree, "to"),
        object(tree, "suggestion"),
        until(tree),
        Boolean.TRUE.equals(tree.get("answered")));
  }

  private static Answer answer(Object value) {
    JsonObject tree = object(value);
    return new Answer(some(tree.get("value")), text(tree, "by"));
  }

  private static Proposal proposal(JsonObject tree) {
    return new Proposal(
        text(tree, "reason"),
        texts(tree, "to"),
        until(tree),
        effects(tree, "changes"),
        effects(tree, "follows"));
  }

  private static Optional<Instant> until(JsonObject tree) {
    return tree.get("until") instanceof String text
        ? Optional.of(Instant.parse(text))
        : Optional.empty();
  }

  private static List<Effect> effects(JsonObject tree, String key) {
    List<Effect> effects = new ArrayList<>();
    if (tree.get(key) instanceof JsonArray array) {
      for (Object each : array.elements()) {
        JsonObject one = object(each);
        effects.add(
            one.has("put")
                ? new Effect.Put(Pointer.parse(text(one, "put")), some(one.get("value")))
                : new Effect.Remove(Pointer.parse(text(one, "remove"))));
      }
    }
    return effects;
  }

  private interface Reader<T> {
    T read(Object value);
  }

  private static <T> Map<String, T> map(JsonObject tree, String key, Reader<T> reader) {
    Map<String, T> map = new LinkedHashMap<>();
    if (tree.get(key) instanceof JsonObject members) {
      members.forEach((name, value) -> map.put(name, reader.read(value)));
    }
    return map;
  }

  static List<String> texts(JsonObject tree, String key) {
    List<String> texts = new ArrayList<>();
    if (tree.get(key) instanceof JsonArray array) {
      for (Object each : array.elements()) {
        if (each instanceof String text) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  static JsonObject object(JsonObject tree, String key) {
    return object(tree.get(key));
  }

  static JsonObject object(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new IllegalArgumentException("an object is missing");
  }

  static Object some(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("a value is missing");
    }
    return value;
  }

  static String text(JsonObject tree, String key) {
    if (tree.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("\"" + key + "\" is missing or no text");
  }

  private static long number(JsonObject tree, String key) {
    return number(tree.get(key));
  }

  private static long number(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("a whole number is missing");
  }
}
