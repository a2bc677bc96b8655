package io.tablekeep.plugin.resolver;

import io.tablekeep.contracts.conflict.ConflictResolverContract;
import io.tablekeep.contracts.conflict.SampleConflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import java.util.List;
import java.util.Map;

final class FallenDiceTest extends ConflictResolverContract {
  @Override
  protected ConflictResolver resolver() {
    return new FallenDice();
  }

  @Override
  protected List<SampleConflict> samples() {
    return List.of(
        SampleConflict.at("dice", "/dice/r1")
            .base(Map.of("total", 20))
            .theirs(Map.of("total", 20))
            .mine(Map.of("total", 3)));
  }

  @Override
  protected boolean treatsSidesAlike() {
    return false;
  }
}
