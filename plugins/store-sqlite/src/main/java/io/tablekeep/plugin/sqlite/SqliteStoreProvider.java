package io.tablekeep.plugin.sqlite;

import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoreProvider;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.pf4j.Extension;

/** Opens {@code sqlite:PATH}; the settings are those of {@link SqliteOptions#of}. */
@Extension
public final class SqliteStoreProvider implements StoreProvider {
  /** For PF4J. */
  public SqliteStoreProvider() {}

  @Override
  public String scheme() {
    return "sqlite";
  }

  @Override
  public CampaignStore open(String location, Map<String, String> settings) {
    try {
      return SqliteStore.open(Path.of(location), SqliteOptions.of(settings));
    } catch (InvalidPathException e) {
      throw new StoreException(Refusal.INVALID, "\"" + location + "\" is not a path.", e);
    }
  }
}
