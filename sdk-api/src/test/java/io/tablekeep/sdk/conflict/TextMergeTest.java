package io.tablekeep.sdk.conflict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextMergeTest {
  private static final String TALE = "The door is shut.\nA rat squeaks.\nIt is dark.\n";

  @Test
  void linesThatOneOfThemChangedAreTaken() {
    TextMerge merged =
        TextMerge.of(
            TALE,
            "The door is open.\nA rat squeaks.\nIt is dark.\n",
            "The door is shut.\nA rat squeaks.\nIt is dark.\nSomebody breathes.\n");
    assertEquals(
        "The door is open.\nA rat squeaks.\nIt is dark.\nSomebody breathes.\n", merged.text());
    assertEquals(0, merged.conflicts());
    assertEquals(0, merged.close());
  }

  @Test
  void differentWordsOfOneLineFitTogether() {
    TextMerge merged =
        TextMerge.of(TALE, TALE.replace("rat", "fat rat"), TALE.replace("squeaks", "hisses"));
    assertEquals("The door is shut.\nA fat rat hisses.\nIt is dark.\n", merged.text());
    assertEquals(0, merged.conflicts());
    assertEquals(1, merged.close());
  }

  @Test
  void whoKeepsBothHasThemOneBelowTheOtherWithoutMarkers() {
    assertEquals("mine\nyours", TextMerge.both("", "mine", "yours"));
    assertEquals(
        "The door is open.\nThe door is locked.\nA rat squeaks.\nIt is dark.\nVery.\n",
        TextMerge.both(
            TALE, TALE.replace("shut", "open"), TALE.replace("shut", "locked").concat("Very.\n")));
    assertEquals(
        TALE.replace("rat squeaks", "fat rat hisses"),
        TextMerge.both(TALE, TALE.replace("rat", "fat rat"), TALE.replace("squeaks", "hisses")));
    assertEquals(TALE + "More.\n", TextMerge.both(TALE, TALE, TALE + "More.\n"));
  }

  @Test
  void whatBothChangedDifferentlyStandsBetweenMarkers() {
    TextMerge merged =
        TextMerge.of(
            TALE, TALE.replace("dark", "light"), TALE.replace("dark", "cold"), "Ana", "Ben");
    assertEquals(
        """
        The door is shut.
        A rat squeaks.
        <<<<<<< Ana
        It is light.
        =======
        It is cold.
        >>>>>>> Ben
        """,
        merged.text());
    assertEquals(1, merged.conflicts());
  }

  @Test
  void whatOneRemovedAndTheOtherChangedIsForPeople() {
    assertEquals(
        1,
        TextMerge.of(TALE, "The door is shut.\nIt is dark.\n", TALE.replace("rat", "cat"))
            .conflicts());
    assertEquals(1, TextMerge.of("", "one", "two").conflicts());
  }

  @Test
  void endsOfLinesStayAsTheyWere() {
    assertEquals(
        "a\r\nB\r\nc\rD",
        TextMerge.of("a\r\nb\r\nc\rd", "a\r\nB\r\nc\rd", "a\r\nb\r\nc\rD").text());
  }

  @Test
  void noSignIsCutInTwo() {
    String base = "x 👩‍👩‍👧 y";
    TextMerge merged = TextMerge.of(base, base.replace("x", "😀"), base.replace("y", "😁"));
    assertEquals("😀 👩‍👩‍👧 😁", merged.text());
  }

  @Test
  void whoeverComesFirstTheTextIsTheSame() {
    SplittableRandom random = Seed.random("whoeverComesFirstTheTextIsTheSame");
    int clean = 0;
    for (int i = 0; i < 5_000; i++) {
      List<String> words = new ArrayList<>();
      for (int w = 0; w < 30; w++) {
        words.add("abcdefgh".charAt(random.nextInt(8)) + (w % 6 == 5 ? "\n" : " "));
      }
      String base = String.join("", words);
      String theirs = changed(random, words);
      String mine = changed(random, words);
      TextMerge one = TextMerge.of(base, theirs, mine);
      TextMerge two = TextMerge.of(base, mine, theirs);
      assertEquals(one.conflicts(), two.conflicts(), base);
      if (one.conflicts() == 0) {
        clean++;
        assertEquals(one.text(), two.text(), base);
      }
      assertEquals(theirs, TextMerge.of(base, theirs, base).text());
      assertEquals(mine, TextMerge.of(base, base, mine).text());
      assertEquals(mine, TextMerge.of(base, mine, mine).text());
    }
    assertTrue(clean > 1_000 && clean < 4_900, "clean: " + clean);
  }

  private static String changed(SplittableRandom random, List<String> words) {
    List<String> changed = new ArrayList<>(words);
    for (int n = random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(changed.size());
      switch (random.nextInt(3)) {
        case 0 -> changed.remove(at);
        case 1 -> changed.add(at, "N" + random.nextInt(99) + " ");
        default -> changed.set(at, "C" + random.nextInt(99) + (at % 6 == 5 ? "\n" : " "));
      }
    }
    return String.join("", changed);
  }
}
