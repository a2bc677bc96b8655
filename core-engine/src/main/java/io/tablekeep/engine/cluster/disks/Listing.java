package io.tablekeep.engine.cluster.disks;

import io.tablekeep.engine.cluster.Members;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lists what the disks of all nodes have that answer. */
final class Listing {
  private final CampaignStore store;
  private final Voices voices;
  private final Members members;

  Listing(CampaignStore store, Voices voices, Members members) {
    this.store = store;
    this.voices = voices;
    this.members = members;
  }

  CompletionStage<Page<DocumentInfo>> page(DocumentId.Kind kind, String after, int max) {
    CompletionStage<List<Page<Standing>>> all =
        store
            .list(kind, after, max)
            .thenApply(
                page -> {
                  List<Standing> mine = page.items().stream().map(Standing::of).toList();
                  return List.of(new Page<>(mine, page.more()));
                });
    for (String node : members.live()) {
      if (!node.equals(members.self())) {
        CompletionStage<Page<Standing>> asked =
            Disk.stage(() -> voices.list(node, kind, after, max))
                // What a node alone has that does not answer cannot be told.
                .exceptionally(failure -> new Page<>(List.of(), false));
        all = all.thenCombine(asked, Listing::and);
      }
    }
    return all.thenCompose(pages -> merged(pages, kind, max));
  }

  private static List<Page<Standing>> and(List<Page<Standing>> pages, Page<Standing> more) {
    List<Page<Standing>> all = new ArrayList<>(pages);
    all.add(more);
    return all;
  }

  private CompletionStage<Page<DocumentInfo>> merged(
      List<Page<Standing>> pages, DocumentId.Kind kind, int max) {
    Map<String, Standing> best = new TreeMap<>();
    String end = null;
    for (Page<Standing> page : pages) {
      for (Standing each : page.items()) {
        best.merge(each.id().id(), each, (one, two) -> two.beats(one) ? two : one);
      }
      if (page.more()) {
        String last = page.items().get(page.items().size() - 1).id().id();
        end = end == null || last.compareTo(end) < 0 ? last : end;
      }
    }
    List<DocumentInfo> items = new ArrayList<>();
    String seen = "";
    for (Map.Entry<String, Standing> each : best.entrySet()) {
      if (items.size() == max || (end != null && each.getKey().compareTo(end) > 0)) {
        break;
      }
      seen = each.getKey();
      each.getValue().info().ifPresent(items::add);
    }
    boolean more =
        end != null
            || (!best.isEmpty() && !seen.equals(((TreeMap<String, Standing>) best).lastKey()));
    return more && items.isEmpty()
        ? page(kind, seen, max)
        : CompletableFuture.completedFuture(new Page<>(items, more));
  }
}
