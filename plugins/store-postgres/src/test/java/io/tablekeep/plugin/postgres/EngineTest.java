package io.tablekeep.plugin.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.Welcome;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.model.document.CampaignInfo;
import io.tablekeep.sdk.model.document.Member;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole engines on the store. */
final class EngineTest {
  private static final SeatListener LISTENER =
      new SeatListener() {
        @Override
        public void welcome(Welcome welcome) {}

        @Override
        public void frame(Frame frame) {}

        @Override
        public void closed(String code, String message) {}
      };

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static CampaignDocument document() {
    return CampaignDocument.begin(
        "night",
        CampaignInfo.of("The Long Night", Optional.empty(), Instant.EPOCH),
        Map.of("gm", Member.of("Gina", Role.GM)));
  }

  private static Seat seat(Campaign campaign) {
    return join(campaign.join("gm", LISTENER));
  }

  private static void says(Seat seat, String text) {
    assertEquals(Receipt.Outcome.APPLIED, join(seat.act(new ChatSay(text))).outcome());
  }

  private static Object outcome(Seat seat, String text) {
    try {
      return join(seat.act(new ChatSay(text))).outcome();
    } catch (CompletionException e) {
      return e;
    }
  }

  private static String told(Campaign campaign) {
    return new String(join(campaign.state()).canonical(), StandardCharsets.UTF_8);
  }

  @Test
  void aSecondEngineTakesATableOverAndTheFirstCannotWriteToItAnyMore() throws Exception {
    String schema = Server.newSchema();
    try (PostgresStore store = Server.shared().open(schema);
        PostgresStore other = Server.shared().open(schema);
        Engine first = Engine.start(EngineOptions.on(store))) {
      Seat old = seat(join(first.create("night", document())));
      says(old, "Before.");
      String kept = takenOver(other, old);
      try (Engine third = Engine.start(EngineOptions.on(other))) {
        Campaign again = join(third.open("night"));
        assertEquals(kept, join(again.state()).sha256());
        assertTrue(told(again).contains("After."));
        assertTrue(!told(again).contains("From the grave."));
      }
    }
  }

  private static String takenOver(PostgresStore store, Seat old) {
    try (Engine second = Engine.start(EngineOptions.on(store))) {
      Campaign theirs = join(second.open("night"));
      assertTrue(told(theirs).contains("Before."));
      Seat young = seat(theirs);
      says(young, "Taken over.");
      // It is not told to the first one; its next write finds out.
      assertNotEquals(Receipt.Outcome.APPLIED, outcome(old, "From the grave."));
      says(young, "After.");
      return join(theirs.state()).sha256();
    }
  }

  @Test
  void aTableGoesOnWhenTheDatabaseHasComeBack(@TempDir Path folder) throws Exception {
    try (Server server = Server.in(folder);
        PostgresStore store = server.open("table");
        Engine engine = Engine.start(EngineOptions.on(store))) {
      Campaign campaign = join(engine.create("night", document()));
      Seat seat = seat(campaign);
      says(seat, "Before.");
      server.kill();
      assertNotEquals(Receipt.Outcome.APPLIED, outcome(seat, "Lost?"));
      server.restart();
      Waiting.until(
          () -> {
            try {
              says(seat, "Back again.");
              return true;
            } catch (CompletionException | AssertionError e) {
              return false;
            }
          });
      String told = told(join(engine.open("night")));
      assertTrue(told.contains("Before.") && told.contains("Back again."), told);
    }
  }
}
