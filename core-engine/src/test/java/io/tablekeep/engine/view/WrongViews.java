package io.tablekeep.engine.view;

import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.view.sight.Scenes;
import io.tablekeep.sdk.view.Audience;
import java.util.Optional;

/** Views with a mistake in them, for tests that have to find it. */
public final class WrongViews {
  private WrongViews() {}

  /** Everyone who sees what is around places is shown these places, too. */
  public static Views showing(SystemRules system, String... patterns) {
    Declared declared = Declared.by(Optional.of(system));
    for (String pattern : patterns) {
      declared.rules().show(pattern, Audience.everyone());
    }
    return new Views(declared, new Scenes(Optional.empty()));
  }

  /** Nothing keeps anybody from seeing all of these entities. */
  public static Views open(SystemRules system, String... patterns) {
    Declared declared = Declared.by(Optional.of(system));
    for (String pattern : patterns) {
      declared
          .rules()
          .gate(pattern, (look, path, entity, around) -> TableVisibility.full(true, around));
    }
    return new Views(declared, new Scenes(Optional.empty()));
  }
}
