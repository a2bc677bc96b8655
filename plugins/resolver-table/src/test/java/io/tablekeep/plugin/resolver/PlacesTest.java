package io.tablekeep.plugin.resolver;

import io.tablekeep.contracts.conflict.ConflictResolverContract;
import io.tablekeep.contracts.conflict.SampleConflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import java.util.List;
import java.util.Map;

final class PlacesTest extends ConflictResolverContract {
  @Override
  protected ConflictResolver resolver() {
    return new Places();
  }

  @Override
  protected List<SampleConflict> samples() {
    return List.of(
        SampleConflict.at("position", "/maps/m/tokens/t")
            .base(Map.of("x", 1.5, "y", 1.5))
            .theirs(Map.of("x", 2.5, "y", 1.5))
            .mine(Map.of("x", 1.5, "y", 3.5)));
  }
}
