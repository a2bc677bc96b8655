package io.tablekeep.engine.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tablekeep.engine.asset.FileAssetStore;
import io.tablekeep.engine.plugin.PluginRunner;
import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.transfer.ImportContext;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.ImportReport;
import io.tablekeep.sdk.transfer.ImportResult;
import io.tablekeep.sdk.transfer.ImportSource;
import io.tablekeep.sdk.transfer.Importer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportsTest {
  private static final byte[] GIF = HexFormat.of().parseHex("47494638396102000300000000" + "003b");

  @TempDir Path folder;

  private FileAssetStore store;

  @BeforeEach
  void open() throws IOException {
    store = FileAssetStore.open(folder.resolve("assets"), 1 << 20);
  }

  @Test
  void theImporterIsChosenByTheEndingOfTheNameWhateverItsCase() throws IOException {
    Path file = Files.write(folder.resolve("map.one.PIC"), GIF);
    try (PreparedImport prepared = imports(new Pictures()).read(FileSource.of(file))) {
      assertEquals(
          Changes.none().set(Pointer.of("maps", "k1"), "map.one.PIC").list(),
          prepared.changes().list());
      assertEquals(1, prepared.report().count(ImportReport.Fate.KEPT));
    }
  }

  @Test
  void picturesStayOnlyWhenTheyAreCommitted() throws IOException {
    Path file = Files.write(folder.resolve("a.pic"), GIF);
    try (PreparedImport prepared = imports(new Pictures()).read(FileSource.of(file))) {
      assertEquals(1, prepared.assets().size());
    }
    assertEquals(0, store.usedBytes());
    try (PreparedImport prepared = imports(new Pictures()).read(FileSource.of(file))) {
      prepared.commitAssets();
      assertEquals(
          Optional.of(prepared.assets().get(0)), store.find(prepared.assets().get(0).id()));
    }
    assertEquals(GIF.length, store.usedBytes());
  }

  @Test
  void aFileNobodyReadsIsRefused() throws IOException {
    for (String name : new String[] {"a.txt", "pic", "a.pic.txt", "."}) {
      TablekeepException e = refused(name, "import-format");
      assertEquals("Nobody here reads such files; these endings are known: [pic].", e.getMessage());
    }
  }

  @Test
  void aFileTooLargeIsRefusedBeforeItIsRead() {
    ImportSource large = new FileSource(folder.resolve("nowhere"), "a.pic", 1001);
    TablekeepException e =
        assertThrows(TablekeepException.class, () -> imports(new Pictures()).read(large));
    assertEquals("import-too-large", e.code());
  }

  @Test
  void aRefusalOfTheImporterIsPassedOn() throws IOException {
    Path file = Files.writeString(folder.resolve("a.pic"), "");
    TablekeepException e =
        assertThrows(
            TablekeepException.class, () -> imports(new Pictures()).read(FileSource.of(file)));
    assertEquals("empty-picture", e.code());
    assertEquals(Optional.of("/bytes"), e.field());
    assertEquals(ErrorKind.USER, e.kind());
  }

  @Test
  void aRefusalOfThePictureLeavesNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("a.pic"), "this is no picture");
    TablekeepException e =
        assertThrows(
            TablekeepException.class, () -> imports(new Pictures()).read(FileSource.of(file)));
    assertEquals("asset-not-a-picture", e.code());
    assertEquals(0, store.usedBytes());
  }

  @Test
  void aFaultOfTheImporterIsItsOwn() throws IOException {
    IllegalStateException bug = new IllegalStateException("bug");
    Importer broken =
        new Pictures() {
          @Override
          public ImportResult read(ImportSource source, ImportContext context) {
            throw bug;
          }
        };
    Path file = Files.write(folder.resolve("a.pic"), GIF);
    TablekeepException e =
        assertThrows(TablekeepException.class, () -> imports(broken).read(FileSource.of(file)));
    assertEquals("import-failed", e.code());
    assertEquals(ErrorKind.PLUGIN, e.kind());
    assertSame(bug, e.getCause());
  }

  private TablekeepException refused(String name, String code) {
    ImportSource source = new FileSource(folder.resolve("nowhere"), name, 10);
    TablekeepException e =
        assertThrows(TablekeepException.class, () -> imports(new Pictures()).read(source));
    assertEquals(code, e.code());
    return e;
  }

  private Imports imports(Importer importer) {
    return new Imports(
        List.of(importer),
        store,
        new ImportLimits(1000, 8, 100, 100),
        AssetLimits.defaults(),
        () -> "k1",
        PluginRunner.DIRECT);
  }

  private static class Pictures implements Importer {
    @Override
    public String id() {
      return "pictures";
    }

    @Override
    public Set<String> endings() {
      return Set.of("pic");
    }

    @Override
    public ImportResult read(ImportSource source, ImportContext context) throws IOException {
      if (source.size() == 0) {
        return new ImportResult.Refused("empty-picture", "There is nothing in it.", "/bytes");
      }
      try (InputStream in = source.open()) {
        context.assets().put(in);
      }
      return new ImportResult.Read(
          Changes.none().set(Pointer.of("maps", context.newId()), source.name()),
          ImportReport.builder().kept("", "all of it").build());
    }
  }
}
