package io.tablekeep.engine.document;

import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.Ids;
import io.tablekeep.sdk.model.compendium.CompendiumDocument;
import io.tablekeep.sdk.model.compendium.Entry;
import io.tablekeep.sdk.model.compendium.EntryDrop;
import io.tablekeep.sdk.model.compendium.EntryPut;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;

/** What the host does with a compendium. */
final class CompendiumActions {
  private CompendiumActions() {}

  static void define(SystemDefinition system) {
    system
        .action("entry.put", EntryPut.class, CompendiumActions::put)
        .describe("Writes an entry of a compendium.");
    system
        .action("entry.drop", EntryDrop.class, CompendiumActions::drop)
        .describe("Takes an entry out of a compendium.");
  }

  private static Decision put(Table table, EntryPut put) {
    if (!Ids.isValid(put.key())) {
      return new Decision.Reject("bad-key", "That is no key.", "key");
    }
    Node all = table.state().at("entries");
    Node place = all.at(put.key());
    if (!place.exists() && all.exists() && all.size() >= CompendiumDocument.MOST_ENTRIES) {
      return Decision.reject("too-many", "There is no room for more.");
    }
    String hash = Canonical.hash(Records.write(put.data(), 0));
    Entry entry = new Entry(put.kind(), put.name(), put.data(), hash);
    return Decision.apply(Changes.none().remove(place).set(place, entry));
  }

  private static Decision drop(Table table, EntryDrop drop) {
    Node place = table.state().at("entries").at(drop.key());
    return place.exists()
        ? Decision.apply(Changes.none().remove(place))
        : new Decision.Reject("no-such-thing", "There is nothing of that name.", "key");
  }
}
