package io.tablekeep.plugin.resolver;

import io.tablekeep.contracts.conflict.ConflictResolverContract;
import io.tablekeep.contracts.conflict.SampleConflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import java.util.List;
import java.util.Map;

final class FightsTest extends ConflictResolverContract {
  @Override
  protected ConflictResolver resolver() {
    return new Fights();
  }

  @Override
  protected List<SampleConflict> samples() {
    return List.of(
        SampleConflict.at("combat", "/actors/bram/duel")
            .base(Map.of("hp", 20))
            .theirs(Map.of("hp", 12))
            .mine(Map.of("hp", 15)));
  }
}
