package io.tablekeep.sdk.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PointerTest {
  @Test
  void theExamplesOfTheStandardAreReadAndWritten() {
    String[][] examples = {
      {""},
      {"/foo", "foo"},
      {"/foo/0", "foo", "0"},
      {"/", ""},
      {"/a~1b", "a/b"},
      {"/c%d", "c%d"},
      {"/e^f", "e^f"},
      {"/g|h", "g|h"},
      {"/i\\j", "i\\j"},
      {"/k\"l", "k\"l"},
      {"/ ", " "},
      {"/m~0n", "m~n"},
      {"/~01", "~1"},
      {"//", "", ""},
      {"/a//b", "a", "", "b"}
    };
    for (String[] example : examples) {
      Pointer pointer = Pointer.parse(example[0]);
      assertEquals(List.of(example).subList(1, example.length), pointer.keys());
      assertEquals(example[0], pointer.toString());
      assertEquals(pointer, Pointer.of(pointer.keys()));
      assertEquals(pointer.hashCode(), Pointer.of(pointer.keys()).hashCode());
    }
  }

  @Test
  void whatIsNoPointerIsRefusedWithAReason() {
    for (String bad : new String[] {"a", " /a", "#/a", "/~", "/a~2", "/a~/b", "/~~0"}) {
      TablekeepException e = assertThrows(TablekeepException.class, () -> Pointer.parse(bad), bad);
      assertEquals("bad-pointer", e.code());
      assertEquals(ErrorKind.USER, e.kind());
      assertTrue(e.getMessage().contains(bad));
      assertEquals(0, e.getStackTrace().length, "a flood of these must be cheap");
    }
    assertTrue(
        assertThrows(TablekeepException.class, () -> Pointer.parse("x".repeat(100_000)))
                .getMessage()
                .length()
            < 200);
  }

  @Test
  void anyKeysComeBackFromTheirText() {
    SplittableRandom random = new SplittableRandom(6901);
    for (int i = 0; i < 5_000; i++) {
      String[] keys = new String[random.nextInt(5)];
      for (int k = 0; k < keys.length; k++) {
        StringBuilder key = new StringBuilder();
        for (int n = random.nextInt(4); n > 0; n--) {
          key.append("~/01a".charAt(random.nextInt(5)));
        }
        keys[k] = key.toString();
      }
      Pointer pointer = Pointer.of(keys);
      assertEquals(pointer, Pointer.parse(pointer.toString()));
    }
  }

  @Test
  void placesRelateAsTheyLieInTheTree() {
    Pointer hp = Pointer.of("actors", "a1", "hp");
    assertEquals("/actors/a1", hp.parent().toString());
    assertEquals("hp", hp.last());
    assertEquals(hp, hp.parent().child("hp"));
    assertEquals(hp, Pointer.of("actors").resolve(Pointer.of("a1", "hp")));
    assertTrue(hp.startsWith(Pointer.of("actors", "a1")));
    assertTrue(hp.startsWith(hp));
    assertTrue(hp.startsWith(Pointer.root()));
    assertFalse(hp.startsWith(Pointer.of("actors", "a")));
    assertFalse(Pointer.root().startsWith(hp));
    assertSame(Pointer.root(), Pointer.of("x").parent());
    assertSame(Pointer.root(), Pointer.root().parent());
    assertTrue(Pointer.root().isRoot());
    assertEquals("", Pointer.root().last());
    assertEquals(3, hp.size());
    assertEquals("a1", hp.key(1));
  }

  @Test
  void placesAreOrderedKeyByKeyWithAboveBeforeBelow() {
    List<Pointer> sorted =
        List.of(
            Pointer.root(),
            Pointer.of("a"),
            Pointer.of("a", "b"),
            Pointer.of("a!"),
            Pointer.of("b"),
            Pointer.of("\ud83d\ude00"),
            Pointer.of("\uffff"));
    assertEquals(sorted, sorted.stream().sorted().toList());
  }

  @Test
  void aPointerDoesNotChangeWithTheArrayItWasMadeFrom() {
    String[] keys = {"a", "b"};
    Pointer pointer = Pointer.of(keys);
    keys[0] = "x";
    assertEquals("/a/b", pointer.toString());
    assertThrows(UnsupportedOperationException.class, () -> pointer.keys().set(0, "x"));
    assertThrows(NullPointerException.class, () -> Pointer.of("a", null));
  }
}
