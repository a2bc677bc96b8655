package io.tablekeep.sdk.view;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** A set of seats, described. Whoever runs the game belongs to every audience. */
public sealed interface Audience {
  /** Everyone at the table. */
  record Everyone() implements Audience {}

  /** Only those who run the game. */
  record Gm() implements Audience {}

  /**
   * Whoever owns an actor.
   *
   * @param actor key of the actor
   */
  record OwnerOf(String actor) implements Audience {}

  /** Whoever owns the entity the audience is declared on. */
  record Owner() implements Audience {}

  /**
   * Named participants.
   *
   * @param participants their keys, sorted
   */
  record Named(Set<String> participants) implements Audience {
    /**
     * Copies and sorts the set.
     *
     * @param participants as in the record
     */
    public Named {
      participants = Collections.unmodifiableSet(new TreeSet<>(participants));
    }
  }

  /**
   * Everyone at the table.
   *
   * @return the audience
   */
  static Audience everyone() {
    return new Everyone();
  }

  /**
   * Only those who run the game.
   *
   * @return the audience
   */
  static Audience gm() {
    return new Gm();
  }

  /**
   * Whoever owns an actor.
   *
   * @param actor key of the actor
   * @return the audience
   */
  static Audience ownerOf(String actor) {
    return new OwnerOf(actor);
  }

  /**
   * Whoever owns the entity the audience is declared on: the nearest entity above the place that
   * names an owner.
   *
   * @return the audience
   */
  static Audience owner() {
    return new Owner();
  }

  /**
   * Named participants.
   *
   * @param participants their keys
   * @return the audience
   */
  static Audience named(String... participants) {
    return new Named(Set.of(participants));
  }
}
