package io.tablekeep.contracts.conflict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.conflict.Resolution;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A resolver that keeps the contract. */
class TallyTest extends ConflictResolverContract {
  static final List<SampleConflict> SAMPLES =
      List.of(
          SampleConflict.at("counter", "/actors/bram/arrows").base(20).theirs(18).mine(19),
          SampleConflict.at("set", "/actors/bram/languages")
              .in(Map.of("actors", Map.of("bram", Map.of("name", "Bram"))))
              .base(List.of("common", "orcish"))
              .theirs(List.of("common", "elvish", "orcish"))
              .mine(List.of("common")));

  @Override
  protected ConflictResolver resolver() {
    return new Tally();
  }

  @Override
  protected List<SampleConflict> samples() {
    return SAMPLES;
  }

  @Override
  protected boolean resolvesTwice(SampleConflict sample) {
    return sample.kind().equals("counter");
  }

  @Test
  void twoWhoTakeArrowsTakeThemBoth() {
    Resolution answer = resolver().resolve(SAMPLES.get(0).conflict());
    assertEquals(
        Resolution.resolved(
            Changes.none().set(Pointer.parse("/actors/bram/arrows"), 17L),
            0.95,
            "Both counts were added."),
        answer);
  }

  @Test
  void whatOneAddsAndTheOtherTakesOutHappensBoth() {
    Resolution.Resolved answer =
        assertInstanceOf(Resolution.Resolved.class, resolver().resolve(SAMPLES.get(1).conflict()));
    assertEquals(
        Map.of(
            "actors",
            Map.of("bram", Map.of("name", "Bram", "languages", List.of("common", "elvish")))),
        Applied.to(SAMPLES.get(1).document(), answer.changes()));
  }
}
