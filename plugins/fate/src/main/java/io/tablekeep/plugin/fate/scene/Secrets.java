package io.tablekeep.plugin.fate.scene;

import io.tablekeep.plugin.fate.play.Aspects;
import io.tablekeep.plugin.fate.sheet.Cast;
import io.tablekeep.plugin.fate.sheet.Facet;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import java.util.Optional;

/** Aspects that are there and not known: of the scene, or of somebody. */
public final class Secrets {
  private Secrets() {}

  /**
   * What is not known yet.
   *
   * @param table the table
   * @param about of whom; empty for the scene
   * @return the aspects, in order of their keys
   */
  public static List<Node> of(Table table, Optional<ActorRef> about) {
    return hidden(table, about).children().toList();
  }

  private static Node hidden(Table table, Optional<ActorRef> about) {
    return about
        .map(actor -> Cast.sheet(table, actor.id()).at("secrets"))
        .orElseGet(() -> table.state().at(Aspects.HIDDEN));
  }

  private static Pointer open(Table table, Optional<ActorRef> about) {
    return about
        .map(actor -> Cast.sheet(table, actor.id()).at("aspects").pointer())
        .orElse(Aspects.SCENE);
  }

  /**
   * Something is found out: the secret of these words, or what nobody had thought of before.
   *
   * @param table the table
   * @param about of whom; empty for the scene
   * @param name the aspect
   * @param side who found it out
   * @param free how often they may invoke it for nothing
   * @return the changes
   */
  public static Changes found(
      Table table, Optional<ActorRef> about, String name, Facet.Side side, int free) {
    for (Node secret : of(table, about)) {
      if (secret.at("name").asText("").equalsIgnoreCase(name)) {
        return shown(table, about, secret, side, free);
      }
    }
    boolean scene = about.isEmpty();
    Facet.Kind kind = scene ? Facet.Kind.SITUATION : Facet.Kind.ASPECT;
    return Changes.none()
        .set(open(table, about).child(table.newId()), Facet.by(name, kind, side, free));
  }

  /** A secret is one no more. */
  static Changes shown(
      Table table, Optional<ActorRef> about, Node secret, Facet.Side side, int free) {
    Pointer place = open(table, about).child(secret.key());
    Changes changes = Changes.none().remove(secret).set(place, secret.value());
    return free == 0
        ? changes
        : changes.set(
            place.child("free").child(side.key()), secret.at("free", side.key()).asInt(0) + free);
  }
}
