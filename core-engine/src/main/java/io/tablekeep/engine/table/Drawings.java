package io.tablekeep.engine.table;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.DrawingRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.action.scene.DrawingCreate;
import io.tablekeep.sdk.model.action.scene.DrawingRemove;
import io.tablekeep.sdk.model.map.Drawing;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.Optional;

/** What people draw on maps. */
final class Drawings {
  /** Drawings one map may hold. */
  static final int MOST = 500;

  private Drawings() {}

  static void define(SystemDefinition system) {
    system.action("drawing.create", DrawingCreate.class, Drawings::create);
    system.action("drawing.remove", DrawingRemove.class, Drawings::remove);
  }

  private static Decision create(Table table, DrawingCreate create) {
    Node all = table.state().at(create.map().pointer()).at("drawings");
    Drawing drawing =
        new Drawing(
            create.kind(),
            create.points(),
            create.color(),
            create.width(),
            Optional.of(new ParticipantRef(table.by().id())));
    return Rulings.add(table, all, MOST, drawing);
  }

  private static Decision remove(Table table, DrawingRemove remove) {
    Changes changes = Changes.none();
    for (DrawingRef drawing : remove.drawings()) {
      changes = changes.remove(drawing.pointer());
    }
    return Decision.apply(changes);
  }
}
