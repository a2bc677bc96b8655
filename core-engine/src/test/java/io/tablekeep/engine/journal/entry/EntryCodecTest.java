package io.tablekeep.engine.journal.entry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.store.StoredEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EntryCodecTest {
  private static final DocumentId DOCUMENT = DocumentId.campaign("lost-mine");

  @Test
  void whateverWasWrittenIsReadAgain() {
    long seed = Seed.of("whateverWasWrittenIsReadAgain");
    RandomEntries random = new RandomEntries(new SplittableRandom(seed));
    EntryEncoder encoder = new EntryEncoder();
    int chain = EntryDecoder.seed(DOCUMENT);
    for (long version = 1; version <= 3_000; version++) {
      Entry entry = random.next(version);
      StoredEntry stored = new StoredEntry(version, encoder.encode(entry, chain));
      chain = EntryDecoder.chain(DOCUMENT, stored, chain);
      assertEquals(encoder.chain(), chain);
      assertEquals(entry, EntryDecoder.decode(DOCUMENT, stored));
    }
  }

  @Test
  void everyByteThatIsAlteredIsFound() {
    List<StoredEntry> journal = journal(3, 40);
    int chain = EntryDecoder.seed(DOCUMENT);
    for (StoredEntry stored : journal) {
      int before = chain;
      chain = EntryDecoder.chain(DOCUMENT, stored, before);
      for (int i = 0; i < stored.bytes().length; i++) {
        for (int flip : new int[] {1, 0x20, 0x80, 0xff}) {
          byte[] altered = stored.bytes().clone();
          altered[i] ^= (byte) flip;
          damaged(new StoredEntry(stored.position(), altered), before);
        }
      }
      for (int length = 0; length < stored.bytes().length; length++) {
        byte[] torn = java.util.Arrays.copyOf(stored.bytes(), length);
        damaged(new StoredEntry(stored.position(), torn), before);
      }
    }
  }

  @Test
  void anEntryOutOfItsPlaceIsFound() {
    List<StoredEntry> journal = journal(5, 30);
    for (int i = 0; i + 1 < journal.size(); i++) {
      List<StoredEntry> skipped = new ArrayList<>(journal);
      skipped.remove(i);
      assertEquals(i + 1, firstDamage(skipped));
      List<StoredEntry> repeated = new ArrayList<>(journal);
      repeated.add(i, journal.get(i));
      assertEquals(i + 2, firstDamage(repeated));
      List<StoredEntry> swapped = new ArrayList<>(journal);
      Collections.swap(swapped, i, i + 1);
      assertEquals(i + 1, firstDamage(swapped));
    }
    assertEquals(0, firstDamage(journal));
  }

  @Test
  void anEntryOfAnotherDocumentIsFound() {
    StoredEntry first = journal(7, 1).get(0);
    DocumentId other = DocumentId.campaign("lost-mind");
    JournalException found =
        assertThrows(
            JournalException.class,
            () -> EntryDecoder.chain(other, first, EntryDecoder.seed(other)));
    assertEquals("journal-damaged", found.code());
    assertEquals(other, found.damage().document());
    assertEquals(1, found.damage().position());
  }

  @Test
  void damageSaysWhichEntryStandsInTheWrongPlace() {
    List<StoredEntry> journal = journal(9, 3);
    StoredEntry wrong = new StoredEntry(2, journal.get(2).bytes());
    int chain = EntryDecoder.chain(DOCUMENT, journal.get(0), EntryDecoder.seed(DOCUMENT));
    JournalException found =
        assertThrows(JournalException.class, () -> EntryDecoder.chain(DOCUMENT, wrong, chain));
    assertEquals(
        "campaign/lost-mine at 2: entry 3 stands in its place (journal-damaged)",
        found.damage().toString());
  }

  @Test
  void aNewerFormatIsRefusedAsSuch() {
    String text = new String(journal(11, 1).get(0).bytes(), StandardCharsets.UTF_8);
    assertCode("journal-format", text.replace("\"format\":1", "\"format\":2"));
    String entry =
        "{\"format\":1,\"version\":1,\"epoch\":1,\"time\":\"2026-11-22T01:15:57.123Z\","
            + "\"type\":\"x\",\"payload\":null,\"effects\":[%s],\"outcome\":%s,\"crc\":\"0\"}";
    String put = "{\"put\":\"/a\",\"value\":1}";
    EntryDecoder.decode(DOCUMENT, stored(String.format(entry, put, "\"applied\"")));
    assertCode("journal-format", String.format(entry, "{\"splice\":\"/a\"}", "\"applied\""));
    assertCode("journal-format", String.format(entry, put, "{\"haunted\":{}}"));
    assertCode("journal-damaged", String.format(entry, "{\"put\":\"/a\"}", "\"applied\""));
    assertCode("journal-damaged", String.format(entry, put, "7"));
    assertCode("journal-damaged", String.format(entry, "7", "\"applied\""));
  }

  @Test
  void membersThatANewerEngineAddedArePassedOver() {
    String entry =
        "{\"format\":1,\"version\":1,\"epoch\":1,\"time\":\"2026-11-22T01:15:57.123Z\",\"mood\":[1],"
            + "\"type\":\"x\",\"payload\":null,\"outcome\":\"applied\",\"crc\":\"0\"}";
    assertEquals(1, EntryDecoder.decode(DOCUMENT, stored(entry)).version());
  }

  @Test
  void aTextWithHalfACharacterIsRefusedAndTheNextEntryIsSound() {
    EntryEncoder encoder = new EntryEncoder();
    Cause bad = Cause.withoutId("", "x", "half \ud800");
    assertThrows(RuntimeException.class, () -> encoder.encode(entry(1, bad), 0));
    Entry good = entry(1, Cause.withoutId("", "x", "whole"));
    byte[] text = encoder.encode(good, 0);
    assertArrayEquals(new EntryEncoder().encode(good, 0), text);
  }

  @Test
  void timesAreWrittenAsIsoTextWhateverTheDayBefore() {
    SplittableRandom random = new SplittableRandom(17);
    Times times = new Times();
    for (int i = 0; i < 10_000; i++) {
      Instant time = Instant.ofEpochMilli(random.nextLong(-3_000_000_000_000L, 9_000_000_000_000L));
      String text = new String(times.quoted(time), StandardCharsets.US_ASCII);
      assertEquals(time, Instant.parse(text.substring(1, 25)));
      assertEquals(time, Times.parse(text.substring(1, 25)));
    }
  }

  @Test
  void anEntryKnowsItsTimeAsItsTextDoes() {
    Cause cause = Cause.withoutId("", "t", JsonNull.NULL);
    Instant fine = Instant.parse("2026-11-22T01:15:57.123456789Z");
    Entry entry = new Entry(1, 1, fine, cause, List.of(), List.of(), Outcome.OK);
    StoredEntry stored = new StoredEntry(1, new EntryEncoder().encode(entry, 0));
    assertEquals(entry, EntryDecoder.decode(DOCUMENT, stored));
  }

  @Test
  void effectsThatArePackedAreReadLikeOthersWithWhatFollowsThem() {
    List<Effect> long1 = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      long1.add(new Effect.Put(Pointer.of("actors", "a" + i, "name"), "Bram the " + i));
      long1.add(new Effect.Remove(Pointer.of("items", "i" + i)));
    }
    assertEquals(long1, PackedEffects.over(long1, 1 << 20), "what is short stays as it is");
    assertFalse(PackedEffects.over(long1, 1 << 20) instanceof PackedEffects);
    List<Effect> packed = PackedEffects.over(long1, 1_000);
    assertEquals(long1, packed);
    List<Effect> more = List.of(new Effect.Put(Pointer.of("chat"), JsonObject.empty(0)));
    List<Effect> all = PackedEffects.joined(packed, more);
    Cause cause = Cause.withoutId("", "t", JsonNull.NULL);
    Entry entry = new Entry(1, 1, Instant.EPOCH, cause, all, List.of(), Outcome.OK);
    byte[] text = new EntryEncoder().encode(entry, 0);
    String read = new String(text, StandardCharsets.UTF_8);
    assertTrue(read.contains("{\"packed\":\"eJ") && read.contains("{\"put\":\"/chat\""), read);
    assertTrue(text.length < PackedEffects.textBytes(long1) / 3, text.length + " bytes");
    Entry again = EntryDecoder.decode(DOCUMENT, new StoredEntry(1, text));
    assertEquals(601, again.effects().size());
    assertEquals(entry, again);
    for (String bad :
        List.of(
            read.replaceFirst("\"bytes\":\\d+", "\"bytes\":99999999999"),
            read.replaceFirst("\"bytes\":\\d+", "\"bytes\":99999"),
            read.replaceFirst("\"bytes\":\\d+", "\"bytes\":7"),
            read.replaceFirst("eJ", "AA"))) {
      assertCode("journal-damaged", bad);
    }
  }

  @Test
  void theHashOfAnActionDependsOnItsContentOnly() {
    JsonObject one = JsonObject.of(Map.of("x", 1L, "y", 2.5, "z", JsonNull.NULL), 3);
    JsonObject same = JsonObject.of(Map.of("z", JsonNull.NULL, "y", 2.5, "x", 1L), 9);
    assertEquals(ActionHash.of("token.move", one), ActionHash.of("token.move", same));
    assertNotEquals(ActionHash.of("token.move", one), ActionHash.of("token.place", one));
    assertNotEquals(
        ActionHash.of("token.move", one), ActionHash.of("token.move", one.with("x", 2L, 4)));
    assertNotEquals(ActionHash.of("a", "bc"), ActionHash.of("ab", "c"));
    assertNotEquals(ActionHash.of("a", "null"), ActionHash.of("a", JsonNull.NULL));
    // stands in journals: never to change
    assertEquals(7215939515552516794L, ActionHash.of("token.move", one));
  }

  @Test
  void effectsPutWithTheObjectsThatLeadThereAndRemoveWhatIsThere() {
    JsonObject root = JsonObject.empty(0);
    List<Effect> effects =
        List.of(
            new Effect.Put(Pointer.of("maps", "m1", "x"), 7L),
            new Effect.Put(Pointer.of("name"), "Mine"),
            new Effect.Remove(Pointer.of("nothing", "here")),
            new Effect.Remove(Pointer.of("name")));
    JsonObject after = Effects.apply(root, effects, 4);
    assertEquals("{\"maps\":{\"m1\":{\"x\":7}}}", after.toString());
    assertEquals(4, after.version());
  }

  @Test
  void aMessageThatIsTooLongIsCutBetweenCharacters() {
    String message = "\ud83d\ude00".repeat(800);
    assertEquals(1_000, new Outcome.Refused("c", message, "").message().length());
    String odd = new Outcome.Refused("c", "x" + message, "").message();
    assertEquals(999, odd.length());
    assertTrue(odd.endsWith("\ud83d\ude00"));
  }

  @Test
  void anIdThatWouldNotComeBackIsRefused() {
    Object none = JsonNull.NULL;
    assertThrows(
        IllegalArgumentException.class, () -> new Cause("a", "d", 1L << 53, 1, "t", none, 0));
    assertThrows(IllegalArgumentException.class, () -> new Cause("a", "d", 0, 1, "t", none, 0));
    assertThrows(IllegalArgumentException.class, () -> new Cause("a", "", 1, 1, "t", none, 0));
    assertThrows(IllegalArgumentException.class, () -> new Cause("a", "d", 1, 1, "t", none, -1));
  }

  private static void damaged(StoredEntry stored, int previous) {
    JournalException found =
        assertThrows(JournalException.class, () -> EntryDecoder.chain(DOCUMENT, stored, previous));
    assertEquals("journal-damaged", found.code());
    assertEquals(stored.position(), found.damage().position());
  }

  private static void assertCode(String code, String text) {
    JournalException found =
        assertThrows(JournalException.class, () -> EntryDecoder.decode(DOCUMENT, stored(text)));
    assertEquals(code, found.code(), found.getMessage());
  }

  private static StoredEntry stored(String text) {
    return new StoredEntry(1, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Entry entry(long version, Cause cause) {
    return new Entry(version, 1, Instant.EPOCH, cause, List.of(), List.of(), Outcome.OK);
  }

  /** Reads a journal by place, as recovery does; the first place that is found wrong, or 0. */
  private static long firstDamage(List<StoredEntry> journal) {
    int chain = EntryDecoder.seed(DOCUMENT);
    for (int i = 0; i < journal.size(); i++) {
      StoredEntry stored = new StoredEntry(i + 1L, journal.get(i).bytes());
      try {
        chain = EntryDecoder.chain(DOCUMENT, stored, chain);
      } catch (JournalException found) {
        return found.damage().position();
      }
    }
    return 0;
  }

  private static List<StoredEntry> journal(long seed, int length) {
    RandomEntries random = new RandomEntries(new SplittableRandom(seed));
    EntryEncoder encoder = new EntryEncoder();
    List<StoredEntry> journal = new ArrayList<>();
    int chain = EntryDecoder.seed(DOCUMENT);
    for (long version = 1; version <= length; version++) {
      journal.add(new StoredEntry(version, encoder.encode(random.next(version), chain)));
      chain = encoder.chain();
    }
    return journal;
  }
}
