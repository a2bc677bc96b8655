package io.tablekeep.contracts.conflict;

import io.tablekeep.sdk.conflict.ConflictResolver;
import java.util.List;

/** The contract on any resolver, to call its tests one by one. */
final class Judged extends ConflictResolverContract {
  private final ConflictResolver resolver;
  private final List<SampleConflict> samples;

  Judged(ConflictResolver resolver, List<SampleConflict> samples) {
    this.resolver = resolver;
    this.samples = samples;
  }

  @Override
  protected ConflictResolver resolver() {
    return resolver;
  }

  @Override
  protected List<SampleConflict> samples() {
    return samples;
  }

  @Override
  protected boolean resolvesTwice(SampleConflict sample) {
    return sample.kind().equals("counter");
  }
}
