package io.tablekeep.sdk.dice.odds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.Seed;
import io.tablekeep.sdk.dice.Dialect;
import io.tablekeep.sdk.dice.Die;
import io.tablekeep.sdk.dice.DieSource;
import io.tablekeep.sdk.dice.Notation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddsTest {
  private static Odds odds(String notation) {
    return Notation.parse(notation).odds();
  }

  /** Every way the dice can fall, one by one. */
  private static final class EveryWay implements DieSource {
    private final List<long[]> draws = new ArrayList<>();
    private int next;

    @Override
    public long roll(Die die) {
      if (next == draws.size()) {
        draws.add(new long[] {0, die.draws()});
      }
      return die.face(draws.get(next++)[0]);
    }

    double chance() {
      return draws.stream().mapToDouble(draw -> 1.0 / draw[1]).reduce(1, (a, b) -> a * b);
    }

    boolean another() {
      next = 0;
      while (!draws.isEmpty()) {
        long[] last = draws.get(draws.size() - 1);
        if (++last[0] < last[1]) {
          return true;
        }
        draws.remove(draws.size() - 1);
      }
      return false;
    }
  }

  private static Map<Double, Double> counted(Notation notation) {
    Map<Double, Double> chances = new TreeMap<>();
    EveryWay ways = new EveryWay();
    do {
      double total = notation.roll(ways).exact();
      chances.merge(total, ways.chance(), Double::sum);
    } while (ways.another());
    return chances;
  }

  private static void compare(String text, Dialect dialect) {
    Notation notation = Notation.parse(text, dialect);
    Map<Double, Double> counted = counted(notation);
    Odds odds = notation.odds();
    double mean = 0;
    double reached = 0;
    for (Map.Entry<Double, Double> one : counted.entrySet()) {
      mean += one.getKey() * one.getValue();
      assertEquals(
          one.getValue(), odds.chanceOf(one.getKey()).orElseThrow(), 1e-9, text + one.getKey());
      assertEquals(
          1 - reached, odds.chanceToReach(one.getKey()).orElseThrow(), 1e-9, text + one.getKey());
      reached += one.getValue();
    }
    assertEquals(0, odds.cut(), text);
    assertEquals(counted.size(), odds.totals().length, text);
    assertEquals(mean, odds.mean().orElseThrow(), 1e-9, text);
    assertEquals(odds.totals()[0], odds.min(), 1e-9, text);
    assertEquals(odds.totals()[odds.totals().length - 1], odds.max(), 1e-9, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3d6",
        "2d4+1d6-3",
        "2d4*1d3",
        "4d6kh3",
        "4d6dl1",
        "4d6kl2",
        "3d6dh1dl1",
        "5d4k2d1",
        "2dF.1-1dF",
        "4dF",
        "3d6min2max4",
        "3d6ro",
        "2d6ro<3kh1",
        "4d6>4",
        "3d6>4f<2",
        "4d6kh2>4f=1",
        "2d6uo",
        "2d4uo>2",
        "d6*d4",
        "d6%4",
        "floor(2d6/3)",
        "max(d6,d8)",
        "{2d4,1d6}",
        "{2d4,1d6}kh1",
        "{2d4,1d6+1,1d8}k2",
        "{2d4,1d6+1,1d8}dh1",
        "{3d6}kh2",
        "{2d4+1d6}k2",
        "{2d4*1d6}dl1",
        "{2d4,1d6}>4f<3",
        "{2d4}>5",
        "{d4,d6,d8}kl1",
        "-2*d6",
        "3d6cs>4cf<2sd",
        "(1+1)d(2*2)",
        "3d6max2.5",
        "1d4+0.5",
        "{2d4kh1,1d6}k1>3",
        "{2d4+1d6+2}k2",
        "{1d4+2d6}dl1",
        "{d4,d4,d6}kh2>3f<2",
        "{d4,d6,2d4}dl1",
        "{(2d4)+1}kh1"
      })
  void theOddsAreThoseOfEveryWayTheDiceCanFall(String notation) {
    compare(notation, Dialect.STANDARD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3d6r",
        "3d6r<3kh2",
        "4d6cs>=5",
        "4d6cs>=5df<2",
        "3d6cf",
        "3d6even",
        "3d6odd",
        "3d6sf<3",
        "2d6ms>=7",
        "2d6ms<7",
        "2d4ms>=3r>1",
        "2d4ms3kh1ms<2",
        "2d6xo",
        "2d4x2>=3",
        "3d6khr<3",
        "3dc",
        "{2d4}kh1",
        "3d4xokh2",
        "{1d4,{1d6,1d4}kl}kh",
        "2d6csr"
      })
  void theOddsOfTheOtherDialectToo(String notation) {
    compare(notation, Dialect.FOUNDRY);
  }

  @Test
  void theOddsOfRandomSmallNotationsAreThoseOfEveryWay() {
    SplittableRandom random = Seed.random("theOddsOfRandomSmallNotationsAreThoseOfEveryWay");
    String[] modifiers = {"kh1", "kl2", "d1", "dh1", "ro<3", ">2", ">3f<2", "min2", "max3", "sd"};
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      for (int terms = random.nextInt(2); terms >= 0; terms--) {
        text.append(1 + random.nextInt(2)).append('d').append(2 + random.nextInt(3));
        for (int n = random.nextInt(3); n > 0; n--) {
          text.append(modifiers[random.nextInt(modifiers.length)]);
        }
        text.append(terms > 0 ? "+-*".charAt(random.nextInt(3)) : ' ');
      }
      compare(text.toString(), Dialect.STANDARD);
    }
  }

  @Test
  void explosionsHaveTheMeanOfTheirSeries() {
    assertEquals(4.2, odds("d6!").mean().orElseThrow(), 1e-9);
    assertEquals(4.2, odds("d6!!").mean().orElseThrow(), 1e-9);
    assertEquals(8.4, odds("2d6!").mean().orElseThrow(), 1e-9);
    assertEquals(3.5 + 2.5 / 5, odds("d6!p").mean().orElseThrow(), 1e-9);
    assertEquals(1, odds("d6!").min());
    assertEquals(6 * 1001, odds("d6!").max());
    assertEquals(5, odds("5d%!p").min());
    assertEquals(0, odds("12d6!!pk1kl2").min());
    assertEquals(1, odds("2d6!!kh1>=2dl1").max());
    assertTrue(odds("d6!").cut() < 1e-14);
    assertEquals(1.0 / 36, odds("d6!").chanceToReach(13).orElseThrow(), 1e-12);
    assertEquals(0, odds("d6!").chanceOf(6).orElseThrow());
    assertEquals(1001 * 3.5, odds("d6!>0").mean().orElseThrow(), 1e-6);
  }

  @Test
  void rerollingEndsWithWhatIsLeft() {
    assertEquals(4, odds("d6r").mean().orElseThrow(), 1e-9);
    assertEquals(2, odds("d6r").min());
    assertEquals(3.5 + 1.0 / 6 * 2.5, odds("d6ro").mean().orElseThrow(), 1e-9);
    assertEquals(1, odds("d6ro").min());
    double[] chances =
        Arrays.stream(odds("2d6u").totals())
            .map(t -> odds("2d6u").chanceOf(t).orElseThrow())
            .toArray();
    assertEquals(3, odds("2d6u").min());
    assertEquals(11, odds("2d6u").max());
    assertEquals(1.0 / 15, chances[0], 1e-6);
  }

  @Test
  void manyDiceStillHaveAMeanAndBounds() {
    Odds many = odds("999d6");
    assertEquals(3496.5, many.mean().orElseThrow(), 1e-6);
    assertEquals(999, many.min());
    assertEquals(5994, many.max());
    Odds huge = odds("999d9999999999");
    assertEquals(4995000000000.0, huge.mean().orElseThrow());
    assertEquals(1, huge.cut());
    assertTrue(huge.chanceToReach(7).isEmpty());
    Odds kept = odds("897d2kh1");
    assertEquals(2, kept.mean().orElseThrow(), 1e-9);
    assertEquals(1, kept.min());
    Odds most = odds("999d20kh500");
    assertEquals(500, most.min());
    assertEquals(10_000, most.max());
    assertEquals(7_750, most.mean().orElseThrow(), 40);
    assertTrue(odds("999d10000000kh1").mean().isEmpty());
    assertEquals(10_000_000, odds("999d10000000kh1").max());
  }

  @Test
  void groupsOfManyDiceAreReckonedToo() {
    Odds pool = odds("{4d6+4d8}k3");
    assertEquals(0, pool.cut());
    assertEquals(3, pool.min());
    assertEquals(24, pool.max());
    assertEquals(1, pool.chanceToReach(3).orElseThrow(), 1e-12);
    Odds best = odds("{d20,d20,d20,d20,d20}k3");
    assertEquals(odds("5d20k3").mean().orElseThrow(), best.mean().orElseThrow(), 1e-9);
    assertEquals(
        odds("5d20k3").chanceToReach(40).orElseThrow(), best.chanceToReach(40).orElseThrow(), 1e-9);
  }

  @Test
  void whatHasNoResultIsCut() {
    Odds odds = odds("1/(d4-1)");
    assertEquals(0.25, odds.cut(), 1e-12);
    assertEquals(1.0 / 3, odds.min(), 1e-6);
    assertEquals(1, odds.max());
    assertTrue(odds.mean().isEmpty());
  }

  @Test
  void attackAndAdvantageAreWhatPlayersKnow() {
    assertEquals(0.3, odds("1d20+5").chanceToReach(20).orElseThrow(), 1e-12);
    assertEquals(13.825, odds("2d20kh1").mean().orElseThrow(), 1e-9);
    assertEquals(12.2445987654, odds("4d6kh3").mean().orElseThrow(), 1e-9);
    assertEquals(5.766, odds("1d20").deviation().orElseThrow(), 1e-3);
  }
}
