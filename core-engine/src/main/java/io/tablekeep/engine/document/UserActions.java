package io.tablekeep.engine.document;

import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.Ids;
import io.tablekeep.sdk.model.time.HistoryReturn;
import io.tablekeep.sdk.model.user.CharacterDrop;
import io.tablekeep.sdk.model.user.CharacterPut;
import io.tablekeep.sdk.model.user.NoteDrop;
import io.tablekeep.sdk.model.user.NotePut;
import io.tablekeep.sdk.model.user.OwnCharacter;
import io.tablekeep.sdk.model.user.OwnNote;
import io.tablekeep.sdk.model.user.PreferenceSet;
import io.tablekeep.sdk.model.user.UserDocument;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.util.Optional;
import java.util.Set;

/** What a person does with what is theirs. */
final class UserActions {
  /** Keys of an actor that belong to a campaign, and travel nowhere. */
  private static final Set<String> CAMPAIGNS_OWN =
      Set.of("owner", "hidden", "gmNotes", "origin", "leftAt");

  private UserActions() {}

  static void define(SystemDefinition system) {
    system
        .action("character.put", CharacterPut.class, UserActions::putCharacter)
        .describe("Writes a character that travels.");
    system
        .action("character.drop", CharacterDrop.class, UserActions::dropCharacter)
        .describe("Throws a character that travels away.");
    system
        .action("note.put", NotePut.class, UserActions::putNote)
        .describe("Writes a note for nobody else.");
    system
        .action("note.drop", NoteDrop.class, UserActions::dropNote)
        .describe("Throws a personal note away.");
    system
        .action("preference.set", PreferenceSet.class, UserActions::prefer)
        .describe("Sets a preference.");
    system
        .action(
            "history.return",
            HistoryReturn.class,
            (table, back) -> Decision.reject("not-as-consequence", "Only a person does that."))
        .describe("Returns what is one's own to an earlier moment.");
  }

  private static Decision putCharacter(Table table, CharacterPut put) {
    if (!(put.character().get("name") instanceof String name)
        || name.isBlank()
        || name.length() > 200) {
      return new Decision.Reject(
          "no-name", "A character needs a name of at most 200 letters.", "character/name");
    }
    for (String key : put.character().keySet()) {
      if (CAMPAIGNS_OWN.contains(key)) {
        return new Decision.Reject(
            "campaigns-own", "That belongs to a campaign and does not travel.", "character/" + key);
      }
    }
    Node all = table.state().at("characters");
    Optional<Decision> amiss = misplaced(all, put.key(), UserDocument.MOST_CHARACTERS);
    if (amiss.isPresent()) {
      return amiss.get();
    }
    Object tree = Records.write(put.character(), 0);
    OwnCharacter character =
        new OwnCharacter(name, put.character(), Canonical.hash(tree), put.origin(), table.now());
    Node place = all.at(put.key().orElseGet(table::newId));
    // Written anew: keys that the new one lacks go.
    return Decision.apply(Changes.none().remove(place).set(place, character));
  }

  private static Decision dropCharacter(Table table, CharacterDrop drop) {
    return drop(table, "characters", drop.key());
  }

  private static Decision putNote(Table table, NotePut put) {
    Node all = table.state().at("notes");
    Optional<Decision> amiss = misplaced(all, put.key(), UserDocument.MOST_NOTES);
    if (amiss.isPresent()) {
      return amiss.get();
    }
    OwnNote note = new OwnNote(put.title(), put.text(), put.campaign(), table.now());
    return Decision.apply(Changes.none().set(all.at(put.key().orElseGet(table::newId)), note));
  }

  private static Decision dropNote(Table table, NoteDrop drop) {
    return drop(table, "notes", drop.key());
  }

  private static Decision prefer(Table table, PreferenceSet set) {
    if (!Ids.isValid(set.name())) {
      return new Decision.Reject("bad-key", "That is no name for a preference.", "name");
    }
    Pointer place = Pointer.of("preferences", set.name());
    if (set.value().isEmpty()) {
      return Decision.apply(Changes.none().remove(place));
    }
    Node all = table.state().at("preferences");
    if (!all.at(set.name()).exists() && size(all) >= UserDocument.MOST_PREFERENCES) {
      return Decision.reject("too-many", "There is no room for more.");
    }
    return Decision.apply(Changes.none().set(place, set.value()));
  }

  private static Decision drop(Table table, String collection, String key) {
    Node place = table.state().at(collection).at(key);
    return place.exists()
        ? Decision.apply(Changes.none().remove(place))
        : new Decision.Reject("no-such-thing", "There is nothing of that name.", "key");
  }

  private static Optional<Decision> misplaced(Node all, Optional<String> key, int most) {
    if (key.isPresent() && !Ids.isValid(key.get())) {
      return Optional.of(new Decision.Reject("bad-key", "That is no key.", "key"));
    }
    boolean fresh = key.isEmpty() || !all.at(key.get()).exists();
    return fresh && size(all) >= most
        ? Optional.of(Decision.reject("too-many", "There is no room for more."))
        : Optional.empty();
  }

  private static int size(Node all) {
    return all.exists() ? all.size() : 0;
  }
}
