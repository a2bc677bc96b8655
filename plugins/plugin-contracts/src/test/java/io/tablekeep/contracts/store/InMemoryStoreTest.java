package io.tablekeep.contracts.store;

import io.tablekeep.sdk.store.CampaignStore;

final class InMemoryStoreTest extends CampaignStoreContract {
  @Override
  protected CampaignStore open() {
    return new InMemoryStore();
  }
}
