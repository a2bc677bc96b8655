package io.tablekeep.engine.sim;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.StoredEntry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A planted mistake: one append is answered and never made, and those after it close the gap. */
final class SkippingStore extends PassingStore {
  private static final int SKIPPED = 9;

  private int appends;
  private long shift;

  SkippingStore(CampaignStore inner) {
    super(inner);
  }

  @Override
  public CompletionStage<Appended> append(
      DocumentId id, Epoch epoch, long after, List<StoredEntry> entries) {
    if (++appends == SKIPPED) {
      shift = entries.size();
      return CompletableFuture.completedFuture(new Appended.Durable(after + shift));
    }
    List<StoredEntry> moved =
        entries.stream()
            .map(entry -> new StoredEntry(entry.position() - shift, entry.bytes()))
            .toList();
    long by = shift;
    return super.append(id, epoch, after - by, moved)
        .thenApply(
            answer ->
                answer instanceof Appended.Durable yes
                    ? new Appended.Durable(yes.position() + by)
                    : answer);
  }
}
