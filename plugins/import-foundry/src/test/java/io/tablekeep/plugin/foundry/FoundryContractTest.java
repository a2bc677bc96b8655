package io.tablekeep.plugin.foundry;

import io.tablekeep.contracts.transfer.ImporterContract;
import io.tablekeep.sdk.transfer.Importer;
import java.nio.charset.StandardCharsets;
import java.util.List;

class FoundryContractTest extends ImporterContract {
  @Override
  protected Importer importer() {
    return new FoundryImporter();
  }

  @Override
  protected List<Sample> samples() {
    return List.of(
        new Sample("hero.json", Samples.HERO.getBytes(StandardCharsets.UTF_8)),
        new Sample(
            "both.jsonl", (Samples.HERO + "\n" + Samples.SPELL).getBytes(StandardCharsets.UTF_8)));
  }
}
