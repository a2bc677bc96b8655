package io.tablekeep.contracts.store;

import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.StoreProvider;
import java.util.Map;
import org.pf4j.Extension;

/** {@link InMemoryStore} as a plugin would offer it. */
@Extension
public final class MemoryStores implements StoreProvider {
  /** Made by the loader. */
  public MemoryStores() {}

  @Override
  public String scheme() {
    return "memory";
  }

  @Override
  public CampaignStore open(String location, Map<String, String> settings) {
    return new InMemoryStore();
  }
}
