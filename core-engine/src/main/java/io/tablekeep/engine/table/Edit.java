package io.tablekeep.engine.table;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.Optional;

/** Changes to one entity, of which only what was given is written. Used once. */
final class Edit {
  private final Node entity;
  private Changes changes = Changes.none();

  private Edit(Node entity) {
    this.entity = entity;
  }

  static Edit of(Node entity) {
    return new Edit(entity);
  }

  Edit clear(boolean clear, String key) {
    if (clear) {
      changes = changes.remove(entity.at(key));
    }
    return this;
  }

  Edit set(String key, Optional<?> value) {
    if (value.isPresent()) {
      changes = changes.set(entity.at(key), value.get());
    }
    return this;
  }

  Decision decide() {
    return Decision.apply(changes);
  }
}
