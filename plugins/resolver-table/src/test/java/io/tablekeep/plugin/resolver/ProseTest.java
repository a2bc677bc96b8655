package io.tablekeep.plugin.resolver;

import io.tablekeep.contracts.conflict.ConflictResolverContract;
import io.tablekeep.contracts.conflict.SampleConflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import java.util.List;

final class ProseTest extends ConflictResolverContract {
  @Override
  protected ConflictResolver resolver() {
    return new Prose();
  }

  @Override
  protected List<SampleConflict> samples() {
    return List.of(
        SampleConflict.at("narrative", "/notes/n/text")
            .base("It is dark.\nA rat.\n")
            .theirs("It is light.\nA rat.\n")
            .mine("It is dark.\nA fat rat.\n"));
  }
}
