package io.tablekeep.sdk.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tablekeep.sdk.Seed;
import io.tablekeep.sdk.schema.TextForm;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefsTest {
  @Test
  void everyReferenceSaysWhereItsEntityStands() {
    List<Ref> all =
        List.of(
            new ActorRef("a"),
            new EncounterRef("b"),
            new ItemRef("c"),
            new LocationRef("d"),
            new LoreRef("e"),
            new MapRef("f"),
            new NoteRef("g"),
            new ParticipantRef("h"),
            new QuestRef("i"),
            new TokenRef("j", "k"),
            new LayerRef("j", "l"),
            new WallRef("j", "m"),
            new LightRef("j", "n"),
            new DrawingRef("j", "t"),
            new ChatRef("o"),
            new CombatantRef("b", "p"),
            new ObjectiveRef("i", "q"),
            new StackRef("a", "r"),
            new ConditionRef("a", "s"));

    assertEquals(
        List.of(
            "/actors/a",
            "/encounters/b",
            "/items/c",
            "/locations/d",
            "/lore/e",
            "/maps/f",
            "/notes/g",
            "/participants/h",
            "/quests/i",
            "/maps/j/tokens/k",
            "/maps/j/layers/l",
            "/maps/j/walls/m",
            "/maps/j/lights/n",
            "/maps/j/drawings/t",
            "/chat/o",
            "/encounters/b/order/p",
            "/quests/i/objectives/q",
            "/actors/a/inventory/r",
            "/actors/a/conditions/s"),
        all.stream().map(ref -> ref.pointer().toString()).toList());
    assertEquals(
        Set.of(Ref.class.getPermittedSubclasses()),
        all.stream().map(Ref::getClass).collect(Collectors.toSet()));
    for (Ref ref : all) {
      assertEquals(ref, TextForm.parse(ref.getClass(), ref.toString()));
    }
  }

  @Test
  void aReferenceCannotLeaveItsPlaceInTheDocument() {
    for (String text :
        List.of(
            "",
            " ",
            "a/b",
            "..",
            "../gm",
            ".hidden",
            "__proto__",
            "a~1b",
            "a b",
            "ä",
            "a\n",
            "-a",
            "a".repeat(65),
            "a\u0000",
            "𝒶")) {
      assertThrows(IllegalArgumentException.class, () -> ActorRef.parse(text), text);
      assertThrows(IllegalArgumentException.class, () -> TokenRef.parse("m/" + text), text);
      assertThrows(IllegalArgumentException.class, () -> TokenRef.parse(text + "/t"), text);
    }
    assertThrows(IllegalArgumentException.class, () -> TokenRef.parse("m"));
  }

  @Test
  void thePublishedPatternAndTheCheckAgree() {
    SplittableRandom random = Seed.random("thePublishedPatternAndTheCheckAgree");
    Pattern pattern = Pattern.compile(Ids.PATTERN);
    String letters = "aZ09._-/~ é\n";
    for (int round = 0; round < 2_000; round++) {
      int length = random.nextInt(4) == 0 ? 60 + random.nextInt(8) : random.nextInt(4);
      String few = random.nextBoolean() ? letters : "aZ9.-";
      String text =
          Stream.generate(() -> few.substring(random.nextInt(few.length())).substring(0, 1))
              .limit(length)
              .collect(Collectors.joining());
      assertEquals(pattern.matcher(text).matches(), Ids.isValid(text), () -> text);
    }
  }

  @Test
  void coloursAreKeptInLowerCase() {
    assertEquals("#ffcc0080", Color.parse("#FFCC0080").toString());
    for (String text : List.of("ffcc00", "#fff", "#ffcc0", "#gggggg", "#ffcc00\n", "#ffcc00800")) {
      assertThrows(IllegalArgumentException.class, () -> Color.parse(text), text);
    }
  }
}
