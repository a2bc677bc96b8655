package io.tablekeep.server.house;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.ObjectBuilder;
import io.tablekeep.engine.state.Packing;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.model.compendium.CompendiumDocument;
import io.tablekeep.sdk.model.compendium.Entry;
import io.tablekeep.sdk.model.people.CompendiumTake;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Changes.Change;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Pointer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Where what an importer would put into a campaign becomes entries to copy from: a compendium that
 * is there, or a new one. An entry is called after its file and what it holds: the same file
 * brought in again replaces its entries, and another one never does. Blocks.
 */
final class Shelving {
  private static final int STEM = 20;
  private static final int NAME = 38;

  /** Of what goes into a compendium that is there, which is one entry of its journal. */
  private static final long AT_ONCE = 4 << 20;

  private final Engine engine;

  Shelving(Engine engine) {
    this.engine = engine;
  }

  /**
   * What came of it.
   *
   * @param created whether the compendium is new
   * @param digest what it is now
   */
  record Shelved(boolean created, Campaign.Digest digest) {}

  /** Puts everything on the shelf or nothing, and says what the compendium is then. */
  Shelved put(DocumentId compendium, Changes brought, String format, String file) {
    String stem = slug(file.replaceFirst("\\.[^.]*$", ""), STEM);
    Map<String, JsonObject> entries = entries(brought, stem);
    Optional<Campaign> there = there(compendium);
    if (there.isPresent()) {
      Changes changes = together(List.copyOf(entries.entrySet()));
      Receipt unused =
          there.get().amend("import." + format, Map.of("file", file), changes).join().orThrow();
      return new Shelved(false, there.get().digest().join());
    }
    CompendiumDocument document =
        CompendiumDocument.of(compendium.id(), compendium.id(), "", false, Map.of());
    ObjectBuilder all = new ObjectBuilder(entries.size());
    entries.forEach(all::add);
    JsonObject root = Records.writeRecord(document, 1).with("entries", all.build(1), 1);
    return new Shelved(true, engine.create(compendium, NodeView.of(root)).join().digest().join());
  }

  /** One whose making was broken off is none. */
  private Optional<Campaign> there(DocumentId compendium) {
    if (!engine.documents(DocumentId.Kind.COMPENDIUM).join().contains(compendium)) {
      return Optional.empty();
    }
    try {
      return Optional.of(engine.open(compendium).join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof TablekeepException known
          && known.code().equals("journal-incomplete")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** In halves, so that thousands are not copied thousands of times. */
  private static Changes together(List<Map.Entry<String, JsonObject>> some) {
    long bytes = 0;
    for (Map.Entry<String, JsonObject> each : some) {
      bytes += Trees.weigh(each.getValue(), Long.MAX_VALUE);
    }
    if (bytes > AT_ONCE) {
      throw new TablekeepException(
          ErrorKind.USER,
          "import-too-large",
          "A compendium that is there takes "
              + (AT_ONCE >> 20)
              + " MiB at once, and this is more. Bring it into a new compendium.");
    }
    return halves(some);
  }

  private static Changes halves(List<Map.Entry<String, JsonObject>> some) {
    if (some.size() > 1) {
      int half = some.size() / 2;
      return halves(some.subList(0, half)).and(halves(some.subList(half, some.size())));
    }
    Changes changes = Changes.none();
    for (Map.Entry<String, JsonObject> each : some) {
      Pointer at = Pointer.of("entries", each.getKey());
      // As plain values: within the document they get its version.
      changes = changes.remove(at).set(at, NodeView.of(each.getValue()).value());
    }
    return changes;
  }

  /** The entries as trees whose data are packed: all of them open would be many times larger. */
  private static Map<String, JsonObject> entries(Changes brought, String stem) {
    Map<String, JsonObject> entries = new LinkedHashMap<>();
    for (Change change : brought.list()) {
      if (!(change instanceof Change.Put put)
          || put.at().size() != 2
          || !(Records.write(put.value(), 1) instanceof JsonObject data)) {
        throw unfit();
      }
      CompendiumTake.Kind kind = kind(put.at().key(0));
      String named = kind == CompendiumTake.Kind.LORE ? "title" : "name";
      Object told = data.get(named);
      String name = told == null ? put.at().last() : String.valueOf(told);
      Entry entry = new Entry(kind, name, Map.of(), Canonical.hash(data));
      JsonObject whole = Records.writeRecord(entry, 1).with("data", Packing.pack(data), 1);
      entries.put(free(stem + '-' + slug(name, NAME), entries), whole);
    }
    return entries;
  }

  private static CompendiumTake.Kind kind(String collection) {
    try {
      return CompendiumTake.Kind.valueOf(collection.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw unfit();
    }
  }

  private static TablekeepException unfit() {
    return new TablekeepException(
        ErrorKind.USER,
        "not-for-a-compendium",
        "A compendium holds characters, things, lore, places and quests; this file has something"
            + " else. Bring it into a campaign.");
  }

  private static String slug(String name, int most) {
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return plain.isEmpty() ? "entry" : plain.substring(0, Math.min(most, plain.length()));
  }

  private static String free(String key, Map<String, JsonObject> taken) {
    String free = key;
    for (int i = 2; taken.containsKey(free); i++) {
      free = key + '-' + i;
    }
    return free;
  }
}
