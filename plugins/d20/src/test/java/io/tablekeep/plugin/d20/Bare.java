package io.tablekeep.plugin.d20;

import io.tablekeep.engine.approval.People;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Round;
import io.tablekeep.engine.rules.RoundContext;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.table.TableSystem;
import io.tablekeep.engine.view.Views;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.schema.Constraints;
import io.tablekeep.sdk.state.Node;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** The engine's rounds without journal, views and seats: all rules run, many times a second. */
final class Bare {
  private final RuleBook book;
  private final Views views;
  private JsonObject root;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long version = 1_000;

  Bare(JsonObject root) {
    Optional<SystemRules> rules = Optional.of(SystemRules.compile(new D20()));
    this.book = new RuleBook(TableSystem.rules(), rules);
    this.views = new Views(rules);
    this.root = root;
  }

  /** A table as it stands. */
  static Bare of(Arena arena) {
    return new Bare((JsonObject) ((NodeView) arena.table.document()).tree());
  }

  Node document() {
    return NodeView.of(root);
  }

  /** Does something; whatever is asked is answered by chance. Gives the refusal's code or "". */
  String act(String who, Record action, SplittableRandom chance) {
    ActionRule rule = book.action(action.getClass());
    Participant by = People.participant(root, who).orElseThrow();
    if (rule == null || !rule.roles().contains(by.role())) {
      return "not-allowed";
    }
    if (!Constraints.check(action).isEmpty()) {
      return "out-of-range";
    }
    now = now.plusSeconds(1);
    version++;
    long seed = chance.nextLong();
    Map<String, Object> answers = new HashMap<>();
    for (int i = 0; i < 8; i++) {
      Decided decided = new Round(book, root, context(by, seed, answers)).decide(rule, action);
      if (decided.outcome() instanceof Outcome.Refused refused) {
        return refused.code();
      }
      Decision waits = decided.waits().orElse(null);
      if (waits instanceof Decision.Ask ask) {
        ask.questions().forEach(each -> answers.put(each.key(), answer(each, chance)));
        continue;
      }
      root = waits == null || chance.nextBoolean() ? decided.root() : root;
      return "";
    }
    throw new AssertionError("asked without end: " + action);
  }

  private RoundContext context(Participant by, long seed, Map<String, Object> answers) {
    RoundContext first = RoundContext.first(by, now, version, new Dice(seed), views);
    return new RoundContext(
        first.by(),
        first.at(),
        first.now(),
        first.ids(),
        first.version(),
        first.rolls(),
        answers,
        first.watched(),
        first.tray(),
        first.sight());
  }

  private static Object answer(Question<?> question, SplittableRandom chance) {
    Record suggestion = question.suggestion();
    return Records.write(
        suggestion instanceof Scene.Reacts ? new Scene.Reacts(chance.nextBoolean()) : suggestion,
        0);
  }

  /** The same faces for the same seed. */
  private static final class Dice implements Chance {
    private final SplittableRandom random;

    Dice(long seed) {
      this.random = new SplittableRandom(seed);
    }

    @Override
    public int below(int bound) {
      return random.nextInt(bound);
    }

    @Override
    public long bits() {
      return random.nextLong();
    }
  }
}
