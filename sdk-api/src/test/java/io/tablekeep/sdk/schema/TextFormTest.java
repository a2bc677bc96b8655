package io.tablekeep.sdk.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.Color;
import io.tablekeep.sdk.model.TokenRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextFormTest {
  @Test
  void everyTextFormReadsWhatItWrote() {
    for (Object value :
        List.of(
            "text",
            Role.CO_GM,
            new ActorRef("bram"),
            new TokenRef("tavern", "bram"),
            new Color("#FFcc00"),
            new AssetId("0123456789abcdef".repeat(4)),
            Instant.parse("2026-01-31T19:30:00.250Z"),
            Duration.ofMillis(20_500))) {
      assertTrue(TextForm.has(value.getClass()), value.toString());
      assertEquals(value, TextForm.parse(value.getClass(), TextForm.of(value)));
    }
  }

  @Test
  void enumsAreWrittenInLowerCaseWithHyphens() {
    assertEquals("co-gm", TextForm.of(Role.CO_GM));
    assertEquals(Role.GM, TextForm.parse(Role.class, "gm"));
  }

  enum WithBody {
    ONE {
      @Override
      int value() {
        return 1;
      }
    };

    abstract int value();
  }

  @Test
  void aConstantWithABodyIsOneOfItsEnum() {
    assertEquals("one", TextForm.of(WithBody.ONE));
    assertEquals(WithBody.ONE, TextForm.parse(WithBody.class, "one"));
  }

  @Test
  void whatCannotBeReadIsRefusedWithASentence() {
    assertEquals("This must be one of gm, co-gm, player, spectator.", refusal(Role.class, "CO_GM"));
    assertEquals(
        "This is not a moment like 2026-01-31T19:30:00Z.", refusal(Instant.class, "tomorrow"));
    assertEquals("This is not a length of time like PT20S.", refusal(Duration.class, "a while"));
    assertEquals(
        "A token is named by its map, a slash and its own key.", refusal(TokenRef.class, "bram"));
    assertEquals("A colour is written like #ffcc00.", refusal(Color.class, "red"));
    assertEquals(
        "The name of an asset is 64 hexadecimal digits.", refusal(AssetId.class, "../secret"));
  }

  @Test
  void otherTypesHaveNone() {
    assertFalse(TextForm.has(int.class));
    assertFalse(TextForm.has(List.class));
    assertFalse(TextForm.has(Object.class));
    assertThrows(IllegalArgumentException.class, () -> TextForm.parse(Integer.class, "1"));
  }

  @AsText
  record Silent(String text) {}

  @AsText
  record Wrong(String text) {
    static String parse(String text) {
      return text;
    }
  }

  @Test
  void aRecordThatPromisesATextFormMustHaveOne() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> TextForm.has(Silent.class))
            .getMessage()
            .endsWith("is marked @AsText and needs a static parse(String)."));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> TextForm.has(Wrong.class))
            .getMessage()
            .endsWith(".parse(String) must be static and return Wrong."));
  }

  private static String refusal(Class<?> type, String text) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> TextForm.parse(type, text))
            .getMessage());
  }
}
