package io.tablekeep.engine.cluster.placement;

import io.tablekeep.sdk.state.DocumentId;
import java.util.List;
import java.util.Set;

/**
 * A document that needs a node.
 *
 * @param key a number that looks like chance and is always the same for the document
 * @param copies names of nodes that have a warm copy or a backup of it, best first
 * @param related names of nodes that own what it is used together with (a campaign's branches, a
 *     compendium in use), most wanted first
 * @param not names of nodes that are out of the question
 */
public record Wish(long key, List<String> copies, List<String> related, Set<String> not) {
  /** Most nodes of a list that are looked at. */
  public static final int MOST_NAMED = 8;

  /**
   * Copies the lists.
   *
   * @param key as in the record
   * @param copies as in the record
   * @param related as in the record
   * @param not as in the record
   */
  public Wish {
    copies = List.copyOf(copies);
    related = List.copyOf(related);
    not = Set.copyOf(not);
  }

  /**
   * A document that may be anywhere.
   *
   * @param document its id
   * @return the wish
   */
  public static Wish of(DocumentId document) {
    return of(key(document));
  }

  /**
   * A document that may be anywhere.
   *
   * @param key see the record
   * @return the wish
   */
  public static Wish of(long key) {
    return new Wish(key, List.of(), List.of(), Set.of());
  }

  /**
   * The key of a document: the same on every node and in every release.
   *
   * @param document its id
   * @return the key
   */
  public static long key(DocumentId document) {
    return Mix.of(document.toString());
  }

  /**
   * This wish, with nodes that have a copy.
   *
   * @param names best first
   * @return the wish
   */
  public Wish withCopies(List<String> names) {
    return new Wish(key, names, related, not);
  }

  /**
   * This wish, with nodes that own what is used together with the document.
   *
   * @param names most wanted first
   * @return the wish
   */
  public Wish withRelated(List<String> names) {
    return new Wish(key, copies, names, not);
  }

  /**
   * This wish, without some nodes.
   *
   * @param names those that have refused the document, for example
   * @return the wish
   */
  public Wish without(Set<String> names) {
    return new Wish(key, copies, related, names);
  }
}
