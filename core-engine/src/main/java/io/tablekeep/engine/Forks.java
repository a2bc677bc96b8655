package io.tablekeep.engine;

import io.tablekeep.engine.approval.People;
import io.tablekeep.engine.branch.Branches;
import io.tablekeep.engine.branch.Fork;
import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.engine.loop.CampaignHome;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Opens branches, and makes campaigns of those that are not campaigns yet. Thread-safe. */
final class Forks {
  /** What is said when somebody else has just made it. */
  private static final Set<String> MADE = Set.of("campaign-exists", "document-exists", "elsewhere");

  private final CampaignHome home;
  private final Function<Fork, CompletableFuture<Campaign>> maker;

  /**
   * Branches of one engine.
   *
   * @param home where the past is read
   * @param maker makes a campaign of a branch
   */
  Forks(CampaignHome home, Function<Fork, CompletableFuture<Campaign>> maker) {
    this.home = home;
    this.maker = maker;
  }

  CompletableFuture<DocumentId> open(Campaign parent, String participant, String key) {
    return parent.look().thenCompose(node -> open(parent, root(node), participant, key));
  }

  private static JsonObject root(Node node) {
    return (JsonObject) ((NodeView) node).tree();
  }

  private CompletableFuture<DocumentId> open(
      Campaign parent, JsonObject root, String participant, String key) {
    Participant who = People.participant(root, participant).orElseThrow(People::nobody);
    if (who.role() != Role.GM) {
      throw new TablekeepException(ErrorKind.USER, "gm-only", "Only a game master opens branches.");
    }
    var branch = Branches.of(root).get(key);
    DocumentId child = new DocumentId(parent.id().kind(), branch.document());
    return home.journals()
        .newest(child)
        .toCompletableFuture()
        .thenCompose(
            newest ->
                newest > 0
                    ? there(child, newest)
                    : home.journals()
                        .at(parent.id(), branch.at())
                        .toCompletableFuture()
                        .thenCompose(then -> made(new Fork(parent.id(), key, branch, then))))
        .thenAccept(document -> check(document, parent.id(), key))
        .thenCompose(
            checked ->
                branch.opened()
                    ? CompletableFuture.completedFuture(child)
                    : noted(parent, who, key).thenApply(noted -> child));
  }

  /** As it is in the store: it may be open on another node. */
  private CompletableFuture<JsonObject> there(DocumentId child, long newest) {
    return home.journals().at(child, newest).toCompletableFuture().thenApply(Mark::root);
  }

  /** Two who open it at once find the same one. */
  private CompletableFuture<JsonObject> made(Fork fork) {
    return maker
        .apply(fork)
        .thenCompose(Campaign::look)
        .thenApply(Forks::root)
        .exceptionallyCompose(
            failure -> {
              Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
              return why instanceof TablekeepException coded && MADE.contains(coded.code())
                  ? home.journals()
                      .newest(fork.document())
                      .toCompletableFuture()
                      .thenCompose(newest -> there(fork.document(), newest))
                  : CompletableFuture.failedFuture(why == null ? failure : why);
            });
  }

  private static void check(JsonObject document, DocumentId parent, String key) {
    if (!Fork.isOf(document, parent, key)) {
      throw new TablekeepException(
          ErrorKind.USER, "campaign-exists", "Another campaign has the id of this branch already.");
    }
  }

  /** Its line in the parent says that it is one to be kept. */
  private static CompletableFuture<Receipt> noted(Campaign parent, Participant who, String key) {
    return parent.amend(
        "branch.open",
        Map.of("branch", key, "by", who.id()),
        Changes.none().set(Pointer.of("branches", key, "opened"), true));
  }
}
