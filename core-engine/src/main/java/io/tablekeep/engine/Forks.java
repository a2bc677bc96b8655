package io.tablekeep.engine;

import io.tablekeep.engine.approval.People;
import io.tablekeep.engine.branch.Branches;
import io.tablekeep.engine.branch.Fork;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Opens branches, and makes campaigns of those that are not campaigns yet. Thread-safe. */
final class Forks {
  private final CampaignHome home;
  private final Function<Fork, CompletableFuture<Campaign>> maker;
  private final Function<DocumentId, CompletableFuture<Campaign>> opener;

  /**
   * Branches of one engine.
   *
   * @param home where the past is read
   * @param maker makes a campaign of a branch
   * @param opener opens a document that is there
   */
  Forks(
      CampaignHome home,
      Function<Fork, CompletableFuture<Campaign>> maker,
      Function<DocumentId, CompletableFuture<Campaign>> opener) {
    this.home = home;
    this.maker = maker;
    this.opener = opener;
  }

  CompletableFuture<Campaign> open(Campaign parent, String participant, String key) {
    return parent.look().thenCompose(node -> open(parent, root(node), participant, key));
  }

  private static JsonObject root(Node node) {
    return (JsonObject) ((NodeView) node).tree();
  }

  private CompletableFuture<Campaign> open(
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
                (newest > 0
                        ? opener.apply(child)
                        : home.journals()
                            .at(parent.id(), branch.at())
                            .toCompletableFuture()
                            .thenCompose(then -> made(new Fork(parent.id(), key, branch, then))))
                    .thenCompose(campaign -> checked(campaign, parent.id(), key))
                    .thenCompose(
                        campaign ->
                            branch.opened()
                                ? CompletableFuture.completedFuture(campaign)
                                : noted(parent, who, key).thenApply(noted -> campaign)));
  }

  /** Two who open it at once find the same one. */
  private CompletableFuture<Campaign> made(Fork fork) {
    return maker
        .apply(fork)
        .exceptionallyCompose(
            failure -> {
              Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
              boolean there =
                  why instanceof TablekeepException coded
                      && (coded.code().equals("campaign-exists")
                          || coded.code().equals("document-exists"));
              return there
                  ? opener.apply(fork.document())
                  : CompletableFuture.failedFuture(why == null ? failure : why);
            });
  }

  private static CompletableFuture<Campaign> checked(
      Campaign campaign, DocumentId parent, String key) {
    return campaign
        .look()
        .thenApply(
            node -> {
              if (!Fork.isOf(root(node), parent, key)) {
                throw new TablekeepException(
                    ErrorKind.USER,
                    "campaign-exists",
                    "Another campaign has the id of this branch already.");
              }
              return campaign;
            });
  }

  /** Its line in the parent says that it is one to be kept. */
  private static CompletableFuture<Receipt> noted(Campaign parent, Participant who, String key) {
    return parent.amend(
        "branch.open",
        Map.of("branch", key, "by", who.id()),
        Changes.none().set(Pointer.of("branches", key, "opened"), true));
  }
}
