package io.tablekeep.plugin.resolver;

import io.tablekeep.contracts.conflict.ConflictResolverContract;
import io.tablekeep.contracts.conflict.SampleConflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import java.util.List;
import java.util.Map;

final class FieldsTest extends ConflictResolverContract {
  @Override
  protected ConflictResolver resolver() {
    return new Fields();
  }

  @Override
  protected List<SampleConflict> samples() {
    return List.of(
        SampleConflict.at("stats", "/actors/bram/d20")
            .base(Map.of("hp", 20, "xp", 5))
            .theirs(Map.of("hp", 12, "xp", 5))
            .mine(Map.of("hp", 20, "xp", 9)),
        SampleConflict.at("field", "/actors/bram/d20/hair")
            .base("red")
            .theirs("black")
            .mine("grey"));
  }
}
