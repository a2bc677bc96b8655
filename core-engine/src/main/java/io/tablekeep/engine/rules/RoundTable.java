package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.bind.Records.UnknownKeys;
import io.tablekeep.engine.state.patch.MergePatch;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.geometry.sight.Walls;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table as one round's rules see it. Single-threaded; lives as long as the round. */
final class RoundTable implements Table {
  /** Rolls one action may make. */
  static final int MOST_ROLLS = 1_000;

  private final RoundContext context;
  private final RuleState state;
  private final JsonObject before;
  private final RuleBook book;
  private final Optional<SystemRules> system;
  private final Map<String, Rolled> rolls = new LinkedHashMap<>();
  private int ids;

  RoundTable(RoundContext context, RuleState state, RuleBook book) {
    this.context = context;
    this.state = state;
    this.before = state.root();
    this.book = book;
    this.system = book.system();
  }

  List<Rolled> rolls() {
    return new ArrayList<>(rolls.values());
  }

  Node node(Pointer at) {
    return state().at(at);
  }

  @Override
  public Node state() {
    return NodeView.of(state.root());
  }

  @Override
  public Node state(Changes with) {
    RuleState then = new RuleState(state.root(), context.version());
    then.applyAll(with);
    return NodeView.of(then.root());
  }

  @Override
  public Node before() {
    return NodeView.of(before);
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
    Object written = Records.write(defaults, 0);
    Object own =
        Trees.get(state.root(), Pointer.of("campaign", "settings", system.orElseThrow().id()));
    return Records.read(
        own == null ? written : MergePatch.apply(written, own, 0), type, UnknownKeys.IGNORED);
  }

  @Override
  public boolean flag(String name) {
    Flag flag = book.flag(name);
    if (flag == null) {
      throw new TablekeepException(
          ErrorKind.PLUGIN, "no-such-flag", "nobody declared the flag '" + name + "'");
    }
    return Trees.get(state.root(), Pointer.of("flags", flag.name())) instanceof Boolean chosen
        ? chosen
        : flag.byDefault();
  }

  @Override
  public Roll roll(String what, String notation) {
    return roll(what, notation, Audience.everyone());
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
  public Roll roll(String what, String notation, Audience to) {
    Rolled again = rolls.get(what);
    if (again != null) {
      return again.roll();
    }
    if (rolls.size() >= MOST_ROLLS) {
      throw new TablekeepException(
          ErrorKind.PLUGIN, "too-many-rolls", "one action makes more than 1,000 rolls");
    }
    Roll fell = context.rolls().get(what);
    Roll roll =
        DiceNotation.parse(notation)
            .roll(context.chance(), fell == null ? List.of() : fell.faces());
    rolls.put(what, new Rolled(what, roll, to));
    return roll;
  }

  @Override
  public <A extends Record> Optional<A> answer(String key, Class<A> type) {
    Object answer = context.answers().get(key);
    return answer == null
        ? Optional.empty()
        : Optional.of(Records.read(answer, type, UnknownKeys.REFUSED));
  }
}
