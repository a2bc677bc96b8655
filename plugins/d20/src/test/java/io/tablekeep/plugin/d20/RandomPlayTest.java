package io.tablekeep.plugin.d20;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.Receipt;
import io.tablekeep.sdk.model.action.AskAnswer;
import io.tablekeep.sdk.model.action.AskDecide;
import io.tablekeep.sdk.state.Node;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Deeds by chance never break what has to hold, and no rule ever throws: some thousands here,
 * {@code -Dd20.deeds=1000000} for the long run.
 */
class RandomPlayTest {
  private static final int DEEDS = Integer.getInteger("d20.deeds", 5_000);

  /** How many at a real table. */
  private static final int REAL = 300;

  private static final List<String> ACTORS =
      List.of("bram", "cora", "dain", "elsa", "finn", "gwen", "orc", "mage", "smok", "gob");

  private final Map<String, int[]> counted = new TreeMap<>();
  private final Map<String, Integer> refused = new TreeMap<>();

  @Test
  void whateverIsDoneNothingThatMustHoldIsBroken() {
    long seed = Seed.of("RandomPlayTest");
    SplittableRandom chance = new SplittableRandom(seed);
    long begin = System.nanoTime();
    Set<String> deeds = new TreeSet<>();
    try (Arena arena = arena()) {
      Bare bare = Bare.of(arena);
      RandomDeeds random = new RandomDeeds(chance, bare::document, ACTORS);
      deeds.addAll(random.names());
      for (int i = 0; i < DEEDS; i++) {
        String kind = random.names().get(chance.nextInt(random.names().size()));
        RandomDeeds.Deed deed = random.next(kind);
        String code = bare.act(deed.who(), deed.action(), chance);
        count(random.last(), code.isEmpty());
        if (!code.isEmpty()) {
          refused.merge(code, 1, Integer::sum);
        } else {
          Invariants.hold(bare.document(), deed);
        }
        if (i % 100_000 == 99_999) {
          System.out.printf("%d deeds after %.0f s%n", i + 1, (System.nanoTime() - begin) / 1e9);
        }
      }
    }
    int all = counted.values().stream().mapToInt(each -> each[0]).sum();
    int accepted = counted.values().stream().mapToInt(each -> each[1]).sum();
    System.out.printf(
        "%d deeds, %d accepted (%d %%), %.1f s%n",
        all, accepted, 100L * accepted / all, (System.nanoTime() - begin) / 1e9);
    counted.forEach((kind, each) -> System.out.printf("  %-16s %7d %7d%n", kind, each[0], each[1]));
    System.out.println("  refused: " + refused);
    assertTrue(accepted * 2 >= all, "at least half is accepted");
    // Of some, a short run sees hardly any.
    int least = DEEDS >= 100_000 ? DEEDS / 1_000 : 0;
    counted.forEach((kind, each) -> assertTrue(each[1] >= least, kind + " is hardly accepted"));
    assertEquals(deeds, counted.keySet(), "all of them are tried");
  }

  /** The same with seats, views and questions that wait, which takes longer. */
  @Test
  void atARealTableToo() {
    SplittableRandom chance = Seed.random("RandomPlayTest.atARealTableToo");
    try (Arena arena = arena()) {
      RandomDeeds deeds = new RandomDeeds(chance, arena.table::document, ACTORS);
      for (int i = 0; i < REAL; i++) {
        String kind = deeds.names().get(chance.nextInt(deeds.names().size()));
        RandomDeeds.Deed deed = deeds.next(kind);
        does(arena, chance, deeds.last(), deed);
        if (i % 100 == 99) {
          arena.table.pass(Duration.ofMinutes(5));
        }
      }
    }
  }

  private static Arena arena() {
    Map<String, String> monsters = new LinkedHashMap<>();
    monsters.put("orc", "orc");
    monsters.put("mage", "mage");
    monsters.put("smok", "young-green-dragon");
    monsters.put("gob", "goblin");
    List<String> heroes = List.of("fighter", "cleric", "wizard", "rogue", "barbarian", "warlock");
    Arena arena = Arena.of(heroes, monsters);
    for (int i = 0; i < ACTORS.size(); i++) {
      arena.at(ACTORS.get(i), 6 + i % 4, 6 + i / 4);
    }
    return arena;
  }

  private void count(String kind, boolean accepted) {
    int[] count = counted.computeIfAbsent(kind, none -> new int[2]);
    count[0]++;
    count[1] += accepted ? 1 : 0;
  }

  private void does(Arena arena, SplittableRandom chance, String kind, RandomDeeds.Deed deed) {
    Receipt receipt = arena.table.seat(deed.who()).act(deed.action());
    count(kind, receipt.outcome() != Receipt.Outcome.REFUSED);
    if (receipt.outcome() == Receipt.Outcome.REFUSED) {
      boolean known = !receipt.code().startsWith("rule") && !receipt.code().contains("document");
      assertTrue(known, () -> deed + ": " + receipt.code() + ' ' + receipt.message());
    }
    answers(arena, chance);
    Invariants.hold(arena.table.document(), deed);
  }

  /** Whatever waits is answered by the game master, as suggested or not. */
  private static void answers(Arena arena, SplittableRandom chance) {
    for (int i = 0; i < 8; i++) {
      Node asks = arena.table.gm().view().at("asks");
      Optional<Node> open = asks.children().findFirst();
      if (open.isEmpty()) {
        return;
      }
      Optional<Node> question = open.get().at("questions").children().findFirst();
      if (question.isEmpty()) {
        boolean agrees = chance.nextBoolean();
        arena
            .table
            .gm()
            .act(
                new AskDecide(
                    open.get().key(), agrees, agrees ? Optional.empty() : Optional.of("No.")));
        continue;
      }
      Node suggestion = question.get().at("suggestion");
      Map<String, Object> answer = new LinkedHashMap<>();
      suggestion.keys().forEach(key -> answer.put(key, suggestion.at(key)));
      if (answer.containsKey("use")) {
        answer.put("use", chance.nextBoolean());
      }
      arena.table.gm().act(new AskAnswer(open.get().key(), question.get().key(), answer));
    }
    arena.table.pass(Duration.ofMinutes(5));
    assertEquals(0, arena.table.gm().view().at("asks").size(), "asked without end");
  }
}
