package io.tablekeep.engine.loop;

import io.tablekeep.engine.document.Kinds;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Changes.Change;
import io.tablekeep.sdk.state.DocumentId;
import java.util.Map;

/**
 * Changes that no seat sent.
 *
 * @param changes what is put and removed
 */
record Amendment(Changes changes) {

  /** Looks at the changes off the loop, then has them decided like any action. On the loop. */
  static void submit(
      EngineRuntime runtime,
      Loop loop,
      DecisionLine line,
      String type,
      Map<String, Object> about,
      Changes changes,
      Reply reply) {
    JsonObject root = line.shown();
    DocumentId.Kind kind = line.document().kind();
    loop.resume(
        runtime.offload(() -> check(kind, root, changes, about)),
        (details, failure) -> {
          if (details == null) {
            reply
                .future()
                .completeExceptionally(
                    failure == null ? new IllegalStateException("no details") : failure);
            return;
          }
          if (!line.hasRoom()) {
            line.metrics().refused("too-busy");
            line.answer(reply, reply.tooBusy());
            return;
          }
          Cause cause = Cause.withoutId("", type, details);
          Waiting waiting = new Waiting(cause, new Amendment(changes), written -> {});
          waiting.replies.add(reply);
          line.add(waiting);
        });
  }

  /**
   * Finds what is wrong with changes before they are decided, where a whole document may be read.
   *
   * @return what they are about, as a tree value
   */
  private static Object check(
      DocumentId.Kind kind, JsonObject root, Changes changes, Map<String, Object> about) {
    JsonObject after = root;
    for (Change change : changes.list()) {
      if (change instanceof Change.Put put) {
        Object value = Records.onto(Trees.get(after, put.at()), put.value(), 0);
        after = Trees.put(after, put.at(), value, 0);
      } else if (change instanceof Change.Remove remove) {
        after = Trees.get(after, remove.at()) == null ? after : Trees.remove(after, remove.at(), 0);
      } else {
        throw new TablekeepException(
            ErrorKind.PLUGIN,
            "import-change",
            "An import puts and removes; this does something else.");
      }
    }
    Kinds.check(kind, after);
    return Records.write(about, 0);
  }
}
