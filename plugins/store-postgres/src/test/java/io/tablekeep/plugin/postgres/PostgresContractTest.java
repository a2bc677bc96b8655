package io.tablekeep.plugin.postgres;

import io.tablekeep.contracts.store.CampaignStoreContract;
import io.tablekeep.sdk.store.CampaignStore;
import java.io.IOException;

final class PostgresContractTest extends CampaignStoreContract {
  private final String schema = Server.newSchema();

  @Override
  protected CampaignStore open() throws IOException {
    return Server.shared().open(schema);
  }
}
