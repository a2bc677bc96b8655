package io.tablekeep.server.testing;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.StoreProvider;
import java.util.Map;
import org.pf4j.Extension;

/** Offers the store that keeps nothing; only tests ever load it, as a plugin of their own. */
@Extension
public final class MemoryProvider implements StoreProvider {
  @Override
  public String scheme() {
    return "memory";
  }

  @Override
  public CampaignStore open(String location, Map<String, String> settings) {
    return new InMemoryStore();
  }
}
