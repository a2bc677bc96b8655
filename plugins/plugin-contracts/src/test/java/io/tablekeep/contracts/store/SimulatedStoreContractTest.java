package io.tablekeep.contracts.store;

import io.tablekeep.sdk.store.CampaignStore;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.function.Executable;

final class SimulatedStoreContractTest extends CampaignStoreContract {
  private final Clockwork clockwork = new Clockwork();
  private final SimulatedDisk disk = new SimulatedDisk(1);

  @Override
  protected CampaignStore open() {
    return SimulatedStore.open(disk, clockwork, 2);
  }

  @Override
  protected <T> T await(CompletionStage<T> stage) {
    while (!stage.toCompletableFuture().isDone()) {
      if (!clockwork.step()) {
        throw new AssertionError("The store will never answer.");
      }
    }
    return super.await(stage);
  }

  @Override
  protected void concurrently(List<Executable> tasks) {
    for (Executable task : tasks) {
      try {
        task.execute();
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
    }
  }
}
