package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.StoreProvider;
import java.util.Map;
import org.pf4j.Extension;

/**
 * Opens {@code postgresql://user:password@host:5432/database}; the settings are those of {@link
 * PostgresStore#open(String, Map)}.
 */
@Extension
public final class PostgresStoreProvider implements StoreProvider {
  /** For PF4J. */
  public PostgresStoreProvider() {}

  @Override
  public String scheme() {
    return "postgresql";
  }

  @Override
  public CampaignStore open(String location, Map<String, String> settings) {
    return PostgresStore.open(location, settings);
  }
}
