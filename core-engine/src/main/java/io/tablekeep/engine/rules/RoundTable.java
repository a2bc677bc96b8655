package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.engine.state.bind.ReadSet;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.bind.Records.UnknownKeys;
import io.tablekeep.engine.state.patch.MergePatch;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.dice.odds.Odds;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.Problem;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.geometry.sight.Walls;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.schema.Constraints;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table as one round's rules see it. Single-threaded; lives as long as the round. */
final class RoundTable implements Table {
  private final RoundContext context;
  private final RuleState state;
  private final JsonObject before;
  private final RuleBook book;
  private final Optional<SystemRules> system;
  private final RoundDice dice;
  private int ids;

  RoundTable(RoundContext context, RuleState state, RuleBook book) {
    this.context = context;
    this.state = state;
    this.before = state.root();
    this.book = book;
    this.system = book.system();
    this.dice = new RoundDice(context, state, system);
  }

  List<Rolled> rolls() {
    return dice.rolled();
  }

  Node node(Pointer at) {
    return state().at(at);
  }

  @Override
  public Node state() {
    return state.node();
  }

  @Override
  public Node state(Changes with) {
    return state.with(with).node();
  }

  @Override
  public Node before() {
    return state.node(before);
  }

  @Override
  public Participant by() {
    return context.by();
  }

  @Override
  public Instant now() {
    return context.now();
  }

  @Override
  public String newId() {
    return Keys.of(context.ids(), ids++);
  }

  /** A key for a line, which stands where it is said, not where its action was first decided. */
  String newLine() {
    return Keys.of(Keys.micros(context.at()), ids++);
  }

  @Override
  public <S extends Record> S settings(Class<S> type) {
    Record defaults =
        system
            .flatMap(SystemRules::settings)
            .filter(type::isInstance)
            .orElseThrow(
                () ->
                    new TablekeepException(
                        ErrorKind.PLUGIN,
                        "no-settings",
                        type.getName() + " was not declared as the system's settings"));
    Pointer place = SystemRules.placeOfSettings(system.orElseThrow().id());
    state.note(place, ReadSet.What.VALUE);
    Object own = Trees.get(state.root(), place);
    try {
      return Records.read(overlaid(defaults, own), type, UnknownKeys.IGNORED);
    } catch (TablekeepException e) {
      throw new TablekeepException(
          ErrorKind.USER,
          "bad-settings",
          "The settings at " + place + " are wrong: " + e.message());
    }
  }

  /** A record with what stands in the document laid over it, as a tree. */
  static Object overlaid(Record defaults, @Nullable Object own) {
    Object written = Records.write(defaults, 0);
    return own == null ? written : MergePatch.apply(written, own, 0);
  }

  @Override
  public boolean flag(String name) {
    Flag flag = book.flag(name);
    if (flag == null) {
      throw new TablekeepException(
          ErrorKind.PLUGIN, "no-such-flag", "nobody declared the flag '" + name + "'");
    }
    Pointer place = Pointer.of("flags", flag.name());
    state.note(place, ReadSet.What.VALUE);
    return Trees.get(state.root(), place) instanceof Boolean chosen ? chosen : flag.byDefault();
  }

  @Override
  public Walls walls(MapRef map) {
    return state().at(map.pointer()).at("walls") instanceof NodeView node
            && node.exists()
            && node.tree() instanceof JsonObject tree
        ? book.walls().of(map.id(), tree)
        : Walls.none();
  }

  @Override
  public Roll roll(String what, String notation, Audience to, Optional<Node> sheet) {
    return dice.roll(what, notation, to, sheet);
  }

  @Override
  public Odds odds(String notation, Optional<Node> sheet) {
    return dice.odds(notation, sheet);
  }

  @Override
  public <A extends Record> Optional<A> answer(String key, Class<A> type) {
    Object answer = context.answers().get(key);
    if (answer == null) {
      return Optional.empty();
    }
    A typed;
    try {
      typed = Records.read(answer, type, UnknownKeys.REFUSED);
    } catch (TablekeepException e) {
      if (e.kind() != ErrorKind.USER) {
        throw e;
      }
      throw new BadAnswer(key, new Problem(e.code(), e.message(), e.field().orElse("")));
    }
    List<Problem> problems = Constraints.check(typed);
    if (!problems.isEmpty()) {
      Problem first = problems.get(0);
      throw new BadAnswer(key, new Problem(first.code(), first.message(), '/' + first.field()));
    }
    return Optional.of(typed);
  }

  /** An answer is not of the form that the rule asked for: whoever gave it is told. */
  static final class BadAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String question;
    private final transient Problem problem;

    BadAnswer(String question, Problem problem) {
      super(problem.message(), null, false, false);
      this.question = question;
      this.problem = problem;
    }

    String question() {
      return question;
    }

    Problem problem() {
      return problem;
    }
  }
}
