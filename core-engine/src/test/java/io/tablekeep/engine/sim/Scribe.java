package io.tablekeep.engine.sim;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.util.Map;

/** Writes anything anywhere, so that every part of a document changes. */
final class Scribe implements GameSystem {
  /** Puts {@code value.v} at a place; removes what is there when there is no {@code v}. */
  record Write(String at, Map<String, Object> value) {}

  @Override
  public String id() {
    return "scribe";
  }

  @Override
  public void define(SystemDefinition system) {
    system.action("write", Write.class, Scribe::write);
    system.visible("actors/*/extra", Audience.everyone());
  }

  private static Decision write(Table table, Write write) {
    Pointer at = Pointer.parse(write.at());
    Object value = write.value().get("v");
    if (value == null) {
      return table.state().at(at.keys().toArray(new String[0])).exists()
          ? Decision.apply(
              Changes.none().remove(table.state().at(at.keys().toArray(new String[0]))))
          : Decision.apply(Changes.none());
    }
    return Decision.apply(Changes.none().set(at, value));
  }
}
