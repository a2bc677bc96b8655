package io.tablekeep.sdk.state;

import io.tablekeep.sdk.view.Audience;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rule wants changed, as an immutable list in order. Building one changes nothing; the
 * engine applies all of it in one journal entry or none of it. Two are equal when they list equal
 * changes.
 *
 * <p>Values are what a document can hold: text, numbers, booleans, lists, maps with text keys,
 * records (their components only: keys a record does not know stay as they are), {@link
 * java.util.Optional} (empty means absent), enums, instants, durations and {@link Node}s.
 */
public final class Changes {
  private static final Changes NONE = new Changes(List.of());

  private final List<Change> list;

  private Changes(List<Change> list) {
    this.list = list;
  }

  /** One change. Read by the engine; systems use the methods of {@link Changes}. */
  public sealed interface Change {
    /**
     * Something is put at a place, with the objects that lead there.
     *
     * @param at the place
     * @param value what to put there
     */
    record Put(Pointer at, Object value) implements Change {}

    /**
     * Whatever stands at a place goes; nothing there is no error.
     *
     * @param at the place
     */
    record Remove(Pointer at) implements Change {}

    /**
     * A number grows; nothing there counts as zero.
     *
     * @param at the place
     * @param amount how much, possibly negative
     */
    record Add(Pointer at, long amount) implements Change {}

    /**
     * A line of chat in the name of the sender.
     *
     * @param to who reads it
     * @param text the line
     */
    record Say(Audience to, String text) implements Change {}

    /**
     * Another action, decided next in the sender's name, within the same entry.
     *
     * @param action payload record of a declared action
     */
    record Follow(Record action) implements Change {}
  }

  /**
   * Nothing.
   *
   * @return the empty changes
   */
  public static Changes none() {
    return NONE;
  }

  /**
   * These changes, then a value put at a place.
   *
   * @param at the place, possibly one where nothing stands yet
   * @param value what to put there
   * @return new changes
   */
  public Changes set(Node at, Object value) {
    return set(at.pointer(), value);
  }

  /**
   * These changes, then a value put at a place.
   *
   * @param at the place, possibly one where nothing stands yet
   * @param value what to put there
   * @return new changes
   */
  public Changes set(Pointer at, Object value) {
    return with(new Change.Put(at, value));
  }

  /**
   * These changes, then a place emptied.
   *
   * @param at the place
   * @return new changes
   */
  public Changes remove(Node at) {
    return remove(at.pointer());
  }

  /**
   * These changes, then a place emptied.
   *
   * @param at the place
   * @return new changes
   */
  public Changes remove(Pointer at) {
    return with(new Change.Remove(at));
  }

  /**
   * These changes, then a number changed by an amount.
   *
   * @param at the place of the number; nothing there counts as zero
   * @param amount how much to add, possibly negative
   * @return new changes
   */
  public Changes add(Node at, long amount) {
    return with(new Change.Add(at.pointer(), amount));
  }

  /**
   * These changes, then a line of chat.
   *
   * @param to who reads it
   * @param text the line
   * @return new changes
   */
  public Changes say(Audience to, String text) {
    return with(new Change.Say(to, text));
  }

  /**
   * These changes, then another action decided in the sender's name within the same entry.
   *
   * @param nextAction payload record of a declared action
   * @return new changes
   */
  public Changes follow(Record nextAction) {
    return with(new Change.Follow(nextAction));
  }

  /**
   * These changes, then others.
   *
   * @param others what comes next
   * @return new changes
   */
  public Changes and(Changes others) {
    if (list.isEmpty()) {
      return others;
    }
    if (others.list.isEmpty()) {
      return this;
    }
    List<Change> all = new ArrayList<>(list);
    all.addAll(others.list);
    return new Changes(List.copyOf(all));
  }

  /**
   * The changes in order.
   *
   * @return an immutable list
   */
  public List<Change> list() {
    return list;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Changes changes && changes.list.equals(list);
  }

  @Override
  public int hashCode() {
    return list.hashCode();
  }

  @Override
  public String toString() {
    return list.toString();
  }

  private Changes with(Change change) {
    List<Change> all = new ArrayList<>(list.size() + 1);
    all.addAll(list);
    all.add(change);
    return new Changes(List.copyOf(all));
  }
}
