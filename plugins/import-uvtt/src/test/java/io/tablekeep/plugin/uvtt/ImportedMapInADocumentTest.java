package io.tablekeep.plugin.uvtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tablekeep.engine.asset.FileAssetStore;
import io.tablekeep.engine.plugin.PluginRunner;
import io.tablekeep.engine.transfer.FileSource;
import io.tablekeep.engine.transfer.Imports;
import io.tablekeep.engine.transfer.PreparedImport;
import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.model.map.TableMap;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.testkit.TestTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the importer returns, put into a campaign by the real engine. */
class ImportedMapInADocumentTest {
  @TempDir Path folder;

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
  void aSmallMapIsReadBackAsItWasImported() throws Exception {
    String small =
        UvttFixture.map(
            """
            "line_of_sight": [[{"x": 0, "y": 1.5}, {"x": 1, "y": 1.5}]],
            "portals": [{"bounds": [{"x": 1, "y": 0}, {"x": 1, "y": 1}], "freestanding": true}],
            "lights": [{"position": {"x": 1, "y": 1}, "range": 4, "color": "80ff0010"}],
            "software": {"name": "Somebody's Maps", "tags": [1, 2.5, true]}, "image": "%s"
            """
                .formatted(UvttFixture.PICTURE));
    play(Files.writeString(folder.resolve("small.uvtt"), small));
  }

  @Test
  void aRealMapIsReadBackAsItWasImported() throws Exception {
    for (String name : List.of("oganm/test.dd2vtt", "imagix/exampleMaps/sampleMap.dd2vtt")) {
      Optional<Path> file = UvttFixture.data("uvtt/" + name);
      if (file.isPresent()) {
        play(file.get());
      }
    }
  }

  private void play(Path file) throws IOException {
    Imports imports =
        new Imports(
            List.of(new UvttImporter()),
            FileAssetStore.open(folder.resolve("assets"), 1 << 30),
            ImportLimits.defaults(),
            AssetLimits.defaults(),
            () -> "m1",
            PluginRunner.DIRECT);
    try (PreparedImport prepared = imports.read(FileSource.of(file));
        TestTable table = TestTable.playing(new Putting(prepared.changes()))) {
      assertEquals("ok", table.gm().act(new Put()).code());
      Node map = table.document().at("maps", "m1");
      TableMap imported = UvttFixture.imported(prepared.changes(), prepared.report()).map();
      assertEquals(imported, map.as(TableMap.class));
      assertEquals(0.3, map.at("uvtt", "format").asDouble());
      assertEquals(imported, table.gm().view().at("maps", "m1").as(TableMap.class));
      assertFalse(table.seat("ada").view().at("maps", "m1", "uvtt").exists(), "for the GM alone");
    }
  }
}
