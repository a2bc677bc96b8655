package io.tablekeep.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.Welcome;
import io.tablekeep.plugin.sqlite.SqliteStore;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.model.document.CampaignInfo;
import io.tablekeep.sdk.model.document.Member;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedding that core-engine/README.md shows, compiled and run. */
class EmbeddingTest {
  private static final SeatListener LISTENER =
      new SeatListener() {
        @Override
        public void welcome(Welcome welcome) {}

        @Override
        public void frame(Frame frame) {}

        @Override
        public void closed(String code, String message) {}
      };

  @Test
  void theReadmesFiveLinesKeepACampaign(@TempDir Path folder) {
    CampaignDocument document =
        CampaignDocument.begin(
            "night",
            CampaignInfo.of("The Long Night", Optional.empty(), Instant.EPOCH),
            Map.of("gm", Member.of("Gina", Role.GM)));
    SeatListener listener = LISTENER;
    // README begins
    SqliteStore store = SqliteStore.open(folder.resolve("table.db"));
    Engine engine = Engine.start(EngineOptions.on(store));
    Campaign campaign = engine.create("night", document).join();
    Seat gm = campaign.join("gm", listener).join();
    Receipt receipt = gm.act(new ChatSay("Welcome.")).join();
    // README ends
    assertEquals(Receipt.Outcome.APPLIED, receipt.outcome());
    String kept = campaign.state().join().sha256();
    engine.close();
    store.close();

    try (SqliteStore again = SqliteStore.open(folder.resolve("table.db"))) {
      Engine next = Engine.start(EngineOptions.on(again));
      Campaign.State state = next.open("night").join().state().join();
      next.close();
      assertEquals(kept, state.sha256());
      assertTrue(new String(state.canonical(), StandardCharsets.UTF_8).contains("Welcome."));
    }
  }

  @Test
  void theReadmeShowsExactlyThisCode() throws Exception {
    List<String> source =
        Files.readAllLines(Path.of("src/test/java/io/tablekeep/testkit/EmbeddingTest.java"));
    String shown =
        String.join(
            "\n",
            source
                .subList(
                    source.indexOf("    // README begins") + 1,
                    source.indexOf("    // README ends"))
                .stream()
                .map(String::strip)
                .toList());
    assertTrue(Files.readString(Path.of("../../core-engine/README.md")).contains(shown), shown);
  }
}
