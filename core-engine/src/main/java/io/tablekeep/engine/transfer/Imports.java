package io.tablekeep.engine.transfer;

import io.tablekeep.engine.plugin.PluginRunner;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Packing;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.asset.AssetBatch;
import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.asset.AssetSink;
import io.tablekeep.sdk.asset.AssetStore;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.transfer.ImportContext;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.ImportResult;
import io.tablekeep.sdk.transfer.ImportSource;
import io.tablekeep.sdk.transfer.Importer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files with the importers there are.
 *
 * @param importers the importers, of which the first that knows a file's ending reads it
 * @param store where pictures go
 * @param limits how large an import may be
 * @param pictures how large a picture may be
 * @param ids makes keys for new entities
 * @param runner runs the importer's code
 */
public record Imports(
    List<Importer> importers,
    AssetStore store,
    ImportLimits limits,
    AssetLimits pictures,
    Supplier<String> ids,
    PluginRunner runner) {
  private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

  /**
   * Copies the list.
   *
   * @param importers the importers
   * @param store where pictures go
   * @param limits how large an import may be
   * @param pictures how large a picture may be
   * @param ids makes keys for new entities
   * @param runner runs the importer's code
   */
  public Imports {
    importers = List.copyOf(importers);
  }

  /**
   * Reads a file. Blocks.
   *
   * @param source the file
   * @return what it would change, to be closed
   * @throws TablekeepException kind {@code USER}: {@code import-format} when nobody reads such
   *     files, {@code import-too-large}, or the importer's own refusal; kind {@code PLUGIN}, code
   *     {@code import-failed}, when the importer fails; kind {@code RESOURCE} when there is no room
   * @throws IOException when a disk fails
   */
  public PreparedImport read(ImportSource source) throws IOException {
    return read(source, false);
  }

  /**
   * Reads a file that makes a document of its own. Blocks.
   *
   * @param source the file
   * @param packed whether entities are held compressed, as trees of the first version
   * @return as above
   * @throws TablekeepException as above
   * @throws IOException as above
   */
  public PreparedImport read(ImportSource source, boolean packed) throws IOException {
    Importer importer = importerFor(source.name());
    if (source.size() > limits.maxBytes()) {
      throw refused(
          "import-too-large", "The file is larger than " + limits.maxBytes() + " bytes.", "");
    }
    AssetBatch batch = store.batch(pictures);
    try {
      ImportResult result =
          runner.run(importer.id(), () -> importer.read(source, new Context(batch, packed)));
      if (result instanceof ImportResult.Read read) {
        return new PreparedImport(read.changes(), read.report(), batch);
      }
      ImportResult.Refused no = (ImportResult.Refused) result;
      throw refused(no.code(), no.message(), no.at());
    } catch (TablekeepException | IOException e) {
      batch.close();
      throw e;
    } catch (Throwable e) {
      batch.close();
      LOG.warn("importer {} failed on {}", importer.id(), source.name(), e);
      throw new TablekeepException(
          ErrorKind.PLUGIN,
          "import-failed",
          "The importer '" + importer.id() + "' failed on this file.",
          null,
          e);
    }
  }

  /**
   * The endings of file names that somebody reads.
   *
   * @return sorted, lower case, without the dot
   */
  public List<String> endings() {
    TreeSet<String> endings = new TreeSet<>();
    importers.forEach(importer -> endings.addAll(importer.endings()));
    return List.copyOf(endings);
  }

  private Importer importerFor(String name) {
    int dot = name.lastIndexOf('.');
    String ending = name.substring(dot + 1).toLowerCase(Locale.ROOT);
    Optional<Importer> first =
        importers.stream()
            .filter(importer -> dot >= 0 && importer.endings().contains(ending))
            .findFirst();
    return first.orElseThrow(
        () ->
            refused(
                "import-format",
                "Nobody here reads such files; these endings are known: " + endings() + ".",
                ""));
  }

  private static TablekeepException refused(String code, String message, String at) {
    return new TablekeepException(ErrorKind.USER, code, message, at);
  }

  private final class Context implements ImportContext {
    private final AssetSink sink;

    private final boolean packed;

    Context(AssetSink sink, boolean packed) {
      this.sink = sink;
      this.packed = packed;
    }

    @Override
    public AssetSink assets() {
      return sink;
    }

    @Override
    public ImportLimits limits() {
      return limits;
    }

    @Override
    public String newId() {
      return ids.get();
    }

    @Override
    public Object held(Map<String, ?> entity) {
      return packed && Records.write(entity, 1) instanceof JsonObject object
          ? NodeView.of(Packing.pack(object))
          : entity;
    }
  }
}
