package io.tablekeep.plugin.fate.play;

import io.tablekeep.plugin.fate.sheet.Cast;
import io.tablekeep.plugin.fate.sheet.Facet.Side;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The aspects that somebody can name: those of the scene, of characters, and consequences. */
public final class Aspects {
  /** Where those of the scene stand. */
  public static final Pointer SCENE = Pointer.of("fate", "aspects");

  /** Where those stand that nobody has discovered yet. */
  public static final Pointer HIDDEN = Pointer.of("fate", "secrets");

  private Aspects() {}

  /**
   * An aspect where it stands.
   *
   * @param key how people name it: {@code scene/{id}}, {@code {actor}/aspects/{id}}, {@code
   *     {actor}/consequences/{slot}}
   * @param at its place
   * @param name the phrase
   * @param owner key of the actor it belongs to; empty for one of the scene
   * @param boost whether it is gone once it was invoked
   */
  public record Known(String key, Pointer at, String name, String owner, boolean boost) {
    /**
     * Where a side's free invocations are counted.
     *
     * @param side the side
     * @return the place of a number
     */
    public Pointer free(Side side) {
      return at.child("free").child(side.key());
    }
  }

  /**
   * All that somebody may name.
   *
   * @param table the table
   * @param who key of the actor in whose name it is said
   * @param actors keys of the actors whose aspects may be meant
   * @return the scene's, then the actors', in order of their keys
   */
  public static List<Known> of(Table table, String who, Collection<String> actors) {
    List<Known> all = new ArrayList<>();
    table
        .state()
        .at(SCENE)
        .children()
        .forEach(one -> all.add(known("scene/" + one.key(), one, "")));
    for (String actor : actors) {
      Node sheet = Cast.sheet(table, actor);
      add(all, actor, sheet.at("aspects"));
      add(all, actor, sheet.at("consequences"));
      if (actor.equals(who) || Cast.side(table, who) == Side.GM) {
        add(all, actor, sheet.at("secrets"));
      }
    }
    return all;
  }

  private static void add(List<Known> all, String actor, Node place) {
    String before = actor + '/' + place.key() + '/';
    place.children().forEach(one -> all.add(known(before + one.key(), one, actor)));
  }

  private static Known known(String key, Node one, String owner) {
    boolean boost = one.at("kind").asText("").equals("boost");
    return new Known(key, one.pointer(), one.at("name").asText("?"), owner, boost);
  }

  /**
   * The one that somebody names, by its key or by its very words.
   *
   * @param all what may be named
   * @param said what was said
   * @return the aspect; empty when there is none
   */
  public static Optional<Known> find(List<Known> all, String said) {
    return all.stream()
        .filter(one -> one.key().equals(said) || one.name().equalsIgnoreCase(said.strip()))
        .findFirst();
  }
}
