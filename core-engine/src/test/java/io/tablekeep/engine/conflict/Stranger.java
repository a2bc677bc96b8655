package io.tablekeep.engine.conflict;

import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.conflict.Resolution;
import io.tablekeep.sdk.state.Changes;
import java.util.Set;
import java.util.function.Function;

/** A resolver that a test makes up. */
public final class Stranger implements ConflictResolver {
  private final Set<String> kinds;
  private final Function<Conflict, Resolution> answer;
  int asked;

  /** Answers as is said. */
  public Stranger(Function<Conflict, Resolution> answer, String... kinds) {
    this.kinds = Set.of(kinds);
    this.answer = answer;
  }

  /** Takes the later change, as sure as is said. */
  public static Stranger later(double confidence, String... kinds) {
    return new Stranger(
        conflict ->
            Resolution.resolved(
                conflict.mine().value().exists()
                    ? Changes.none().set(conflict.place(), conflict.mine().value().value())
                    : Changes.none().remove(conflict.place()),
                confidence,
                "The later one is meant."),
        kinds);
  }

  @Override
  public Set<String> kinds() {
    return kinds;
  }

  @Override
  public Resolution resolve(Conflict conflict) {
    asked++;
    return answer.apply(conflict);
  }
}
