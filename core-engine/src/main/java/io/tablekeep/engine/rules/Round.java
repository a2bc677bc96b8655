package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.SystemRules.AfterRule;
import io.tablekeep.engine.rules.SystemRules.GuardRule;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.ReadSet;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.After;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Ending;
import io.tablekeep.sdk.game.Guard;
import io.tablekeep.sdk.game.Handler;
import io.tablekeep.sdk.game.Verdict;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Changes.Change;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides one action: guards, handler, after, changed (repeated), derive, shape. Of a proposal it
 * decides all of that as if it were agreed to, so that whoever is asked sees the whole of it, and
 * is not asked for what could not be. Used once, on one thread. What a rule throws passes through;
 * a {@link TablekeepException} of kind USER is caught and becomes a refusal, because its message is
 * for the player.
 */
public final class Round {
  /** Actions that follow from one another. */
  static final int MOST_FOLLOWING = 8;

  private final RuleBook book;
  private final RoundContext context;
  private final JsonObject before;
  private final RuleState state;
  private final RoundTable table;
  private final Speech speech;

  /** What the rules propose, the first time they do; the round goes on as if it were agreed to. */
  private Decision.@Nullable Propose proposal;

  /** Where what is being applied may be. */
  private Fence fence = Fence.plugin();

  /** Nothing reacts: it did when it first became so. */
  private boolean restores;

  /** Whether what was read is told of an action that simply applies, too. */
  private boolean telling;

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
    ReadSet reads = context.watched() ? new ReadSet(root) : null;
    this.state = new RuleState(root, context.version(), reads);
    this.table = new RoundTable(context, state, book);
    this.speech = new Speech(context, state, table);
    state.note(Pointer.of("participants", context.by().id()), ReadSet.What.VALUE);
  }

  /**
   * Tells what was read also when the action applies at once.
   *
   * @param tells whether it does
   * @return this
   */
  public Round telling(boolean tells) {
    telling = tells;
    return this;
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

  /**
   * Takes changes that are ready made, from wherever: what follows from them, and whether what
   * comes of them is well formed.
   *
   * @param changes what changes
   * @param plugins whether this is the place for plugin code
   * @return what it came to; a refusal's field is the place in the document. Null when plugin code
   *     has to be asked and this is not the place: then throw this round away
   */
  public @Nullable Decided admit(List<Effect> changes, boolean plugins) {
    return admit(() -> changes.forEach(state::apply), plugins);
  }

  /**
   * Takes what has been before, here or in a branch: nothing reacts, but shapes hold.
   *
   * @param changes what changes
   * @return what it came to; a refusal's field is the place in the document
   */
  public Decided restore(List<Effect> changes) {
    restores = true;
    return Optional.ofNullable(admit(changes, true)).orElseGet(() -> refused(unexpected()));
  }

  /**
   * Takes changes of an import or another host.
   *
   * @param changes what is put, removed and added up; nothing is said and no action follows
   * @return what it came to; a refusal's field is the place in the document
   */
  public Decided admit(Changes changes) {
    Decided decided = admit(() -> state.applyAll(changes), true);
    return decided == null ? refused(unexpected()) : decided;
  }

  /**
   * Ends something whose time is up.
   *
   * @param end the thing, which the rules declare to end
   * @return what it came to
   * @throws TablekeepException kind {@code PLUGIN}: what the rules make of it cannot be
   */
  public Decided end(Endings.End end) {
    Ending ending = book.ending(end).orElseThrow().ending();
    Decided decided = admit(() -> end(end, ending), true);
    if (decided == null || decided.waits().isPresent()) {
      throw fault("asks-nobody", "what ends at " + end.at() + " asks, and nobody acted");
    }
    if (decided.outcome() instanceof Outcome.Refused no) {
      throw fault(no.code(), no.message() + (no.field().isEmpty() ? "" : " At " + no.field()));
    }
    return decided;
  }

  private void end(Endings.End end, Ending ending) {
    fence = Fence.plugin();
    apply(ending.ended(table, state.node().at(end.at())), true, 0);
    Instant moment = Endings.moment(state.root(), end);
    if (moment != null && !moment.isAfter(context.at())) {
      state.remove(end.at());
    }
  }

  private @Nullable Decided admit(Runnable changes, boolean plugins) {
    try {
      changes.run();
      return follow(plugins);
    } catch (Consequences.Misshapen amiss) {
      return refused(
          new Decision.Reject(amiss.code(), amiss.problem().message(), amiss.at().toString()));
    } catch (Ends ends) {
      return ended(ends.decision());
    } catch (TablekeepException e) {
      return refused(e);
    }
  }

  private @Nullable Decided decide(ActionRule action, Record payload, boolean plugins) {
    try {
      Optional<Decision.Reject> amiss = References.check(before, context, payload);
      if (amiss.isPresent()) {
        return refused(amiss.get());
      }
      return act(action, payload, plugins, 0) ? follow(plugins) : null;
    } catch (Ends ends) {
      return ended(ends.decision());
    } catch (Consequences.Misshapen amiss) {
      return refused(new Decision.Reject(amiss.code(), amiss.problem().message(), ""));
    } catch (RoundTable.BadAnswer bad) {
      return badAnswer(bad);
    } catch (TablekeepException e) {
      return refused(e);
    }
  }

  /** What follows from the changes so far; null when plugins are needed. */
  private @Nullable Decided follow(boolean plugins) {
    int decided = state.effects().size();
    Optional<List<ReadSet.Read>> own = telling ? state.reads() : Optional.empty();
    if (plugins) {
      fence = Fence.plugin();
      Consequences consequences = new Consequences(book, before, state, table, context.version());
      if (restores) {
        consequences.settle();
      } else {
        consequences.follow(changes -> apply(changes, true, 0));
      }
      Form.check(state.effects(), before, state.root());
    } else if (book.pluginAfter(state.effects(), before, state.root())) {
      return null;
    }
    Windows.trim(state);
    Decision.Propose proposed = proposal;
    Outcome outcome = instead == null ? Outcome.OK : instead;
    boolean again = context.ids() != Keys.micros(context.at());
    return new Decided(
        before,
        state.root(),
        state.effects(),
        decided,
        table.rolls(),
        proposed == null ? outcome : waiting(),
        Optional.ofNullable(proposed),
        proposed == null && !again ? own : state.reads(),
        Optional.empty(),
        List.of());
  }

  private Outcome waiting() {
    return new Outcome.Pending("waits", "It waits for an answer.", Keys.of(context.ids(), 0));
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
    if (decision instanceof Decision.Propose propose) {
      if (proposal == null) {
        proposal = propose;
      } else if (!proposal.whom().equals(propose.whom())) {
        // Two that have different people agree: whoever runs the game agrees to both.
        proposal = new Decision.Propose(Changes.none(), Audience.gm(), proposal.reason());
      }
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
    if (decision instanceof Decision.Ask ask) {
      Questions.check(ask);
    }
    return bare(waiting(), Optional.of(decision), Optional.empty());
  }

  private Decided badAnswer(RoundTable.BadAnswer bad) {
    Outcome refused =
        new Outcome.Refused(
            bad.problem().code(), bad.problem().message(), "/answer" + bad.problem().field());
    return bare(refused, Optional.empty(), Optional.of(bad.question()));
  }

  /** Nothing changes, but for the dice that fell. */
  private Decided bare(Outcome outcome, Optional<Decision> waits, Optional<String> bad) {
    return new Decided(
        before,
        before,
        List.of(),
        0,
        table.rolls(),
        outcome,
        waits,
        Optional.empty(),
        bad,
        List.of());
  }

  private Decided refused(TablekeepException e) {
    if (e.kind() != ErrorKind.USER) {
      throw e;
    }
    return refused(new Decision.Reject(e.code(), e.message(), e.field().orElse("")));
  }

  private Decided refused(Decision.Reject reject) {
    return Decided.nothing(
        before,
        table.rolls(),
        new Outcome.Refused(reject.code(), reject.message(), pointer(reject.field())));
  }

  /** Rules name components, receipts point into the payload (RFC 6901). */
  private static String pointer(String field) {
    return field.isEmpty() || field.startsWith("/") ? field : '/' + field.replace("~", "~0");
  }

  private static Decision.Reject unexpected() {
    return Decision.reject("rule-failed", "The rules gave no answer.");
  }

  private static TablekeepException fault(String code, String message) {
    return new TablekeepException(ErrorKind.PLUGIN, code, message);
  }
}
