package io.tablekeep.engine.branch;

import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.engine.rules.Endings;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.state.DocumentId;
import java.time.Instant;

/**
 * What a branch begins with when it is opened for the first time.
 *
 * @param parent the campaign it leaves
 * @param key its key there
 * @param branch the branch
 * @param then the parent's document at the version it leaves from
 */
public record Fork(DocumentId parent, String key, Branch branch, Mark then) {

  /**
   * The document of the branch.
   *
   * @return its name
   */
  public DocumentId document() {
    return new DocumentId(parent.kind(), branch.document());
  }

  /**
   * What it begins with: nothing waits in it, as those who wait do so in the parent, and it has no
   * branches of its own yet.
   *
   * @param book the rules
   * @param now when it begins
   * @return the whole document
   */
  public JsonObject root(RuleBook book, Instant now) {
    JsonObject root = Endings.resumed(book, then.root(), then.time(), now, 1);
    for (String gone : new String[] {"asks", "branches"}) {
      root = root.has(gone) ? root.without(gone, 1) : root;
    }
    return root.with("id", branch.document(), 1).with("branchOf", origin(), 1);
  }

  /**
   * Where it comes from, as it says of itself.
   *
   * @return {@code {campaign, version, branch, name, line}}
   */
  public JsonObject origin() {
    return Ancestry.of(then.root(), parent.id(), branch.at()).child(key, branch.name(), 1);
  }

  /**
   * Whether a document is a certain branch.
   *
   * @param root the document
   * @param parent the campaign it leaves
   * @param key its key there
   * @return false for another one of the same id
   */
  public static boolean isOf(JsonObject root, DocumentId parent, String key) {
    return root.get("branchOf") instanceof JsonObject said
        && parent.id().equals(said.get("campaign"))
        && key.equals(said.get("branch"));
  }
}
