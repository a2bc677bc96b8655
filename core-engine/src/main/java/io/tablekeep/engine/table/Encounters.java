package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.Rulings.gm;
import static io.tablekeep.engine.table.Rulings.refuse;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.action.encounter.EncounterCreate;
import io.tablekeep.sdk.model.action.encounter.EncounterEdit;
import io.tablekeep.sdk.model.action.encounter.EncounterEnd;
import io.tablekeep.sdk.model.action.encounter.EncounterPause;
import io.tablekeep.sdk.model.action.encounter.EncounterRemove;
import io.tablekeep.sdk.model.action.encounter.EncounterStart;
import io.tablekeep.sdk.model.document.Encounter;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Encounters are prepared, begun, interrupted and ended. */
final class Encounters {
  private Encounters() {}

  static void define(SystemDefinition system) {
    gm(system.action("encounter.create", EncounterCreate.class, Encounters::create));
    gm(system.action("encounter.edit", EncounterEdit.class, Encounters::edit)).edit();
    gm(system.action("encounter.start", EncounterStart.class, Encounters::start));
    gm(system.action("encounter.pause", EncounterPause.class, Encounters::pause));
    gm(system.action("encounter.end", EncounterEnd.class, Encounters::end));
    gm(system.action("encounter.remove", EncounterRemove.class, Encounters::remove));
  }

  private static Decision create(Table table, EncounterCreate create) {
    Encounter encounter =
        new Encounter(
            create.name(),
            create.map(),
            Encounter.Status.DRAFT,
            0,
            Optional.empty(),
            Map.of(),
            Map.of(),
            create.gmNotes());
    return Rulings.add(table, table.state().at("encounters"), Rulings.MOST, encounter);
  }

  private static Decision edit(Table table, EncounterEdit edit) {
    return Edit.of(table.state().at(edit.encounter().pointer()))
        .clear(edit.clear().contains(EncounterEdit.Part.MAP), "map")
        .set("name", edit.name())
        .set("map", edit.map().map(MapRef::id))
        .set("gmNotes", edit.gmNotes())
        .decide();
  }

  private static Decision start(Table table, EncounterStart start) {
    Node encounter = table.state().at(start.encounter().pointer());
    Node pointer = pointer(table);
    String status = encounter.at("status").asText("draft");
    boolean points = pointer.asText("").equals(start.encounter().id());
    boolean canPoint = Sessions.runs(table);
    if (status.equals("completed")) {
      return refuse("encounter-over", "This encounter is over.", "encounter");
    }
    if (status.equals("active") && (points || !canPoint)) {
      return refuse("already-active", "This encounter is under way already.", "encounter");
    }
    List<Node> order = Order.of(encounter);
    if (order.isEmpty()) {
      return refuse("nobody-takes-part", "Nobody takes part.", "encounter");
    }
    Changes changes = Changes.none().set(encounter.at("status"), Encounter.Status.ACTIVE);
    if (Order.indexOf(order, Order.turn(encounter)) < 0) {
      changes = changes.set(encounter.at("turn"), order.get(0).key());
    }
    if (encounter.at("round").asInt(0) < 1) {
      changes = changes.set(encounter.at("round"), 1);
    }
    return Decision.apply(canPoint ? changes.set(pointer, start.encounter().id()) : changes);
  }

  private static Decision pause(Table table, EncounterPause pause) {
    Node encounter = table.state().at(pause.encounter().pointer());
    if (!Order.isActive(encounter)) {
      return refuse("not-active", "This encounter is not under way.", "encounter");
    }
    Changes changes = Changes.none().set(encounter.at("status"), Encounter.Status.PAUSED);
    return Decision.apply(unpointed(table, changes, pause.encounter()));
  }

  private static Decision end(Table table, EncounterEnd end) {
    Node encounter = table.state().at(end.encounter().pointer());
    String status = encounter.at("status").asText("draft");
    if (!status.equals("active") && !status.equals("paused")) {
      return refuse("not-active", "This encounter is not under way.", "encounter");
    }
    Changes changes =
        Order.inTheOpen(table, encounter)
            .set(encounter.at("status"), Encounter.Status.COMPLETED)
            .remove(encounter.at("turn"));
    return Decision.apply(unpointed(table, changes, end.encounter()));
  }

  private static Decision remove(Table table, EncounterRemove remove) {
    Changes changes = Changes.none().remove(remove.encounter().pointer());
    return Decision.apply(unpointed(table, changes, remove.encounter()));
  }

  private static Changes unpointed(Table table, Changes changes, EncounterRef gone) {
    Node pointer = pointer(table);
    return pointer.asText("").equals(gone.id()) ? changes.remove(pointer) : changes;
  }

  private static Node pointer(Table table) {
    return table.state().at("currentSession", "activeEncounterId");
  }
}
