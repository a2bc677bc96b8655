package io.tablekeep.sdk.dice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotationTest {
  private static Roll roll(String notation, long... faces) {
    return Notation.parse(notation).roll(DieSource.given(faces));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4d6kh3+2 | 6 5 2 3 | [6, 5, 2d, 3]+2 | 16",
        "2*(3+4)-2^3^0 | | 2*(3+4)-2^3^0 | 12",
        "-2^2 | | -2^2 | -4",
        "-7%3 | | -7%3 | 2",
        "7%0 | | 7%0 | 7",
        "round(-2.5)+abs(-3) | | round(-2.5)+abs(-3) | 0",
        "max(1d6, 1d8)*pow(2,3) | 3 5 | max([3],[5])*pow(2,3) | 40",
        "4d6dl1dh1 | 1 2 3 4 | [1d, 2, 3, 4d] | 5",
        "4d6kh3kl2 | 1 2 5 4 | [1d, 2, 5d, 4d] | 2",
        "2d6kh3 | 2 5 | [2, 5] | 7",
        "2d6dl3 | 2 5 | [2d, 5d] | 0",
        "2d6!p | 6 6 6 2 1 | [6!p, 5!p, 1, 6!p, 0] | 18",
        "1d6!!p | 6 6 2 | [12!!p] | 12",
        "2d6!=3 | 3 4 5 | [3!, 5, 4] | 12",
        "3d6!u | 6 6 6 5 4 3 2 1 | [6!, 5, 2!u, 4, 1!u, 3] | 21",
        "3d6r<2ro<4 | 1 2 3 4 4 5 | [4ro, 4ro, 5ro] | 13",
        "2d6uo>3 | 4 4 5 | [4, 5uo] | 9",
        "4d6>3f<2>4 | 1 4 3 5 | [1, 4, 3, 5*] | 1",
        "4d6cs>4cf<2 | 1 4 3 5 | [1__, 4, 3, 5**] | 13",
        "3d6min2min4 | 1 5 3 | [4^, 5, 4^] | 13",
        "{2d6+3}k1 | 3 5 | {[3d, 5]+3} | 8",
        "{2d6,1d4}sd | 1 2 4 | {[4], [2, 1]} | 7",
        "{1d6,1d4}k1*2 | 5 3 | {[5], ([3])d}*2 | 10",
        "4dF+1dF.1 | -1 0 1 1 -1 | [-1, 0, 1, 1]+[-1] | 0",
        "(1+1)d(2*3) // two | 3 4 | [3, 4] | 7",
      })
  void rolls(String notation, String faces, String text, String total) {
    long[] given =
        faces == null
            ? new long[0]
            : List.of(faces.split(" ")).stream().mapToLong(Long::parseLong).toArray();
    Roll roll = roll(notation, given);
    assertEquals(text, roll.text());
    assertEquals(Double.parseDouble(total), roll.exact());
    assertEquals(notation + ": " + text + " = " + total, roll.line());
    assertEquals(given.length, roll.faces().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | dice-notation | 0",
        "d6+ | dice-notation | 3",
        "4d-6 | dice-notation | 2",
        "-4d6 | dice-notation | 2",
        "0d6 | dice-notation | 0",
        "4d6k | dice-notation | 4",
        "4d6 kh1 | dice-notation | 4",
        "{4d6}! | dice-notation | 5",
        "{2d6, {1d4}} | dice-notation | 6",
        "dF.3 | dice-notation | 2",
        "(4)d6 | dice-notation | 3",
        "max(1) | dice-notation | 5",
        "2d6 [cold | dice-notation | 4",
        "@ | dice-notation | 1",
        "1+1000d6 | dice-limit | 2",
        "1+(2-3)d6 | dice-limit | 2",
        "2d(1-1) | dice-limit | 2",
        "d9007199254740992 | dice-limit | 1",
        "2*d1! | dice-endless | 4",
        "2d1r | dice-endless | 3",
        "3d1u | dice-endless | 3",
      })
  void refuses(String notation, String code, int at) {
    DiceException e = assertThrows(DiceException.class, () -> Notation.parse(notation));
    assertEquals(code, e.code());
    assertEquals(at, e.at(), e.message());
  }

  @ParameterizedTest
  @CsvSource({"1/0, dice-number", "sqrt(-4), dice-number", "2d6, dice-missing"})
  void refusesToRoll(String notation, String code) {
    assertEquals(code, assertThrows(DiceException.class, () -> roll(notation, 3)).code());
  }

  @Test
  void aSheetAnswersReferences() {
    Map<String, Double> sheet = Map.of("abilities.str.mod", 3.0, "level", 2.0);
    References references =
        path ->
            sheet.containsKey(path) ? OptionalDouble.of(sheet.get(path)) : OptionalDouble.empty();
    Notation notation = Notation.parse("(@level)d(@level*2) + @abilities.str.mod");
    assertEquals(Set.of("abilities.str.mod", "level"), notation.references());
    Roll roll = notation.roll(DieSource.given(1, 4), references);
    assertEquals("[1, 4]+3", roll.text());
    assertEquals(8, roll.total());
    assertEquals(8, notation.odds(references).mean().orElseThrow());
    DiceException none =
        assertThrows(DiceException.class, () -> notation.roll(DieSource.given(1, 4)));
    assertEquals("dice-reference", none.code());
    assertEquals(1, none.at());
    Notation many = Notation.parse("(@a*1)d6");
    assertEquals(
        "dice-limit",
        assertThrows(
                DiceException.class, () -> many.roll(die -> 1, path -> OptionalDouble.of(1000)))
            .code());
  }

  @Test
  void theExampleOfTheReadmeHolds() {
    Notation hit = Notation.parse("1d20+@abilities.str.mod");
    Roll roll = hit.roll(DieSource.given(17), path -> OptionalDouble.of(3));
    double chance = hit.odds(path -> OptionalDouble.of(3)).chanceToReach(15).orElseThrow();
    assertEquals("[17]+3", roll.text());
    assertEquals(20, roll.total());
    assertEquals(0.45, chance, 1e-12);
  }

  @Test
  void remarksAreForPeople() {
    assertEquals("fire", Notation.parse("2d6[fire] + 1d4 /* cold */ # both").label());
    assertEquals("for the king", Notation.parse("2d6+3 // for the king").label());
    assertEquals(9, roll(" 2d6 [fire] + 1 ", 3, 5).total());
  }

  @Test
  void everyDieTellsWhatBecameOfIt() {
    Roll roll = roll("3d6!kh2", 6, 2, 3, 1);
    assertEquals(List.of(6L, 2L, 3L, 1L), roll.faces());
    assertEquals(4, roll.dice().size());
    assertEquals(
        new RolledDie(Die.of(6), 6, 6, 6, true, Set.of(Mark.EXPLODED)), roll.dice().get(0));
    assertEquals(
        new RolledDie(Die.of(6), 1, 1, 0, false, Set.of(Mark.DROPPED)), roll.dice().get(1));
    assertEquals(9, roll.total());
    assertEquals(6, roll.first());
  }

  @Test
  void anyFaceIsTakenAsGivenAndThoseLeftOverAreIgnored() {
    assertEquals(1_000_000_017, roll("1d20+1d4", 1_000_000_000, 17, 99).total());
    assertEquals(9_999_999_999.0, roll("d9999999999", 9_999_999_999L).exact());
  }

  @Test
  void totalsHaveTwoDecimalsAndRulesRoundDown() {
    assertEquals(1.33, roll("1d20/6.02", 8).exact());
    assertEquals(1, roll("1d20/6.02", 8).total());
    assertEquals(-2, roll("0-1d20/6.02", 8).total());
    assertEquals(Integer.MAX_VALUE, roll("10^20").total());
  }

  @Test
  void aDieStopsAfterAThousandExtraRollsAndANotationAfterTenThousand() {
    Notation always = Notation.parse("2d6!>0");
    assertEquals(2 * 1001, always.roll(die -> 3).faces().size());
    assertEquals(1001, Notation.parse("1d6r<7").roll(die -> 3).faces().size());
    assertEquals(1002, Notation.parse("2d6u").roll(die -> 3).faces().size());
    assertEquals(10_000, Notation.parse("42d2!>0+5d6").roll(die -> 1).faces().size());
    String base = "999d6+999d6+999d6+999d6+999d6+999d6+999d6+999d6+999d6+999d6";
    assertEquals(9_990, Notation.parse(base).roll(die -> 1).faces().size());
    DiceException e = assertThrows(DiceException.class, () -> Notation.parse(base + "+11d6"));
    assertEquals("dice-limit", e.code());
    assertEquals(base.length() + 1, e.at());
  }

  @Test
  void lengthAndDepthAreBounded() {
    String deep = "(".repeat(51) + "1" + ")".repeat(51);
    assertEquals("dice-limit", assertThrows(DiceException.class, () -> roll(deep)).code());
    assertEquals(1, roll(deep.substring(1, deep.length() - 1)).total());
    String tower = "1^".repeat(60) + "1";
    assertEquals("dice-limit", assertThrows(DiceException.class, () -> roll(tower)).code());
    String sum = "1+".repeat(999) + "1";
    assertEquals(1000, roll(sum).total());
    String tooLong = sum + "+1";
    assertEquals("dice-limit", assertThrows(DiceException.class, () -> roll(tooLong)).code());
  }

  @Test
  void aLongTextIsCut() {
    Roll roll = Notation.parse("999d6").roll(die -> 1);
    assertEquals(Roll.LONGEST_TEXT + 1, roll.text().length());
    assertTrue(roll.text().endsWith("…"));
    assertEquals(999, roll.total());
  }
}
