package io.tablekeep.engine.branch;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Keys;
import io.tablekeep.engine.rules.RoundContext;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.model.time.BranchCreate;
import io.tablekeep.sdk.model.time.BranchRemove;
import io.tablekeep.sdk.model.time.BranchRename;
import java.util.List;
import java.util.Optional;

/** Branches get names, other names, and go: lines in the document, whatever it weighs. Pure. */
public final class Naming {
  private Naming() {}

  /**
   * Whether this decides an action.
   *
   * @param payload the action
   * @return true for those that name branches
   */
  public static boolean decides(Record payload) {
    return payload instanceof BranchCreate
        || payload instanceof BranchRename
        || payload instanceof BranchRemove;
  }

  /**
   * Decides.
   *
   * @param payload one that {@link #decides} names
   * @param head the document
   * @param context who acts, and when
   * @param document the document's id
   * @return what to journal
   */
  public static Decided decide(
      Record payload, JsonObject head, RoundContext context, String document) {
    try {
      List<Effect> effects;
      Branches branches = Branches.of(head);
      if (payload instanceof BranchCreate create) {
        effects = create(create, branches, context, document);
      } else if (payload instanceof BranchRename rename) {
        branches.get(rename.branch());
        effects =
            List.of(new Effect.Put(Branches.at(rename.branch()).child("name"), rename.name()));
      } else if (payload instanceof BranchRemove remove) {
        branches.get(remove.branch());
        effects = List.of(new Effect.Remove(Branches.at(remove.branch())));
      } else {
        throw new IllegalArgumentException("names no branch: " + payload);
      }
      return Decided.nothing(head, List.of(), Outcome.OK)
          .with(effects, context.version(), Outcome.OK);
    } catch (TablekeepException no) {
      return Refusals.of(no, head);
    }
  }

  private static List<Effect> create(
      BranchCreate create, Branches branches, RoundContext context, String document) {
    if (create.at() >= context.version()) {
      throw new TablekeepException(
          ErrorKind.USER, "no-such-version", "The document has no such version yet.", "/at");
    }
    String key = Keys.of(context.at(), 0);
    long at = create.at() == 0 ? context.version() - 1 : create.at();
    Branch branch =
        new Branch(
            create.name(),
            at,
            context.at(),
            context.by().id(),
            Branches.document(document, key),
            false,
            Optional.empty(),
            Optional.empty());
    return branches.add(key, branch, context.version());
  }
}
