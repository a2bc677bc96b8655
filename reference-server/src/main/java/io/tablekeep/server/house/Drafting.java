package io.tablekeep.server.house;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Changes.Change;

/** A document with an importer's changes, not yet written anywhere. Used by one thread. */
final class Drafting {
  private final long version;
  private JsonObject root;

  Drafting(JsonObject root, long version) {
    this.root = root;
    this.version = version;
  }

  JsonObject root() {
    return root;
  }

  void apply(Changes changes) {
    for (Change change : changes.list()) {
      if (change instanceof Change.Put put) {
        Object value = Records.onto(Trees.get(root, put.at()), put.value(), version);
        root = Trees.put(root, put.at(), value, version);
      } else if (change instanceof Change.Remove remove) {
        root = Trees.remove(root, remove.at(), version);
      } else {
        throw new TablekeepException(
            ErrorKind.PLUGIN,
            "import-change",
            "An import puts and removes; this does something else.");
      }
    }
  }
}
