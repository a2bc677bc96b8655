package io.tablekeep.plugin.srd5e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tablekeep.contracts.transfer.ImporterContract;
import io.tablekeep.sdk.transfer.Importer;
import java.util.List;

class SrdContractTest extends ImporterContract {
  @Override
  protected Importer importer() {
    return new SrdImporter();
  }

  @Override
  protected List<Sample> samples() {
    return List.of(
        new Sample("5e-SRD-Monsters.srd5e", Samples.MONSTERS.getBytes(UTF_8)),
        new Sample("spells.srd5e", Samples.SPELLS.getBytes(UTF_8)),
        new Sample("gear.srd5e", Samples.GEAR.getBytes(UTF_8)));
  }
}
