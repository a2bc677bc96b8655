package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.patch.Diff;
import io.tablekeep.sdk.state.Pointer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes that were proposed at one time and happen at another. What they put into the document is
 * what was proposed; but a line of chat or dice is said when it happens, so it gets the place and
 * the time of that, and which old line goes for it is none of the proposal's business. Pure.
 */
public final class Lines {
  private static final String CHAT = "chat";
  private static final String DICE = "dice";

  private Lines() {}

  /**
   * Whether a place is within the lines of chat or dice.
   *
   * @param at the place
   * @return true for such a line, and for all of them
   */
  public static boolean isLine(Pointer at) {
    return at.size() > 0 && (at.key(0).equals(CHAT) || at.key(0).equals(DICE));
  }

  /**
   * Makes proposed changes happen, without any rule.
   *
   * @param root the document
   * @param effects what was proposed
   * @param at the time of the entry; keys of that time are not used otherwise
   * @param version version of the entry
   * @param rolls dice to journal
   * @return the decision, applied
   */
  public static Decided happen(
      JsonObject root, List<Effect> effects, Instant at, long version, List<Rolled> rolls) {
    RuleState state = new RuleState(root, version, null);
    retimed(effects, at, version).forEach(state::apply);
    Windows.trim(state);
    return Decided.of(root, state.root(), state.effects(), 0, rolls, Outcome.OK);
  }

  private static boolean isNewLine(Effect effect) {
    return isLine(effect.at()) && effect.at().size() == 2 && effect instanceof Effect.Put;
  }

  /**
   * What follows from what the rules decided, but for the old lines that go for new ones.
   *
   * @param decided what a round came to
   * @return the effects that the rules did not decide themselves
   */
  public static List<Effect> follows(Decided decided) {
    List<Effect> follows = new ArrayList<>();
    List<Effect> all = decided.effects();
    for (Effect effect : all.subList(decided.decided(), all.size())) {
      if (!(isLine(effect.at()) && effect instanceof Effect.Remove)) {
        follows.add(effect);
      }
    }
    return follows;
  }

  /**
   * The same with new lines of another time.
   *
   * @param effects what was proposed
   * @param at the time of the entry
   * @param version version of the entry
   * @return what happens
   */
  public static List<Effect> retimed(List<Effect> effects, Instant at, long version) {
    List<Effect> retimed = new ArrayList<>(effects.size());
    int count = 0;
    for (Effect effect : effects) {
      if (isNewLine(effect) && effect instanceof Effect.Put put) {
        Object line =
            put.value() instanceof JsonObject object
                ? object.with("at", Records.write(at, version), version)
                : put.value();
        String key = Keys.of(Keys.micros(at), count++);
        retimed.add(new Effect.Put(Pointer.of(effect.at().key(0), key), line));
      } else {
        retimed.add(effect);
      }
    }
    return retimed;
  }

  /**
   * Whether two proposals come to the same on a document, whatever the times of their lines.
   *
   * @param root the document
   * @param one what one changes
   * @param decided what the other came to
   * @return true when the document would be the same, and the same would be said
   */
  public static boolean same(JsonObject root, List<Effect> one, Decided decided) {
    List<Effect> other = new ArrayList<>(decided.effects().subList(0, decided.decided()));
    other.addAll(follows(decided));
    if (!said(one).equals(said(other))) {
      return false;
    }
    boolean[] differ = {false};
    Diff.walk(
        without(root, one),
        without(root, other),
        new Diff.Visitor() {
          @Override
          public void set(Pointer at, @Nullable Object before, Object after) {
            differ[0] = true;
          }

          @Override
          public void remove(Pointer at, Object before) {
            differ[0] = true;
          }
        });
    return !differ[0];
  }

  private static JsonObject without(JsonObject root, List<Effect> effects) {
    RuleState state = new RuleState(root, 0, null);
    for (Effect effect : effects) {
      if (!isNewLine(effect)) {
        state.apply(effect);
      }
    }
    return state.root();
  }

  private static List<Object> said(List<Effect> effects) {
    List<Object> said = new ArrayList<>();
    for (Effect effect : effects) {
      if (isNewLine(effect) && effect instanceof Effect.Put put) {
        said.add(effect.at().key(0));
        said.add(put.value() instanceof JsonObject line ? line.without("at", 0) : put.value());
      }
    }
    return said;
  }
}
