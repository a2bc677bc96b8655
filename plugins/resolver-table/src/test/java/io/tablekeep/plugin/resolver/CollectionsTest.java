package io.tablekeep.plugin.resolver;

import io.tablekeep.contracts.conflict.ConflictResolverContract;
import io.tablekeep.contracts.conflict.SampleConflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import java.util.List;

final class CollectionsTest extends ConflictResolverContract {
  @Override
  protected ConflictResolver resolver() {
    return new Collections();
  }

  @Override
  protected List<SampleConflict> samples() {
    return List.of(
        SampleConflict.at("counter", "/actors/bram/arrows").base(20).theirs(18).mine(19),
        SampleConflict.at("set", "/actors/bram/tongues")
            .base(List.of("elvish"))
            .theirs(List.of("elvish", "orcish"))
            .mine(List.of()),
        SampleConflict.at("list", "/actors/bram/plans")
            .base(List.of("rest"))
            .theirs(List.of("eat", "rest"))
            .mine(List.of("rest", "fight")));
  }

  @Override
  protected boolean resolvesTwice(SampleConflict sample) {
    return sample.toString().startsWith("counter");
  }
}
