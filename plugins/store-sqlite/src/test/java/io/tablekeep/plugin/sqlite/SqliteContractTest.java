package io.tablekeep.plugin.sqlite;

import io.tablekeep.contracts.store.CampaignStoreContract;
import io.tablekeep.sdk.store.CampaignStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteContractTest extends CampaignStoreContract {
  @TempDir Path folder;

  @Override
  protected CampaignStore open() {
    return SqliteStore.open(folder.resolve("data/tablekeep.db"));
  }
}
