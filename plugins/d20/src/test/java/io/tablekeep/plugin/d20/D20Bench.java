package io.tablekeep.plugin.d20;

import static io.tablekeep.plugin.d20.Arena.ref;

import io.tablekeep.engine.approval.People;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Round;
import io.tablekeep.engine.rules.RoundContext;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.engine.table.TableSystem;
import io.tablekeep.engine.view.Views;
import io.tablekeep.plugin.d20.combat.AttackActions.AttackWith;
import io.tablekeep.plugin.d20.magic.MagicActions.Cast;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.TokenMove;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What whole decisions cost, references, reactions, derivations and shapes included: an attack of
 * an orc in a fight of 26, a move, and a fireball on twenty goblins.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class D20Bench {
  private final SplittableRandom random = new SplittableRandom(1);
  private final Chance chance =
      new Chance() {
        @Override
        public int below(int bound) {
          return random.nextInt(bound);
        }

        @Override
        public long bits() {
          return random.nextLong();
        }
      };
  private RuleBook book;
  private Views views;
  private JsonObject heroes;
  private JsonObject wizards;

  public D20Bench() {
    Optional<SystemRules> rules = Optional.of(SystemRules.compile(new D20()));
    this.book = new RuleBook(TableSystem.rules(), rules);
    this.views = new Views(rules);
    this.heroes = root("bram");
    this.wizards = root("cora");
  }

  /** Makes the table. */
  @Setup
  public void check() {
    if (attack().waits().isPresent() || fireball().effects().size() < 20) {
      throw new IllegalStateException("this is not what was to be measured");
    }
  }

  private static JsonObject root(String on) {
    Map<String, String> monsters = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      monsters.put("gob" + i, "goblin");
    }
    List<String> blocks = List.of("fighter", "wizard", "cleric", "rogue", "barbarian", "warlock");
    try (Arena arena = Arena.of(blocks, monsters)) {
      for (int i = 0; i < 20; i++) {
        arena.at("gob" + i, 9 + i % 5, 8 + i / 5);
      }
      for (int i = 0; i < 6; i++) {
        arena.at(Arena.HEROES.get(i), i == 0 ? 8 : 2, i == 0 ? 8 : 2 + i);
      }
      arena.begins();
      arena.until(on);
      return (JsonObject) ((NodeView) arena.table.document()).tree();
    }
  }

  private Decided decide(JsonObject root, String who, Record action) {
    Participant by = People.participant(root, who).orElseThrow();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    RoundContext context = RoundContext.first(by, now, 1_000_000, chance, views);
    return new Round(book, root, context).decide(book.action(action.getClass()), action);
  }

  /** A fighter strikes at a goblin beside them. */
  @Benchmark
  public Decided attack() {
    return decide(
        heroes, "ada", new AttackWith(ref("bram"), ref("gob0"), "longsword", Edge.NONE, "", false));
  }

  /** A wizard's fireball on twenty goblins. */
  @Benchmark
  public Decided fireball() {
    return decide(
        wizards,
        "ben",
        new Cast(ref("cora"), "fireball", 0, List.of(), Optional.of(new Point(11.5, 10)), false));
  }

  /** A wizard walks a step. */
  @Benchmark
  public Decided move() {
    return decide(wizards, "ben", new TokenMove(new TokenRef("inn", "t2"), new Point(3.5, 3.5)));
  }
}
