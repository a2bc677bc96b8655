package io.tablekeep.engine.conflict;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.rules.Keys;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.state.Pointer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the document tells of a conflict that is over, to those who may see what it was about. Of
 * the last {@value #MOST}; the journal has them all. Pure.
 *
 * @param to who is told, besides those who run the game
 * @param by whose edit it was
 * @param action name of the edit
 * @param kind what sort of fact it was about
 * @param place where
 * @param confidence the resolver's own; negative for none
 * @param how {@code settled}, or what was chosen
 * @param chooser who chose; empty for nobody
 * @param explanation why
 */
record Account(
    List<String> to,
    String by,
    String action,
    String kind,
    Pointer place,
    double confidence,
    String how,
    String chooser,
    String explanation) {
  static final int MOST = 50;

  private static final Pointer SETTLED = Experience.HOME.child("settled");

  /** Puts accounts into a document, and takes the oldest out. */
  static List<Effect> effects(JsonObject root, List<Account> accounts, Instant at, long version) {
    List<Effect> effects = new ArrayList<>();
    int count = 0;
    for (Account account : accounts) {
      effects.add(
          new Effect.Put(
              SETTLED.child(Keys.of(at, count++)), Records.write(account.tree(at), version)));
    }
    if (Trees.get(root, SETTLED) instanceof JsonObject all) {
      int over = all.size() + accounts.size() - MOST;
      for (JsonObject.Cursor c = all.cursor(); over > 0 && c.next(); over--) {
        effects.add(new Effect.Remove(SETTLED.child(c.key())));
      }
    }
    return effects;
  }

  private Map<String, Object> tree(Instant at) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("to", to);
    tree.put("at", at);
    tree.put("by", by);
    tree.put("action", action);
    tree.put("kind", kind);
    tree.put("place", place.toString());
    tree.put("how", how);
    if (confidence >= 0) {
      tree.put("confidence", confidence);
      tree.put("level", Experience.level(kind, confidence));
    }
    if (!chooser.isEmpty()) {
      tree.put("chooser", chooser);
    }
    tree.put("explanation", explanation);
    return tree;
  }
}
