package io.tablekeep.plugin.foundry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.ImportResult;
import io.tablekeep.testkit.TestTable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the importer returns, put into a campaign by the real engine, and given back from there. */
class ImportedActorTest {
  record Put() {}

  /** Applies changes that were prepared before. */
  private record Putting(Changes changes) implements GameSystem {
    @Override
    public String id() {
      return "putting";
    }

    @Override
    public void define(SystemDefinition system) {
      system.action("put", Put.class, (table, put) -> Decision.apply(changes));
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void anActorComesBackFromTheCampaignAsItCameIn() throws IOException {
    Optional<java.nio.file.Path> heroes = Samples.data("heroes.jsonl");
    List<String> texts =
        heroes.isPresent()
            ? List.of(Samples.HERO, Files.readAllLines(heroes.get()).get(0))
            : List.of(Samples.HERO);
    for (String text : texts) {
      ImportResult.Read read = (ImportResult.Read) Samples.read(text, ImportLimits.defaults());
      try (TestTable table = TestTable.playing(new Putting(read.changes()))) {
        table.when("gm", new Put()).applied();
        Map<String, Object> actor =
            (Map<String, Object>) table.document().at("actors", "id1").value();
        assertEquals(FoundryJson.parse(text), FoundryExport.document(actor));
        assertFalse(table.seat("ada").view().at("actors", "id1", "foundry").exists());
      }
    }
  }
}
