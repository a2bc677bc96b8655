package io.tablekeep.engine.document;

import static io.tablekeep.engine.Tables.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Listening;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.Tables;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.DocumentId.Kind;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class KindsTest {
  private static final DocumentId ADA = new DocumentId(Kind.USER, "ada");
  private static final DocumentId COUNTER = new DocumentId(Kind.GLOBAL, "counter");

  private final InMemoryStore store = new InMemoryStore();

  private static final class Counter implements GameSystem {
    record Up(long by) {}

    @Override
    public String id() {
      return "counter";
    }

    @Override
    public void define(SystemDefinition system) {
      system.action(
          "up",
          Up.class,
          (t, up) -> Decision.apply(Changes.none().add(t.state().at("count"), up.by())));
    }
  }

  private Engine engine() {
    return Engine.start(EngineOptions.on(store).withDocuments(Map.of(COUNTER, new Counter())));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] user() {
    return utf8(
        "{\"schema\":1,\"participants\":{\"owner\":{\"name\":\"Ada\",\"role\":\"gm\"}},"
            + "\"id\":\"ada\",\"characters\":{},\"preferences\":{},\"notes\":{}}");
  }

  private static Receipt send(Seat seat, long n, String type, String payload) throws Exception {
    return get(seat.submit(new Action("dev", n, type, utf8(payload))));
  }

  private static String code(java.util.concurrent.CompletableFuture<?> failing) {
    ExecutionException e = assertThrows(ExecutionException.class, failing::get);
    return ((TablekeepException) e.getCause()).code();
  }

  @Test
  void aPersonsDocumentHasItsOwnJournalAndComesBack() throws Exception {
    String hash;
    Receipt put;
    try (Engine engine = engine()) {
      Campaign mine = get(engine.create(ADA, user()));
      Seat me = get(mine.join("owner", new Listening()));
      put = send(me, 1, "character.put", "{\"character\":{\"name\":\"Zora\",\"d20\":{\"hp\":3}}}");
      assertEquals("ok", put.code());
      assertEquals("ok", send(me, 2, "note.put", "{\"text\":\"psst\"}").code());
      assertEquals(
          "ok",
          send(me, 3, "preference.set", "{\"name\":\"ui\",\"value\":{\"dark\":true}}").code());
      assertEquals("unknown-action", send(me, 4, "chat.say", "{\"text\":\"x\"}").code());
      assertEquals(
          "campaigns-own",
          send(me, 5, "character.put", "{\"character\":{\"name\":\"Z\",\"gmNotes\":\"x\"}}")
              .code());
      assertEquals("no-name", send(me, 6, "character.put", "{\"character\":{}}").code());
      assertEquals("bad-key", send(me, 7, "note.put", "{\"key\":\"../x\",\"text\":\"x\"}").code());
      assertEquals("no-such-thing", send(me, 8, "note.drop", "{\"key\":\"x\"}").code());
      hash = get(mine.state()).sha256();
    }
    try (Engine engine = engine()) {
      assertEquals(List.of(ADA), get(engine.documents(Kind.USER)));
      assertEquals(List.of(), get(engine.campaigns()));
      Campaign mine = get(engine.open(ADA));
      assertEquals(hash, get(mine.state()).sha256());
      Seat me = get(mine.join("owner", new Listening()));
      assertEquals(
          put,
          send(me, 1, "character.put", "{\"character\":{\"name\":\"Zora\",\"d20\":{\"hp\":3}}}"));
    }
  }

  @Test
  void aPersonGoesBackToWhatWasTheirs() throws Exception {
    try (Engine engine = engine()) {
      Campaign mine = get(engine.create(ADA, user()));
      Seat me = get(mine.join("owner", new Listening()));
      send(me, 1, "note.put", "{\"key\":\"n\",\"text\":\"first\"}");
      long then = get(mine.state()).version();
      send(me, 2, "note.put", "{\"key\":\"n\",\"text\":\"second\"}");
      String preview =
          new String(
              get(mine.past().ask("owner", "return", Map.of("to", Long.toString(then)))),
              StandardCharsets.UTF_8);
      assertTrue(preview.contains("/notes/n/text"), preview);
      assertEquals("ok", send(me, 3, "history.return", "{\"to\":" + then + "}").code());
      assertEquals("first", get(mine.look()).at("notes", "n", "text").asText());
      assertFalse(get(mine.look()).at("branches").exists(), "the way back is a version");
      assertEquals("ok", send(me, 4, "history.return", "{\"to\":" + (then + 1) + "}").code());
      assertEquals("second", get(mine.look()).at("notes", "n", "text").asText());
      assertEquals("unknown-action", send(me, 5, "branch.create", "{\"name\":\"x\"}").code());
    }
  }

  @Test
  void aCharacterWrittenAgainIsWrittenWhole() throws Exception {
    try (Engine engine = engine()) {
      Campaign mine = get(engine.create(ADA, user()));
      Seat me = get(mine.join("owner", new Listening()));
      send(me, 1, "character.put", "{\"key\":\"z\",\"character\":{\"name\":\"Z\",\"d20\":{}}}");
      send(me, 2, "character.put", "{\"key\":\"z\",\"character\":{\"name\":\"Zora\"}}");
      var kept = get(mine.look()).at("characters", "z");
      assertEquals("Zora", kept.at("name").asText());
      assertFalse(kept.at("character", "d20").exists());
      assertEquals(64, kept.at("sha256").asText().length());
    }
  }

  @Test
  void kindsOfTheSameNameAreDifferentDocuments() throws Exception {
    try (Engine engine = engine()) {
      get(engine.create(ADA, user()));
      get(engine.create("ada", Tables.document("")));
      assertEquals("no-such-document", code(engine.open(new DocumentId(Kind.COMPENDIUM, "ada"))));
      assertEquals("no-such-campaign", code(engine.open("ben")));
      assertEquals("campaign-exists", code(engine.create(ADA, user())));
      assertTrue(get(get(engine.open("ada")).look()).at("maps").exists());
      assertFalse(get(get(engine.open(ADA)).look()).at("maps").exists());
    }
  }

  @Test
  void whatDoesNotLookLikeItsKindIsRefused() {
    try (Engine engine = engine()) {
      DocumentId pack = new DocumentId(Kind.COMPENDIUM, "srd");
      for (String bad : List.of("{}", "[]", "nonsense", "{\"schema\":\"x\"}")) {
        for (DocumentId id : List.of(ADA, pack, COUNTER)) {
          assertFalse(code(engine.create(id, utf8(bad))).isEmpty(), bad);
        }
      }
    }
  }

  @Test
  void aDocumentOfTheServerFollowsTheRulesItWasGiven() throws Exception {
    try (Engine engine = engine()) {
      byte[] begin = utf8("{\"participants\":{\"server\":{\"name\":\"S\",\"role\":\"gm\"}}}");
      Campaign counter = get(engine.create(COUNTER, begin));
      Seat server = get(counter.join("server", new Listening()));
      get(server.act(new Counter.Up(3)));
      get(server.act(new Counter.Up(4)));
      assertEquals(7, get(counter.look()).at(Pointer.of("count")).asInt());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new Kinds(Map.of(DocumentId.campaign("x"), new Counter())));
  }
}
