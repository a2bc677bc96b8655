package io.tablekeep.engine.rules;

import io.tablekeep.engine.dice.DiceTray;
import io.tablekeep.engine.dice.Fallen;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides old entries again, to see what other rules make of them before these are trusted with a
 * table. Pure; run where a plugin's rules run.
 */
public final class Canary {
  private static final int MOST_WORDS = 200;

  /** What is decided from the journal and not by rules. */
  private static final Set<String> FROM_THE_JOURNAL =
      Set.of("history.return", "branch.create", "branch.rename", "branch.remove", "branch.merge");

  private Canary() {}

  /**
   * What other rules make of an entry.
   *
   * @param at the first place that would be another; empty for the outcome
   * @param was what the entry says
   * @param now what the other rules say
   */
  public record Other(String at, String was, String now) {}

  /**
   * Decides an action again, with the dice and the time of its entry.
   *
   * @param book the other rules
   * @param sight who sees what
   * @param by who sent it
   * @param entry the entry of an action
   * @param before the document before it
   * @param after the document after it
   * @return what differs; empty when nothing does, and for what was no action, or waited
   */
  public static Optional<Other> again(
      RuleBook book,
      Sight sight,
      Participant by,
      Entry entry,
      JsonObject before,
      JsonObject after) {
    boolean waited =
        entry.outcome() instanceof Outcome.Pending
            || entry.outcome() instanceof Outcome.Several
            || !entry.settled().isEmpty();
    if (waited || !entry.cause().hasId() || FROM_THE_JOURNAL.contains(entry.cause().type())) {
      return Optional.empty();
    }
    String was = words(entry.outcome());
    ActionRule rule = book.action(entry.cause().type());
    if (rule == null) {
      return Optional.of(new Other("", was, "unknown-action"));
    }
    Decided decided;
    try {
      Record payload =
          Records.read(entry.cause().payload(), rule.payload(), Records.UnknownKeys.REFUSED);
      decided = new Round(book, before, context(entry, by, sight)).decide(rule, payload);
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.of(new Other("", was, "it fails: " + e));
    }
    if (!was.equals(words(decided.outcome()))) {
      return Optional.of(new Other("", was, words(decided.outcome())));
    }
    List<Effect> all = new ArrayList<>(entry.effects());
    all.addAll(decided.effects());
    for (Effect effect : all) {
      Object then = Trees.get(after, effect.at());
      Object now = Trees.get(decided.root(), effect.at());
      if (!isEngines(effect.at()) && !Objects.equals(then, now)) {
        return Optional.of(new Other(effect.at().toString(), text(then), text(now)));
      }
    }
    return Optional.empty();
  }

  /** What players have explored the engine writes down, whatever the rules. */
  private static boolean isEngines(Pointer at) {
    return at.size() > 2 && at.key(0).equals("maps") && at.key(2).equals("explored");
  }

  private static RoundContext context(Entry entry, Participant by, Sight sight) {
    Map<String, Fallen> rolls = new HashMap<>();
    for (Rolled rolled : entry.rolls()) {
      rolls.put(rolled.what(), Fallen.of(rolled));
    }
    long micros = Keys.micros(entry.time());
    for (Effect effect : entry.effects()) {
      for (String key : effect.at().keys()) {
        long time = Keys.microsOf(key);
        // Entries keep milliseconds; a key made in that millisecond tells the rest.
        micros = time / 1_000 == micros / 1_000 ? Math.max(micros, time) : micros;
      }
    }
    Instant at = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
    return new RoundContext(
        by,
        at,
        at,
        micros,
        entry.version(),
        rolls,
        Map.of(),
        false,
        DiceTray.of(OTHER_DICE),
        sight);
  }

  /** Dice that the entry has not: every die shows its lowest face, and the difference shows. */
  private static final Chance OTHER_DICE =
      new Chance() {
        @Override
        public int below(int bound) {
          return 0;
        }

        @Override
        public long bits() {
          return 0;
        }
      };

  private static String words(Outcome outcome) {
    return outcome instanceof Outcome.Refused ? "refused " + outcome.code() : outcome.code();
  }

  private static String text(@Nullable Object value) {
    String text = value == null ? "nothing" : JsonWriter.text(value);
    return text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS) + "…";
  }
}
