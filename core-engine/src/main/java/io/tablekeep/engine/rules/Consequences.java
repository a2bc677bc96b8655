package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.rules.PatternTrie.Touched;
import io.tablekeep.engine.rules.SystemRules.DeriveRule;
import io.tablekeep.engine.rules.SystemRules.ShapeRule;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.ReadSet;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.bind.Records.UnknownKeys;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.Problem;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Check;
import io.tablekeep.sdk.game.Reaction;
import io.tablekeep.sdk.schema.Constraints;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What follows from changes, whoever made them: reactions, stored derivations, and whether the
 * result is well formed. Used once, on the round's thread.
 */
final class Consequences {
  /** Passes of reactions to reactions. */
  static final int MOST_PASSES = 8;

  private final RuleBook book;
  private final JsonObject before;
  private final RuleState state;
  private final RoundTable table;
  private final long version;

  /** Something in the document would not be well formed. */
  static final class Misshapen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Pointer at;

    Misshapen(Problem problem, Pointer at) {
      super(problem.message(), null, false, false);
      this.problem = problem;
      this.at = at;
    }

    String code() {
      return problem.code();
    }

    Problem problem() {
      return problem;
    }

    Pointer at() {
      return at;
    }
  }

  Consequences(RuleBook book, JsonObject before, RuleState state, RoundTable table, long version) {
    this.book = book;
    this.before = before;
    this.state = state;
    this.table = table;
    this.version = version;
  }

  void follow(Consumer<Changes> apply) {
    react(apply);
    settle();
  }

  /** What follows when nothing is to react. */
  void settle() {
    derive();
    shape();
  }

  private void react(Consumer<Changes> apply) {
    JsonObject from = before;
    int seen = 0;
    for (int pass = 0; seen < state.effects().size(); pass++) {
      List<Effect> fresh = List.copyOf(state.effects().subList(seen, state.effects().size()));
      seen = state.effects().size();
      JsonObject to = state.root();
      Set<Touched<Reaction>> touched = book.reactions().touched(fresh, from, to);
      if (!touched.isEmpty() && pass == MOST_PASSES) {
        throw new TablekeepException(
            ErrorKind.PLUGIN,
            "reactions-do-not-end",
            "reactions still change things after 8 passes");
      }
      for (Touched<Reaction> each : touched) {
        apply.accept(
            each.rule().changed(table, state.node(from).at(each.at()), state.node().at(each.at())));
      }
      from = to;
    }
  }

  private void derive() {
    for (Touched<DeriveRule> each :
        book.derivations().touched(List.copyOf(state.effects()), before, state.root())) {
      state.note(each.at(), ReadSet.What.EXISTENCE);
      if (state.get(each.at()) instanceof JsonObject) {
        Object value = each.rule().derivation().derive(state.node().at(each.at()));
        Pointer place = each.at().child(each.rule().key());
        Fence.plugin().check(place);
        if (value instanceof Optional<?> maybe) {
          if (maybe.isEmpty()) {
            state.remove(place);
            continue;
          }
          value = maybe.get();
        }
        state.putValue(place, Records.write(value, version));
      }
    }
  }

  private void shape() {
    for (Touched<ShapeRule> each : book.shapes().touched(state.effects(), before, state.root())) {
      state.note(each.at(), ReadSet.What.VALUE);
      Object value = state.get(each.at());
      Optional<Problem> problem = value == null ? Optional.empty() : problem(each.rule(), value);
      if (problem.isPresent()) {
        throw new Misshapen(problem.get(), each.at());
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Record> Optional<Problem> problem(ShapeRule rule, Object value) {
    T typed;
    try {
      Object whole =
          rule.defaults().isEmpty()
              ? value
              : RoundTable.overlaid(rule.defaults().orElseThrow(), value);
      typed = (T) Records.read(whole, rule.type(), UnknownKeys.IGNORED);
    } catch (TablekeepException e) {
      return Optional.of(new Problem(e.code(), e.message(), e.field().orElse("")));
    }
    return Stream.concat(Constraints.check(typed).stream(), ((Check<T>) rule.check()).check(typed))
        .findFirst();
  }
}
