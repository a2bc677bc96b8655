package io.tablekeep.sdk.dice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
  private static Roll roll(Dialect dialect, String notation, long... faces) {
    return Notation.parse(notation, dialect).roll(DieSource.given(faces));
  }

  @Test
  void theSameLettersMeanWhatTheDialectSays() {
    long[] faces = {1, 1, 5};
    assertEquals(5, roll(Dialect.STANDARD, "1d6r", faces).total());
    assertEquals(1, roll(Dialect.FOUNDRY, "1d6r", faces).total());
    assertEquals(5, roll(Dialect.FOUNDRY, "1d6rr", faces).total());
    assertEquals(12, roll(Dialect.STANDARD, "3d6cs>4", 5, 1, 6).total());
    assertEquals(2, roll(Dialect.FOUNDRY, "3d6cs>4", 5, 1, 6).total());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4d6kh3+2 | 6 5 2 3 | 16",
        "2d20k | 7 15 | 15",
        "2D20KL | 7 15 | 7",
        "3d6d | 4 2 6 | 10",
        "3d6dh2 | 4 2 6 | 2",
        "2d6r1 | 1 3 1 | 4",
        "2d6r<3 | 2 2 2 2 | 4",
        "1d6rr2<3 | 2 1 2 5 | 2",
        "2d6x | 6 3 6 1 | 16",
        "2d6xo | 6 3 6 1 | 15",
        "2d6x5 | 5 5 1 2 | 13",
        "1d6x1>=5 | 6 5 4 | 11",
        "5d10cs>=8 | 8 9 1 10 2 | 3",
        "5d10cs>=8df1 | 8 9 1 10 2 | 2",
        "5d10cf<3 | 8 9 1 10 2 | 2",
        "4d6even | 2 4 5 1 | 2",
        "4d6odd | 2 4 5 1 | 2",
        "3d6sf<3 | 5 2 4 | 7",
        "1d20ms>=15 | 18 | 3",
        "1d100ms<45 | 30 | 15",
        "1d20min10 | 3 | 10",
        "3dc | 1 0 1 | 2",
        "{2d6, 1d8+2}kh | 3 4 6 | 8",
        "{4d6}kh1 | 1 2 3 4 | 10",
        "{1d6, {1d4, 1d8}kl}kh | 3 2 5 | 3",
        "-1d6+10 | 4 | 6",
        "(4)d(6) | 1 2 3 4 | 10",
        "max(1d4, 1d6, 3) | 2 5 | 5",
        "trunc(-7/2) | | -3",
        "2d6kh1kl1 | 2 5 | 0",
      })
  void foundry(String notation, String faces, int total) {
    long[] given =
        faces == null
            ? new long[0]
            : List.of(faces.split(" ")).stream().mapToLong(Long::parseLong).toArray();
    assertEquals(total, roll(Dialect.FOUNDRY, notation, given).total());
  }

  @Test
  void whatIsNoWordOfADialectIsRefusedInIt() {
    for (String notation : List.of("2d6!", "2d6>3", "2d6u", "2d6s")) {
      assertThrows(DiceException.class, () -> Notation.parse(notation, Dialect.FOUNDRY), notation);
      Notation.parse(notation);
    }
    for (String notation : List.of("2d6x", "2d20k", "-1d6", "3dc", "2d6even")) {
      assertThrows(DiceException.class, () -> Notation.parse(notation), notation);
      Notation.parse(notation, Dialect.FOUNDRY);
    }
  }

  @Test
  void aDialectCanBeMadeFromAnother() {
    Dialect mine = Dialect.STANDARD.with("mine", "x", Meaning.EXPLODE);
    assertEquals(10, roll(mine, "1d6x", 6, 4).total());
    assertEquals(10, roll(mine, "1d6!", 6, 4).total());
  }

  @Test
  void dialectsHaveNames() {
    assertEquals(Dialect.STANDARD, Dialect.named(""));
    assertEquals(Dialect.STANDARD, Dialect.named("standard"));
    assertEquals(Dialect.FOUNDRY, Dialect.named("foundry"));
    assertEquals(
        "dice-dialect", assertThrows(DiceException.class, () -> Dialect.named("elvish")).code());
  }
}
