package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.Rulings.gm;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.action.world.NoteAssign;
import io.tablekeep.sdk.model.action.world.NoteCreate;
import io.tablekeep.sdk.model.action.world.NoteEdit;
import io.tablekeep.sdk.model.action.world.NoteRemove;
import io.tablekeep.sdk.model.action.world.NoteShare;
import io.tablekeep.sdk.model.world.Note;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.Optional;

/** Texts that people at the table write. */
final class Notes {
  private Notes() {}

  static void define(SystemDefinition system) {
    system.action("note.create", NoteCreate.class, Notes::create).offline(true);
    system.action("note.edit", NoteEdit.class, Notes::edit).edit();
    system.action("note.share", NoteShare.class, Notes::share);
    gm(system.action("note.assign", NoteAssign.class, Notes::assign));
    system.action("note.remove", NoteRemove.class, Notes::remove).offline(true);
  }

  private static Decision create(Table table, NoteCreate create) {
    Note note =
        new Note(
            create.title(),
            create.text(),
            Optional.of(new ParticipantRef(table.by().id())),
            create.readers(),
            create.everyone());
    return Rulings.add(table, table.state().at("notes"), Rulings.MOST, note);
  }

  private static Decision edit(Table table, NoteEdit edit) {
    return Edit.of(table.state().at(edit.note().pointer()))
        .set("title", edit.title())
        .set("text", edit.text())
        .decide();
  }

  private static Decision share(Table table, NoteShare share) {
    Node note = table.state().at(share.note().pointer());
    return Decision.apply(
        Changes.none()
            .set(note.at("readers"), share.readers())
            .set(note.at("everyone"), share.everyone()));
  }

  private static Decision assign(Table table, NoteAssign assign) {
    return Rulings.set(
        table, assign.note().pointer(), "author", assign.author().map(ParticipantRef::id));
  }

  private static Decision remove(Table table, NoteRemove remove) {
    return Rulings.remove(remove.note().pointer());
  }
}
