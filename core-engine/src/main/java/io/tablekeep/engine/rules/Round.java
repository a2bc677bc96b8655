package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.PatternTrie.Touched;
import io.tablekeep.engine.rules.SystemRules.AfterRule;
import io.tablekeep.engine.rules.SystemRules.DeriveRule;
import io.tablekeep.engine.rules.SystemRules.GuardRule;
import io.tablekeep.engine.rules.SystemRules.ShapeRule;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.bind.Records.UnknownKeys;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.Problem;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.After;
import io.tablekeep.sdk.game.Check;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Guard;
import io.tablekeep.sdk.game.Handler;
import io.tablekeep.sdk.game.Reaction;
import io.tablekeep.sdk.game.Verdict;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Changes.Change;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides one action: guards, handler, after, changed (repeated), derive, shape. Used once, on one
 * thread. What a rule throws passes through; a {@link TablekeepException} of kind USER is caught
 * and becomes a refusal, because its message is for the player.
 */
public final class Round {
  /** Passes of reactions to reactions. */
  static final int MOST_PASSES = 8;

  /** Actions that follow from one another. */
  static final int MOST_FOLLOWING = 8;

  private final RuleBook book;
  private final RoundContext context;
  private final JsonObject before;
  private final RuleState state;
  private final RoundTable table;
  private final Speech speech;

  /** Ends a round early with an answer other than applying. */
  private static final class Ends extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Decision decision;

    Ends(Decision decision) {
      super(null, null, false, false);
      this.decision = decision;
    }
  }

  /** Where what is being applied may be. */
  private Fence fence = Fence.plugin();

  /** Something happened instead of the action. */
  private @Nullable Outcome instead;

  /**
   * A round.
   *
   * @param book the campaign's rules
   * @param root the document to decide on
   * @param context what else may be used
   */
  public Round(RuleBook book, JsonObject root, RoundContext context) {
    this.book = book;
    this.context = context;
    this.before = root;
    this.state = new RuleState(root, context.version());
    this.table = new RoundTable(context, state, book);
    this.speech = new Speech(context, state, table);
  }

  /**
   * Decides with the table's own rules, as long as no plugin has a say.
   *
   * @param action the action
   * @param payload its payload
   * @return what it came to, or null when plugin code has to be asked: then throw this round away
   */
  public @Nullable Decided decideBuiltIn(ActionRule action, Record payload) {
    if (!action.system().isTable() || book.pluginBefore(action.payload(), state)) {
      return null;
    }
    return decide(action, payload, false);
  }

  /**
   * Decides with all rules.
   *
   * @param action the action
   * @param payload its payload
   * @return what it came to
   */
  public Decided decide(ActionRule action, Record payload) {
    Decided decided = decide(action, payload, true);
    return decided == null ? refused(unexpected()) : decided;
  }

  private @Nullable Decided decide(ActionRule action, Record payload, boolean plugins) {
    try {
      Optional<Decision.Reject> amiss = References.check(before, context, payload);
      if (amiss.isPresent()) {
        return refused(amiss.get());
      }
      if (!act(action, payload, plugins, 0)) {
        return null;
      }
      if (!plugins && book.pluginAfter(state.effects(), before, state.root())) {
        return null;
      }
      if (plugins) {
        react();
        derive();
        shape();
        Form.check(state.effects(), before, state.root());
      }
      Windows.trim(state);
      Outcome outcome = instead == null ? Outcome.OK : instead;
      return new Decided(
          before,
          state.root(),
          state.effects(),
          table.rolls(),
          outcome,
          Optional.empty(),
          List.of());
    } catch (Ends ends) {
      return ended(ends.decision);
    } catch (TablekeepException e) {
      if (e.kind() != ErrorKind.USER) {
        throw e;
      }
      return refused(new Decision.Reject(e.code(), e.message(), e.field().orElse("")));
    }
  }

  /** Guards and handler of one action, then of those that follow; false when plugins are needed. */
  private boolean act(ActionRule action, Record payload, boolean plugins, int depth) {
    if (depth > MOST_FOLLOWING) {
      throw fault("follows-too-deep", action.name() + " is more than 8 actions deep");
    }
    if (!plugins && (!action.system().isTable() || book.pluginBefore(action.payload(), state))) {
      return false;
    }
    fence = Fence.plugin();
    for (GuardRule guard : book.guards(action.payload(), state)) {
      if (!pass(judge(guard, payload), depth)) {
        return true;
      }
    }
    fence = Fence.of(action);
    if (!take(handle(action, payload), action, plugins, depth)) {
      return false;
    }
    fence = Fence.plugin();
    for (AfterRule after : book.afters(action.payload())) {
      apply(consequence(after, payload), plugins, depth);
    }
    return true;
  }

  private boolean pass(Verdict verdict, int depth) {
    if (verdict instanceof Verdict.Allow allow) {
      apply(allow.also(), true, depth);
      return true;
    }
    if (verdict instanceof Verdict.Instead other) {
      apply(other.changes(), true, depth);
      instead = new Outcome.Applied(other.code(), other.message());
      return false;
    }
    throw new Ends((Decision) verdict);
  }

  private boolean take(Decision decision, ActionRule action, boolean plugins, int depth) {
    if (decision instanceof Decision.Apply apply) {
      boolean ask = action.needsApproval() && !context.by().role().runsGame();
      return ask
          ? take(Decision.propose(apply.changes(), action.description()), action, plugins, depth)
          : apply(apply.changes(), plugins, depth);
    }
    if (decision instanceof Decision.Propose propose && context.approved()) {
      return apply(propose.changes(), plugins, depth);
    }
    throw new Ends(decision);
  }

  private boolean apply(Changes changes, boolean plugins, int depth) {
    Fence mine = fence;
    for (Change change : changes.list()) {
      mine.check(change);
      if (change instanceof Change.Say say) {
        speech.say(say.to(), say.text());
      } else if (change instanceof Change.Follow follow) {
        ActionRule next = book.action(follow.action().getClass());
        if (next == null) {
          throw fault("no-such-action", follow.action().getClass().getName() + " is no action");
        }
        if (!act(next, follow.action(), plugins, depth + 1)) {
          return false;
        }
        fence = mine;
      } else {
        state.apply(change);
      }
    }
    return true;
  }

  private void react() {
    fence = Fence.plugin();
    JsonObject from = before;
    int seen = 0;
    for (int pass = 0; seen < state.effects().size(); pass++) {
      List<Effect> fresh = List.copyOf(state.effects().subList(seen, state.effects().size()));
      seen = state.effects().size();
      JsonObject to = state.root();
      Set<Touched<Reaction>> touched = book.reactions().touched(fresh, from, to);
      if (!touched.isEmpty() && pass == MOST_PASSES) {
        throw fault("reactions-do-not-end", "reactions still change things after 8 passes");
      }
      for (Touched<Reaction> each : touched) {
        apply(
            each.rule()
                .changed(
                    table,
                    NodeView.of(from).at(each.at()),
                    NodeView.of(state.root()).at(each.at())),
            true,
            0);
      }
      from = to;
    }
  }

  private void derive() {
    for (Touched<DeriveRule> each :
        book.derivations().touched(List.copyOf(state.effects()), before, state.root())) {
      if (state.get(each.at()) instanceof JsonObject) {
        Object value = each.rule().derivation().derive(NodeView.of(state.root()).at(each.at()));
        Pointer place = each.at().child(each.rule().key());
        fence.check(place);
        if (value instanceof Optional<?> maybe) {
          if (maybe.isEmpty()) {
            state.remove(place);
            continue;
          }
          value = maybe.get();
        }
        state.putValue(place, Records.write(value, context.version()));
      }
    }
  }

  private void shape() {
    for (Touched<ShapeRule> each : book.shapes().touched(state.effects(), before, state.root())) {
      Object value = state.get(each.at());
      if (value != null) {
        problem(each.rule(), value)
            .ifPresent(
                p -> {
                  throw new Ends(new Decision.Reject(p.code(), p.message(), ""));
                });
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Record> Optional<Problem> problem(ShapeRule rule, Object value) {
    T typed;
    try {
      typed = (T) Records.read(value, rule.type(), UnknownKeys.IGNORED);
    } catch (TablekeepException e) {
      return Optional.of(new Problem(e.code(), e.message(), e.field().orElse("")));
    }
    return ((Check<T>) rule.check()).check(typed).findFirst();
  }

  @SuppressWarnings("unchecked")
  private <P extends Record> Verdict judge(GuardRule rule, Record payload) {
    return ((Guard<P>) rule.guard).judge(table, (P) payload);
  }

  @SuppressWarnings("unchecked")
  private <P extends Record> Decision handle(ActionRule rule, Record payload) {
    return ((Handler<P>) rule.handler()).decide(table, (P) payload);
  }

  @SuppressWarnings("unchecked")
  private <P extends Record> Changes consequence(AfterRule rule, Record payload) {
    return ((After<P>) rule.after()).after(table, (P) payload);
  }

  private Decided ended(Decision decision) {
    if (decision instanceof Decision.Reject reject) {
      return refused(reject);
    }
    List<Effect> proposed = List.of();
    if (decision instanceof Decision.Propose propose) {
      apply(propose.changes(), true, 0);
      Form.check(state.effects(), before, state.root());
      proposed = List.copyOf(state.effects());
    }
    String summary =
        decision instanceof Decision.Ask ask
            ? ask.questions().get(0).summary()
            : ((Decision.Propose) decision).reason();
    return new Decided(
        before,
        before,
        List.of(),
        table.rolls(),
        new Outcome.Pending("waits", summary, Keys.of(context.ids(), 0)),
        Optional.of(decision),
        proposed);
  }

  private Decided refused(Decision.Reject reject) {
    return Decided.nothing(
        before,
        table.rolls(),
        new Outcome.Refused(reject.code(), reject.message(), reject.field()));
  }

  private static Decision.Reject unexpected() {
    return Decision.reject("rule-failed", "The rules gave no answer.");
  }

  private static TablekeepException fault(String code, String message) {
    return new TablekeepException(ErrorKind.PLUGIN, code, message);
  }
}
