package io.tablekeep.sdk.game;

import io.tablekeep.sdk.view.Audience;

/**
 * Where a {@link GameSystem} declares what it does. Never implemented by plugins.
 *
 * <p>One action is decided in rounds of fixed order: guards, the action's handler, then {@link
 * #after}, {@link #changed} (repeated until nothing more changes, at most eight passes), {@link
 * #derive} and {@link #shape}. All of it becomes one journal entry, or none.
 *
 * <p><b>Patterns</b> are document paths without the leading slash whose {@code *} stands for any
 * one key: {@code actors/*}{@code /d20/hp}.
 */
public interface SystemDefinition {
  /**
   * Declares an action a seat may send.
   *
   * @param type name within this system, lower-case letters, digits, dots and hyphens
   * @param payload a record; schema, forms and checks are derived from its components
   * @param handler decides the action
   * @param <P> the payload
   * @return options of this action
   */
  <P extends Record> ActionSpec action(String type, Class<P> payload, Handler<P> handler);

  /**
   * Declares a guard: a say in an action of the table itself, before it is decided.
   *
   * @param builtIn payload record of a built-in action
   * @param guard the judge
   * @param <P> the payload
   * @return options of this guard
   */
  <P extends Record> GuardSpec guard(Class<P> builtIn, Guard<P> guard);

  /**
   * Declares what follows an action that was decided to apply; its changes join the same entry.
   *
   * @param action payload record of a built-in action or of one of this system's own
   * @param after computes the consequence
   * @param <P> the payload
   */
  <P extends Record> void after(Class<P> action, After<P> after);

  /**
   * Declares a reaction to a change of any path that matches, whoever caused it.
   *
   * @param pattern pattern of the paths watched
   * @param reaction computes the consequence
   */
  void changed(String pattern, Reaction reaction);

  /**
   * Declares the shape of a part of the document. Every candidate entry that touches a matching
   * path is checked, whoever made it: an action, an edit of the GM, an import, a merge. Bounds that
   * the record declares ({@link io.tablekeep.sdk.schema.Range}, {@link
   * io.tablekeep.sdk.schema.Length}) hold as well.
   *
   * @param pattern pattern of the places checked
   * @param type record the value there must be readable as (other keys may be present)
   * @param check further rules on the typed value
   * @param <T> the typed value
   */
  <T extends Record> void shape(String pattern, Class<T> type, Check<T> check);

  /**
   * Declares a value that is computed from its neighbours and stored in the same entry, so that
   * views need to run no code.
   *
   * @param pattern pattern of the owners, such as {@code actors/*}{@code /d20}
   * @param key key below the owner that receives the value
   * @param derivation computes it from the owner
   */
  void derive(String pattern, String key, Derivation derivation);

  /**
   * Declares that things end by themselves. What stands at a matching place says when, as a moment
   * under a key of its own ({@code 2026-01-31T19:30:00Z}; a rule sets {@code table.now().plus(…)}).
   * When that is past, it is removed, in an entry of its own with what the ending changes besides;
   * that is followed and checked like every other change. Without the key, or with anything else
   * there, it stays.
   *
   * <p>The moment is nothing but data: shown like the rest of the thing, changed or taken away by
   * any action, kept by exports and branches. Real time passes while nobody plays, too; what fell
   * due while the campaign was not open ends when it is opened next. Time that a game counts
   * (turns, rounds) is for {@link #after} and {@link #changed}.
   *
   * @param pattern pattern of the things that end, each an object
   * @param key key in them under which their end stands
   * @param ending computes what happens then. One that fails is tried again after a while, and
   *     counts as a fault of the system
   */
  void ends(String pattern, String key, Ending ending);

  /**
   * Shows a part of the document. Whatever no declaration shows is for owner and GM only.
   *
   * @param pattern pattern of the places shown, each with everything below it
   * @param to who sees them
   */
  void visible(String pattern, Audience to);

  /**
   * Declares what sort of fact stands at a place, which says who settles it when two people changed
   * it without knowing of each other: a {@link io.tablekeep.sdk.conflict.ConflictResolver} of that
   * kind. Of several patterns that lead to what was changed the longest counts. A place that no
   * pattern names is a {@code field}. Of {@code stats} and {@code field} two changes meet only
   * where they changed the same member; everything else is one thing, to be settled as a whole.
   *
   * @param pattern pattern of the places
   * @param kind {@code stats}, {@code initiative}, {@code narrative}, {@code combat}, {@code dice},
   *     {@code position}, {@code list}, {@code set}, {@code counter}, {@code field}, or a name of
   *     this system's own: its id, a dot, and lower-case letters, digits and hyphens
   */
  default void conflicts(String pattern, String kind) {}

  /**
   * Declares the system's settings of a campaign and their defaults. What a campaign has set stands
   * at {@code campaign/settings/{system}}, for those who run the game unless the system shows it;
   * it need not name every component. A change after which they would not be readable as the
   * record, or out of its bounds, is refused. The table itself has no action that changes settings:
   * a system declares its own, for the roles it means.
   *
   * @param defaults the settings of a campaign that has changed none
   * @param <S> the settings record
   */
  <S extends Record> void settings(S defaults);

  /**
   * Declares a feature that the game master of a campaign can turn on and off. Rules read it with
   * {@link Table#flag}; what a campaign has chosen stands at {@code flags/{system}.{name}}.
   *
   * @param name name within this system: a lower-case letter, then letters, digits and hyphens, at
   *     most 40
   * @param byDefault what holds while the campaign has chosen nothing
   * @param description one sentence for the game master
   */
  void flag(String name, boolean byDefault, String description);

  /**
   * Declares how data written by an earlier version of this system becomes data of a later one. A
   * system's own version is one above its last migration. A campaign has that of its data at {@code
   * campaign/systemVersion}; data that does not say is of version 0, and a campaign without data
   * begins with the newest. Migrations run one after the other when a campaign is opened and when
   * the plugin is replaced, as one journal entry; what they leave is followed and checked like
   * every other change.
   *
   * @param from version of the data
   * @param migration computes the changes that lead to version {@code from + 1}
   */
  void migrate(int from, Migration migration);

  /**
   * Chooses the dialect of all dice notations in campaigns of this system, people's own included.
   *
   * @param name name of a {@link io.tablekeep.sdk.dice.Dialect}; {@code standard} when this is not
   *     called
   * @throws io.tablekeep.sdk.dice.DiceException {@code dice-dialect} when there is none of that
   *     name
   */
  void dialect(String name);
}
