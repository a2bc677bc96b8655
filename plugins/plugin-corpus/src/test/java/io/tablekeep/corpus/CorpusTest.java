package io.tablekeep.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.conflict.SampleConflict;
import io.tablekeep.engine.asset.FileAssetStore;
import io.tablekeep.engine.plugin.PluginCatalog;
import io.tablekeep.engine.plugin.PluginOptions;
import io.tablekeep.engine.plugin.PluginRunner;
import io.tablekeep.engine.transfer.FileSource;
import io.tablekeep.engine.transfer.Imports;
import io.tablekeep.engine.transfer.PreparedImport;
import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.conflict.Resolution;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.StoreProvider;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.Importer;
import io.tablekeep.testkit.TestTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Earlier plugins load, and do what they did. */
class CorpusTest {
  private static final Path CORPUS = Path.of("src/corpus");
  private static final String MAP =
      "{\"format\": 0.3, \"resolution\": {\"map_origin\": {\"x\": 0, \"y\": 0}, \"map_size\":"
          + " {\"x\": 10, \"y\": 8}, \"pixels_per_grid\": 2}, \"line_of_sight\": [[{\"x\": 1,"
          + " \"y\": 1}, {\"x\": 4, \"y\": 1}]]}";

  @TempDir Path folder;

  private PluginCatalog catalog = PluginCatalog.open(PluginOptions.builder().build());

  @BeforeEach
  void allOfThemLoad() {
    catalog.close();
    catalog = PluginCatalog.open(PluginOptions.builder().folder(CORPUS).build());
    assertEquals(List.of(), catalog.refusals());
    assertEquals(5, catalog.plugins().size());
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private GameSystem system(String id) {
    return catalog.extensions(GameSystem.class).stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Record payload(GameSystem of, String name, Object... values) throws Exception {
    Class<?> type = of.getClass().getClassLoader().loadClass(of.getClass().getName() + '$' + name);
    assertNotSame(type, Class.forName(type.getName()), "it is the one of the corpus");
    return (Record) type.getConstructors()[0].newInstance(values);
  }

  @Test
  void helloLeaps() throws Exception {
    GameSystem hello = system("hello");
    ActorRef bram = TestTable.BRAM;
    try (TestTable table = TestTable.playing(hello)) {
      table
          .dice(18)
          .when("ada", payload(hello, "Leap", bram, 2))
          .approved()
          .then("/actors/bram/hello/mood", "proud");
    }
  }

  @Test
  void aDuelIsFought() throws Exception {
    GameSystem duel = system("duel");
    try (TestTable table = TestTable.playing(duel)) {
      table.when("ada", payload(duel, "Arm", TestTable.BRAM, 3)).applied();
    }
  }

  @Test
  void aMapIsRead() throws Exception {
    Imports imports =
        new Imports(
            catalog.extensions(Importer.class),
            FileAssetStore.open(folder.resolve("assets"), 1 << 20),
            ImportLimits.defaults(),
            AssetLimits.defaults(),
            () -> "m1",
            PluginRunner.DIRECT);
    Path file = Files.writeString(folder.resolve("crypt.uvtt"), MAP);
    try (PreparedImport prepared = imports.read(FileSource.of(file))) {
      assertTrue(
          prepared.changes().toString().contains("name=crypt"), prepared.changes()::toString);
    }
  }

  @Test
  void aStoreKeepsWhatItIsGiven() throws Exception {
    StoreProvider provider = catalog.extensions(StoreProvider.class).get(0);
    assertEquals("memory", provider.scheme());
    DocumentId id = new DocumentId(DocumentId.Kind.CAMPAIGN, "one");
    try (CampaignStore store = provider.open("", Map.of())) {
      Epoch first = store.acquire(id, "a").toCompletableFuture().get();
      List<StoredEntry> entries = List.of(new StoredEntry(1, new byte[] {1, 2, 3}));
      assertInstanceOf(
          Appended.Durable.class, store.append(id, first, 0, entries).toCompletableFuture().get());
      assertEquals(
          3,
          store.read(id, 0, 10, 1_000).toCompletableFuture().get().items().get(0).bytes().length);
      store.acquire(id, "b").toCompletableFuture().get();
      assertInstanceOf(
          Appended.Rejected.class,
          store
              .append(id, first, 1, List.of(new StoredEntry(2, new byte[1])))
              .toCompletableFuture()
              .get());
    }
  }

  @Test
  void aCountIsSettled() {
    ConflictResolver tally = catalog.extensions(ConflictResolver.class).get(0);
    Resolution answer =
        tally.resolve(
            SampleConflict.at("counter", "/arrows").base(20).theirs(18).mine(19).conflict());
    assertEquals(0.95, assertInstanceOf(Resolution.Resolved.class, answer).confidence());
  }
}
